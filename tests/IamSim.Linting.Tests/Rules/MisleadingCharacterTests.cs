namespace IamSim.Linting.Tests.Rules;

public sealed class MisleadingCharacterTests
{
    [Theory]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"s3:Get\u041Ebject","Resource":"*"}}""", "1:47 's3:Get\u041Ebject' holds U+041E, which looks like 'O'")]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::b\u200B/*"}}""", "1:81 'arn:aws:s3:::b\u200B/*' holds U+200B, which cannot be seen")]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/\u00AD*"}}""", "1:82 'arn:aws:s3:::b/\u00AD*' holds U+00AD, which cannot be seen")]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/\u0000*"}}""", "1:82 'arn:aws:s3:::b/\uFFFD*' holds U+0000, which cannot be seen")]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/\uFF0A"}}""", "1:82 'arn:aws:s3:::b/\uFF0A' holds U+FF0A, which looks like '*'")]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::a\u002Fb/\u202Ejson.*"}}""", "1:89 'arn:aws:s3:::a/b/\uFFFDjson.*' holds U+202E, which turns the direction of writing and is not seen itself")]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/\u05D0"}}""", "1:82 'arn:aws:s3:::b/\u05D0' holds U+05D0, which is written from right to left: what stands beside it may be shown in another order")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/t\u0435am":"x"}}}}""", "1:111 'aws:PrincipalTag/t\u0435am' holds U+0435, which looks like 'e'")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":["bob","\u0430l\u0456ce"]}}}}""", "1:115 '\u0430l\u0456ce' holds U+0430, which looks like 'a'")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"\u0440\u0430\u0443"}}}}""", "1:108 '\u0440\u0430\u0443' holds U+0440, which looks like 'p'")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"\uD835\uDC00\u212Ate"}}}}""", "1:120 '\U0001D400\u212Ate' holds U+212A, which looks like 'K'")]
    public void A_character_that_misleads_is_told_at_its_place(string policy, string expected) => Assert.Equal([expected], LintedText.Find("IAM2214", policy));

    [Theory]
    [InlineData("alice")]
    [InlineData("caf\u00E9 \u00DF \u00F1 \u00B5")]
    [InlineData("\u041C\u043E\u0441\u043A\u0432\u0430")]
    [InlineData("\u65E5\u672C")]
    [InlineData("\U0001F600")]
    public void Words_of_other_scripts_are_no_disguise(string value) =>
        Assert.Empty(LintedText.Find("IAM2214", $$$$$$"""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"{{{{{{value}}}}}}"}}}}"""));

    [Fact]
    public void A_long_text_of_doubtful_letters_is_told_once_and_costs_no_more_for_each_character()
    {
        string letters = new('\u0430', 1_000_000);

        Assert.Single(LintedText.Find("IAM2214", $$$$$$"""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"{{{{{{letters}}}}}}"}}}}"""));
        Assert.Empty(LintedText.Find("IAM2214", $$$$$$"""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"{{{{{{new string('\u043A', 1_000_000)}}}}}}"}}}}"""));
    }
}
