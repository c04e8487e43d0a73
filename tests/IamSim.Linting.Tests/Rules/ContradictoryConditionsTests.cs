using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using IamSim.Conditions;
using IamSim.Policies;

namespace IamSim.Linting.Tests.Rules;

public sealed class ContradictoryConditionsTests
{
    private static readonly string[] Operators =
    [
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike", "ArnLike", "ArnNotLike", "ArnEquals",
        "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
        "DateEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "Bool", "IpAddress", "NotIpAddress", "Null",
        "StringEqualsIfExists", "StringNotLikeIfExists", "NumericLessThanIfExists", "BoolIfExists", "IpAddressIfExists", "NotIpAddressIfExists",
    ];

    private static readonly string[] Values =
    [
        "a", "A", "b", "ab", "a*", "*", "?", "", "5", "10", "10.0", "true", "false", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "10.0.0.0/8", "10.1.0.0/16", "192.0.2.1",
        "2001:db8::/32", "arn:aws:iam::111122223333:role/a", "arn:aws:iam::*:role/a", "arn:aws:iam::*a",
    ];

    private static readonly string[] Candidates =
    [
        .. Values, "4", "7", "12", "2026-06-01T00:00:00Z", "2028-01-01T00:00:00Z", "10.1.2.3", "10.2.0.1", "2001:db8::1", "arn:aws:iam::444455556666:role/a", "arn:aws:iam::1:x:a",
    ];

    public static Arbitrary<(string Operator, string[] Values)[]> Tests() =>
        Gen.Elements(Operators)
            .SelectMany(static name => Gen.Elements(Values).ArrayOf().Where(static values => values.Length is > 0 and < 4).Select(values => (name, values)))
            .ListOf(2)
            .Where(static tests => tests[0].name != tests[1].name)
            .Select(static tests => tests.Select(static test => (test.name, test.values)).ToArray())
            .ToArbitrary();

    [Property(MaxTest = 2000)]
    public Property Conditions_said_to_contradict_each_other_hold_for_no_request() =>
        Prop.ForAll(Tests(), static tests =>
        {
            string policy = Policy(tests);
            if (LintedText.Find("IAM2203", policy).Length == 0 || !Simulator.TryCompile(new PolicySet { Identity = [PolicyDocument.Parse(policy)] }, null, null, out Simulator? simulator, out _))
            {
                return true;
            }

            return !simulator.Evaluate(Request(RequestContext.Empty)).IsAllowed && Candidates.All(value => !simulator.Evaluate(Request(RequestContext.Empty.With("app:k", value))).IsAllowed);
        });

    [Theory]
    [InlineData("""{ "StringEquals": { "app:k": "a" }, "StringLike": { "app:k": "b*" } }""", "the statement never allows", "StringLike", "StringEquals")]
    [InlineData("""{ "StringEquals": { "app:k": ["a", "b"] }, "StringNotEquals": { "APP:K": ["b", "a", "c"] } }""", "the statement never allows", "StringNotEquals", "StringEquals")]
    [InlineData("""{ "Null": { "app:k": "true" }, "Bool": { "app:k": "true" } }""", "the statement never allows", "Bool", "Null")]
    [InlineData("""{ "NumericLessThan": { "app:k": "5" }, "NumericGreaterThanEquals": { "app:k": "5" } }""", "the statement never allows", "NumericGreaterThanEquals", "NumericLessThan")]
    [InlineData("""{ "DateGreaterThan": { "app:k": "2027-01-01T00:00:00Z" }, "DateLessThan": { "app:k": "2026-01-01T00:00:00Z" } }""", "the statement never allows", "DateLessThan", "DateGreaterThan")]
    [InlineData("""{ "IpAddress": { "app:k": "10.1.0.0/16" }, "NotIpAddress": { "app:k": "10.0.0.0/8" } }""", "the statement never allows", "NotIpAddress", "IpAddress")]
    [InlineData("""{ "Bool": { "app:k": "true" }, "BoolIfExists": { "app:k": "false" } }""", "the statement never allows", "BoolIfExists", "Bool")]
    public void Conditions_that_exclude_each_other_are_found(string condition, string outcome, string later, string earlier)
    {
        string policy = $$"""
            { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*",
              "Condition": {{condition}} } }
            """;

        string finding = Assert.Single(LintedText.Find("IAM2203", policy));

        Assert.StartsWith("2:", finding, StringComparison.Ordinal);
        Assert.Contains($"cannot pass {later} here and {earlier} on line 2, so {outcome}", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "StringLike": { "app:k": "a*" }, "StringNotLike": { "app:k": "ab*" } }""")]
    [InlineData("""{ "StringEquals": { "app:k": "${aws:username}" }, "StringLike": { "app:k": "b*" } }""")]
    [InlineData("""{ "StringEqualsIfExists": { "app:k": "a" }, "BoolIfExists": { "app:k": "true" } }""")]
    [InlineData("""{ "NumericLessThanEquals": { "app:k": "5" }, "NumericGreaterThanEquals": { "app:k": "5" } }""")]
    [InlineData("""{ "ForAnyValue:StringEquals": { "aws:TagKeys": "a" }, "ForAllValues:StringEquals": { "aws:TagKeys": "b" } }""")]
    public void Conditions_that_can_hold_together_are_left_alone(string condition) =>
        Assert.Empty(LintedText.Find("IAM2203", $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*", "Condition": {{condition}} } }"""));

    private static string Policy((string Operator, string[] Values)[] tests)
    {
        string conditions = string.Join(", ", tests.Select(static test => $$"""{{JsonSerializer.Serialize(test.Operator)}}: { "app:k": {{JsonSerializer.Serialize(test.Values)}} }"""));
        return $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*", "Condition": { {{conditions}} } } }""";
    }

    private static AccessRequest Request(RequestContext context) =>
        new("arn:aws:iam::111122223333:user/u", "s3:ListAllMyBuckets", "*") { Context = context };
}
