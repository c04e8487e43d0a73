using System.Text;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Linting.Tests;

/// <summary>Claims that were false once, and policies on which the linter once worked for minutes.</summary>
public sealed class FalseClaimsTests
{
    private static readonly PolicyLinter Linter = new();

    [Theory]
    [InlineData("arn:aws:sqs:us-east-1:111111111111:q", "arn:aws:sqs")]
    [InlineData("arn:aws:sqs:us-east-1:111111111111:q", "arn:aws:sqs:us-east-1")]
    [InlineData("arn:aws:sqs", "arn:aws:sqs:us-east-1:111111111111:q")]
    public void An_arn_that_is_cut_short_in_NotResource_spares_all_that_begin_so(string allowed, string spared)
    {
        string deny = Statements(Statement("Allow", $"\"Resource\": \"{allowed}\""), Statement("Deny", $"\"NotResource\": \"{spared}\""));
        Assert.DoesNotContain(Lint(deny), static finding => finding.Id == "IAM2204");
        Assert.Equal(DecisionKind.Allowed, Decide(deny, "sqs:SendMessage", "arn:aws:sqs:us-east-1:111111111111:q"));

        string allow = Statements(Statement("Allow", $"\"Resource\": \"{allowed}\""), Statement("Allow", $"\"NotResource\": \"{spared}\""));
        Assert.DoesNotContain(Lint(allow), static finding => finding.Id == "IAM2206");
    }

    [Fact]
    public void Letters_outside_ASCII_have_cases_too()
    {
        string policy = Statements("""
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {"StringEqualsIgnoreCase": {"aws:PrincipalTag/a": "JOS\u00C9"}, "StringEquals": {"aws:PrincipalTag/a": "Jos\u00E9"}}}
            """);
        Assert.DoesNotContain(Lint(policy), static finding => finding.Id == "IAM2203");
    }

    [Fact]
    public void A_brace_in_a_default_value_does_not_end_the_variable()
    {
        string policy = Statements("""
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::b/${aws:username, 'a}b'}x", "arn:aws:s3:::*b'}x"]}
            """);
        Assert.DoesNotContain(Lint(policy), static finding => finding.Id == "IAM2135");
    }

    [Fact]
    public void IAM_Roles_Anywhere_brings_tags_of_the_principal()
    {
        string policy = Statements("""
            {"Effect": "Allow", "Principal": {"Service": "rolesanywhere.amazonaws.com"}, "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
             "Condition": {"StringEquals": {"aws:PrincipalTag/x509Subject/CN": "host"}}}
            """);
        Assert.DoesNotContain(LintTrust(policy), static finding => finding.Id == "IAM2025");
        Assert.Contains(LintTrust(policy.Replace("rolesanywhere", "ec2", StringComparison.Ordinal)), static finding => finding.Id == "IAM2025");
    }

    [Theory]
    [InlineData("repo:o/r:*", "'repo:o/r:*' does not say which branch, so every branch and pull request of the repository is let in")]
    [InlineData("repo:o/r:ref:refs/tags/*", "'repo:o/r:ref:refs/tags/*' does not name one branch, tag or environment, so every one that fits it is let in")]
    [InlineData("repo:o/r:environment:prod-*", "'repo:o/r:environment:prod-*' does not name one branch, tag or environment, so every one that fits it is let in")]
    public void A_subject_of_GitHub_lets_in_what_fits_it_and_no_more(string subject, string message)
    {
        string policy = Statements("""
            {"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Action": "sts:AssumeRoleWithWebIdentity",
             "Condition": {"StringLike": {"token.actions.githubusercontent.com:sub": "SUBJECT"}}}
            """.Replace("SUBJECT", subject, StringComparison.Ordinal));
        Diagnostic finding = Assert.Single(LintTrust(policy), static finding => finding.Id == "IAM2105");
        Assert.Equal(message, finding.Message);
    }

    [Fact]
    public void A_resource_of_a_megabyte_is_linted_with_bounded_work() =>
        AssertEnds(Statements($$"""{"Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::{{string.Concat(Enumerable.Repeat("${", 500_000))}}"]}"""));

    [Fact]
    public void A_megabyte_of_variables_neither_overflows_the_stack_nor_takes_long()
    {
        var policy = new StringBuilder();
        policy.Append("""{"Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::*b", "arn:aws:s3:::""").Insert(policy.Length, "${a}", 250_000).Append("\"]}");
        AssertEnds(Statements(policy.ToString()));
    }

    [Theory]
    [InlineData("s*:*Get*")]
    [InlineData("*:*a*")]
    [InlineData("ec2:*e*")]
    public void Many_wide_actions_are_linted_with_bounded_work(string pattern)
    {
        IEnumerable<string> actions = Enumerable.Range(0, 20_000).Select(index => $"\"{pattern}{new string('*', 1 + (index % 30))}\"");
        AssertEnds(Statements($"{{\"Effect\": \"Allow\", \"Action\": [{string.Join(',', actions)}], \"Resource\": \"arn:aws:s3:::b\"}}"));
    }

    [Fact]
    public void Many_statements_about_wide_actions_are_linted_with_bounded_work() =>
        AssertEnds(Statements([.. Enumerable.Range(0, 10_000).Select(static index => $"{{\"Effect\": \"Allow\", \"Action\": \"*:*{(char)('a' + (index % 26))}*\", \"Resource\": \"arn:aws:s3:::b{index}\"}}")]));

    // What is not bounded does not come back in the time of a test run.
    private static void AssertEnds(string policy) => Assert.NotNull(Linter.Lint(policy, null, PolicyKind.Identity));

    private static string Statement(string effect, string resource) => $"{{\"Effect\": \"{effect}\", \"Action\": \"sqs:*\", {resource}}}";

    private static string Statements(params string[] statements) => $"{{\"Version\": \"2012-10-17\", \"Statement\": [{string.Join(',', statements)}]}}";

    private static IReadOnlyList<Diagnostic> Lint(string policy) => Linter.Lint(policy, null, PolicyKind.Identity);

    private static IReadOnlyList<Diagnostic> LintTrust(string policy) =>
        Linter.Lint(policy, null, PolicyKind.Resource, new PolicyValidationOptions { ResourcePolicyKind = ResourcePolicyKind.RoleTrust });

    private static DecisionKind Decide(string policy, string action, string resource) =>
        Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse(policy)] }).Evaluate(new AccessRequest("arn:aws:iam::111111111111:user/u", action, resource)).Kind;
}
