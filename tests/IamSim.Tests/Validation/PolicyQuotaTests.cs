using System.Text;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Diagnostics;

namespace IamSim.Tests.Validation;

/// <summary>Every quota of semantics 1.8 at its exact boundary.</summary>
public sealed class PolicyQuotaTests
{
    private const string Statement = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}]}""";

    [Theory]
    [InlineData("managed", 6_144, "a managed policy has at most 6,144 characters other than whitespace, but found 6,145")]
    [InlineData("boundary", 6_144, "a permissions boundary has at most 6,144 characters other than whitespace, but found 6,145")]
    [InlineData("identity", 10_240, "an inline policy of a role has at most 10,240 characters other than whitespace, but found 10,241")]
    [InlineData("inline-group", 5_120, "an inline policy of a group has at most 5,120 characters other than whitespace, but found 5,121")]
    [InlineData("inline-user", 2_048, "an inline policy of a user has at most 2,048 characters other than whitespace, but found 2,049")]
    [InlineData("trust", 4_096, "a role trust policy has at most 4,096 characters other than whitespace, but found 4,097")]
    [InlineData("session", 2_048, "a session policy has at most 2,048 characters, but found 2,049")]
    [InlineData("scp", 5_120, "a service control policy has at most 5,120 characters, but found 5,121")]
    [InlineData("rcp", 5_120, "a resource control policy has at most 5,120 characters, but found 5,121")]
    [InlineData("bucket", 20_480, "a bucket policy has at most 20,480 bytes, but found 20,481")]
    [InlineData("key", 32_768, "a key policy has at most 32,768 bytes, but found 32,769")]
    [InlineData("vpc-endpoint", 20_480, "a VPC endpoint policy has at most 20,480 characters, but found 20,481")]
    public void Policy_of_exactly_the_quota_passes_and_one_character_more_is_an_error(string kind, int maximum, string message)
    {
        Assert.DoesNotContain(TooLarge(kind, Sized(kind, maximum)), static finding => finding.Severity == DiagnosticSeverity.Error);

        Diagnostic finding = Assert.Single(TooLarge(kind, "\n " + Sized(kind, maximum + 1)));
        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
        Assert.Equal(message, finding.Message);
        Assert.Equal(new LinePosition(2, 2), finding.Position);
        Assert.Equal(1, finding.Span.Length);
    }

    [Theory]
    [InlineData("managed", 6_144)]
    [InlineData("boundary", 6_144)]
    [InlineData("inline-role", 10_240)]
    [InlineData("inline-group", 5_120)]
    [InlineData("inline-user", 2_048)]
    [InlineData("trust", 2_048)]
    public void Whitespace_does_not_count_for_what_IAM_keeps(string kind, int maximum)
    {
        string indented = Sized(kind, maximum).Replace(",", ", \r\n\t", StringComparison.Ordinal);

        Assert.Empty(TooLarge(kind, indented));
        Assert.NotEmpty(TooLarge(kind, indented.Replace("aa", "aaa", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("session", 2_048)]
    [InlineData("scp", 5_120)]
    [InlineData("rcp", 5_120)]
    [InlineData("bucket", 20_480)]
    [InlineData("key", 32_768)]
    [InlineData("vpc-endpoint", 20_480)]
    public void Whitespace_counts_elsewhere_and_the_help_says_whether_it_is_the_reason(string kind, int maximum)
    {
        string indented = Sized(kind, maximum).Replace(",\"", ", \"", StringComparison.Ordinal);

        Diagnostic finding = Assert.Single(TooLarge(kind, indented));
        Assert.Equal(FormattableString.Invariant($"whitespace counts here: without it {maximum:N0} are left"), finding.Help);
        Assert.NotEqual(finding.Help, Assert.Single(TooLarge(kind, Sized(kind, maximum + 1))).Help);
    }

    [Theory]
    [InlineData(2_048, null)]
    [InlineData(2_049, "a role trust policy has at most 2,048 characters other than whitespace, but found 2,049 unless the quota was raised")]
    [InlineData(4_096, "a role trust policy has at most 2,048 characters other than whitespace, but found 4,096 unless the quota was raised")]
    public void Trust_policy_that_needs_a_raised_quota_is_a_warning(int size, string? message)
    {
        Diagnostic? finding = TooLarge("trust", Sized("trust", size)).SingleOrDefault();

        Assert.Equal(message, finding?.Message);
        Assert.NotEqual(DiagnosticSeverity.Error, finding?.Severity);
    }

    [Fact]
    public void Bytes_count_where_AWS_counts_bytes_and_characters_where_it_counts_characters()
    {
        // é is one character and two bytes of UTF-8.
        string bucket = Sized("bucket", 20_480).Replace("aa", "éa", StringComparison.Ordinal);
        string endpoint = Sized("vpc-endpoint", 20_480).Replace("aa", "éa", StringComparison.Ordinal);

        Assert.Contains("20,480 bytes, but found 30,", Assert.Single(TooLarge("bucket", bucket)).Message, StringComparison.Ordinal);
        Assert.Empty(TooLarge("vpc-endpoint", endpoint));
    }

    [Fact]
    public void Resource_policies_of_no_special_kind_have_no_quota_that_is_known()
    {
        Assert.Empty(TooLarge("resource", Sized("bucket", 500_000)));
    }

    [Fact]
    public void A_document_that_was_changed_counts_as_it_would_be_written()
    {
        PolicyDocument document = PolicyDocument.Parse(Sized("identity", 10_000));
        PolicyDocument doubled = document with { Statements = [.. document.Statements, .. document.Statements] };

        Assert.DoesNotContain(PolicyValidator.Validate(document, PolicyKind.Identity), static finding => finding.Id == "IAM0038");
        Assert.Contains(PolicyValidator.Validate(doubled, PolicyKind.Identity), static finding => finding.Id == "IAM0038");
    }

    [Fact]
    public void A_compile_for_evaluation_takes_policies_of_any_size()
    {
        PolicyDocument large = PolicyDocument.Parse(Sized("identity", 100_000));

        Assert.True(Simulator.TryCompile(new PolicySet { Identity = [large] }, null, null, out _, out IReadOnlyList<Diagnostic> findings));
        Assert.Empty(findings);
    }

    private static Diagnostic[] TooLarge(string kind, string text)
    {
        (PolicyKind place, PolicyValidationOptions options) = DiagnosticPage.Place(kind);
        return [.. PolicyValidator.Validate(text, "p.json", place, options).Where(static finding => finding.Id == "IAM0038")];
    }

    private static string Sized(string kind, int size)
    {
        string text = kind switch
        {
            "trust" => Statement.Replace(",\"Resource\":\"*\"", "", StringComparison.Ordinal),
            "bucket" or "key" or "vpc-endpoint" or "rcp" => Statement,
            _ => Statement.Replace("\"Principal\":\"*\",", "", StringComparison.Ordinal),
        };
        int missing = size - Encoding.UTF8.GetByteCount(text);
        return text.Replace("AssumeRole", "AssumeRole" + new string('a', missing), StringComparison.Ordinal);
    }
}
