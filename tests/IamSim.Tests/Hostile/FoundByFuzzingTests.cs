using System.Text;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Tests.Hostile;

/// <summary>What <c>tests/IamSim.Fuzz</c> found, each as small as it could be made.</summary>
public sealed class FoundByFuzzingTests
{
    [Theory]
    [InlineData("""{"prin\udaaa":1}""", 2)]
    [InlineData("""{"\ud800":1}""", 2)]
    [InlineData("""{"action\udc00":"s3:GetObject"}""", 2)]
    public void Half_a_character_in_the_name_of_a_member_of_a_request_is_a_finding(string line, int column)
    {
        RequestReading reading = ScenarioReader.ReadTemplate(new SourceText("""{"policies":{}}""")).Template!.CreateReader().Read(Encoding.UTF8.GetBytes(line), "r.ndjson", 3);

        Diagnostic finding = reading.InputErrors[0];
        Assert.Equal(("IAM0002", new LinePosition(3, column)), (finding.Id, finding.Position));
    }

    [Theory]
    [InlineData("\u0085", "'\uFFFD' is not an action: expected service:Name, such as s3:GetObject")]
    [InlineData("\\b", "'\uFFFD' is not an action: expected service:Name, such as s3:GetObject")]
    [InlineData("a\u202Eb", "'a\uFFFDb' is not an action: expected service:Name, such as s3:GetObject")]
    public void A_message_repeats_no_control_character(string action, string message)
    {
        RequestReading reading = ScenarioReader.ReadTemplate(new SourceText("""{"policies":{}}""")).Template!.CreateReader().Read(Encoding.UTF8.GetBytes($$"""{"principal":"anonymous","action":"{{action}}","resource":"*"}"""));

        Assert.Equal(message, reading.InputErrors[0].Message);
    }

    [Theory]
    [InlineData("b/*${x:a}${x:b}*c*", "b/a\U0001F600c", true)]
    [InlineData("b/**${x:a}${x:b}**c", "b/a\U0001F600-c", true)]
    [InlineData("b/${x:a}${x:b}", "b/a\U0001F600", true)]
    [InlineData("b/${x:a}${x:b}?", "b/a\U0001F600c", true)]
    [InlineData("b/${x:a}${x:b}?", "b/a\U0001F600", false)]
    [InlineData("b/${x:a}?${x:b}", "b/a\U0001F600", false)]
    public void Two_halves_of_a_character_that_meet_between_variables_are_one(string pattern, string name, bool expected)
    {
        PolicyDocument policy = PolicyDocument.Parse($$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{{pattern}}}"}}""");
        AccessRequest request = new("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::" + name) { Context = Conditions.RequestContext.Create(("x:a", "a\uD83D"), ("x:b", "\uDE00")) };

        Assert.Equal(expected, Simulator.Compile(new PolicySet { Identity = [policy] }).Evaluate(request).IsAllowed);
    }

    [Fact]
    public void The_Arabic_letter_mark_turns_no_line()
    {
        Assert.Equal("a\uFFFDb", PrintableText.Line("a\u061Cb"));
    }

    [Fact]
    public void A_text_without_anything_to_replace_is_the_same_text()
    {
        string text = "é \U0001F600 'x'";

        Assert.Same(text, PrintableText.Line(text));
    }

    /// <summary>AWS refuses a policy with characters behind U+00FF, and takes their escapes.</summary>
    [Fact]
    public void A_valid_policy_is_valid_when_it_is_written_anew()
    {
        PolicyDocument document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/\u0100é\ud83d\ude00"}}""");

        string written = document.ToCanonicalJson();

        Assert.Contains("""arn:aws:s3:::b/\u0100é\ud83d\ude00""", written, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(document.Statements[0].Resource!.Values[0].Text, PolicyDocument.Parse(written).Statements[0].Resource!.Values[0].Text);
        Assert.Empty(PolicyValidator.Validate(document, PolicyKind.Identity));
        Assert.Empty(PolicyValidator.Validate(PolicyDocument.Parse(written), PolicyKind.Identity));
    }
}
