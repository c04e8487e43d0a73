using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using IamSim.Conditions;
using IamSim.Policies;

namespace IamSim.Linting.Tests.Rules;

public sealed class NullifiedAllowTests
{
    private static readonly string[] Actions = ["*", "s3:*", "s3:Get*", "s3:GetObject", "s3:PutObject", "S3:get?bject", "*:Get*", "sqs:*"];
    private static readonly string[] Resources = ["*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/x", "arn:aws:s3:::*", "arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/u", "arn:aws:s3:::b/?", "arn:aws:sqs:*:111122223333:q", "arn:aws:sqs:eu-*:*:q", "arn:aws:sqs:eu*:*:?"];

    private sealed record Part(string Effect, string ActionElement, string[] Actions, string ResourceElement, string[] Resources, string? Value, bool Negated);

    private static readonly Gen<Part> Parts =
        from effect in Gen.Elements("Allow", "Deny")
        from actionElement in Gen.Elements("Action", "Action", "NotAction")
        from actions in Gen.Elements(Actions).ListOf().Where(static list => list.Count is > 0 and < 3)
        from resourceElement in Gen.Elements("Resource", "Resource", "NotResource")
        from resources in Gen.Elements(Resources).ListOf().Where(static list => list.Count is > 0 and < 3)
        from value in Gen.Elements<string?>(null, null, "a", "b")
        from negated in Gen.Elements(false, true)
        select new Part(effect, actionElement, [.. actions], resourceElement, [.. resources], value, negated);

    [Property(MaxTest = 200)]
    public Property Statements_said_to_be_nullified_or_shadowed_can_be_removed_without_changing_a_decision() =>
        Prop.ForAll(Parts.ListOf().Where(static parts => parts.Count is > 1 and < 5).ToArbitrary(), static parts =>
        {
            string[] statements = [.. parts.Select(Text)];
            string policy = Policy(statements);
            int[] dead =
            [
                .. LintedText.All(policy)
                    .Where(static finding => (finding.Id == "IAM2204" && finding.Message.StartsWith("the statement allows nothing", StringComparison.Ordinal)) || finding.Id is "IAM2206")
                    .Select(static finding => finding.Position.Line - 2)
                    .Distinct(),
            ];
            return dead.Length == 0 || Decisions(policy).SequenceEqual(Decisions(Policy([.. statements.Where((_, index) => !dead.Contains(index))])));
        });

    [Fact]
    public void A_statement_that_a_deny_covers_is_told_with_the_place_of_the_deny()
    {
        const string Policy = """
            { "Version": "2012-10-17", "Statement": [
              { "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::reports/*" },
              { "Sid": "NoReports", "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::reports*" } ] }
            """;

        Assert.Equal(["2:15 the statement allows nothing: 'NoReports' on line 3 denies it for the same requests"], LintedText.Find("IAM2204", Policy));
    }

    [Fact]
    public void An_action_that_a_deny_covers_is_told_alone()
    {
        const string Policy = """
            { "Version": "2012-10-17", "Statement": [
              { "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::reports/*" },
              { "Effect": "Deny", "NotAction": "s3:Get*", "Resource": "*" } ] }
            """;

        Assert.Equal(["2:51 's3:PutObject' is not allowed by this: statement 2 on line 3 denies it for the same requests"], LintedText.Find("IAM2204", Policy));
    }

    [Fact]
    public void A_statement_that_a_wider_one_covers_is_told_with_the_place_of_that_one()
    {
        const string Policy = """
            { "Version": "2012-10-17", "Statement": [
              { "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::reports*" },
              { "Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::reports/*" },
              { "Sid": "Write", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::other/*" } ] }
            """;

        Assert.Equal(["3:30 the statement allows nothing that statement 1 on line 2 does not"], LintedText.Find("IAM2206", Policy));
    }

    [Theory]
    [InlineData("""{ "Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": "false" } } }""")]
    [InlineData("""{ "Effect": "Deny", "Action": "s3:Get*", "Resource": "arn:aws:s3:::reports/secret/*" }""")]
    [InlineData("""{ "Effect": "Deny", "Action": "s3:GetObject?*", "Resource": "*" }""")]
    public void A_narrower_deny_is_left_alone(string deny) =>
        Assert.Empty(LintedText.Find("IAM2204", $$"""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }, {{deny}} ] }"""));

    private static string Text(Part part)
    {
        string condition = part.Value is null ? "" : $$""", "Condition": { "{{(part.Negated ? "StringNotEquals" : "StringEquals")}}": { "app:k": "{{part.Value}}" } }""";
        return $$"""{ "Effect": "{{part.Effect}}", "{{part.ActionElement}}": {{JsonSerializer.Serialize(part.Actions)}}, "{{part.ResourceElement}}": {{JsonSerializer.Serialize(part.Resources)}}{{condition}} }""";
    }

    private static string Policy(string[] statements) =>
        $$"""
        { "Version": "2012-10-17", "Statement": [
        {{string.Join(",\n", statements)}}{{(statements.Length == 0 ? """{ "Effect": "Deny", "Action": "none:None", "Resource": "*" }""" : "")}}
        ] }
        """;

    private static IEnumerable<bool> Decisions(string policy)
    {
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse(policy)] });
        return
            from action in new[] { "s3:GetObject", "s3:GetBucket", "s3:PutObject", "sqs:GetThing", "sqs:SendMessage" }
            from resource in new[] { "*", "arn:aws:s3:::b/x", "arn:aws:s3:::b/u", "arn:aws:s3:::c", "arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:sqs:eu-west-1:444455556666:q", "arn:aws:sqs:eu:x:y:111122223333:q" }
            from value in new[] { null, "a", "b", "c" }
            select simulator.Evaluate(new AccessRequest("arn:aws:iam::111122223333:user/u", action, resource) { Context = value is null ? RequestContext.Empty : RequestContext.Empty.With("app:k", value) }).IsAllowed;
    }
}
