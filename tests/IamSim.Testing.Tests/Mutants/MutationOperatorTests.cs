using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Testing.Tests.Mutants;

public sealed class MutationOperatorTests
{
    private static readonly Principal Ana = Principal.Parse("arn:aws:iam::111122223333:user/ana");

    [Theory]
    [InlineData("remove-statement", "\"Action\":\"s3:GetObject\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\"s3:PutObject\",\"Resource\":\"*\"", "without {\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}", "without {\"Effect\":\"Deny\",\"Action\":\"s3:PutObject\",\"Resource\":\"*\"}")]
    [InlineData("flip-effect", "\"Action\":\"s3:GetObject\",\"Resource\":\"*\"", "Allow → Deny")]
    [InlineData("negate-action", "\"Action\":\"s3:GetObject\",\"Resource\":\"*\"", "Action → NotAction")]
    [InlineData("negate-action", "\"NotAction\":\"s3:GetObject\",\"Resource\":\"*\"", "NotAction → Action")]
    [InlineData("remove-action", "\"Action\":[\"s3:GetObject\",\"s3:Put*\"],\"Resource\":\"*\"", "without \"s3:GetObject\"", "without \"s3:Put*\"")]
    [InlineData("widen-action", "\"Action\":[\"s3:GetObjectAcl\",\"s3:Get*\",\"s3:List\"],\"Resource\":\"*\"", "\"s3:GetObjectAcl\" → \"s3:GetObject*\"")]
    [InlineData("widen-action-to-service", "\"Action\":[\"s3:GetObject\",\"sqs:*\",\"*\"],\"Resource\":\"*\"", "\"s3:GetObject\" → \"s3:*\"")]
    [InlineData("negate-resource", "\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::a\"", "Resource → NotResource")]
    [InlineData("remove-resource", "\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::a\",\"arn:aws:s3:::b\"]", "without \"arn:aws:s3:::a\"", "without \"arn:aws:s3:::b\"")]
    [InlineData("widen-resource", "\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::a\",\"arn:aws:s3:::a/b/*\",\"arn:aws:s3:::a/${aws:username}\",\"*\"]", "\"arn:aws:s3:::a\" → \"arn:aws:s3:::*\"", "\"arn:aws:s3:::a/b/*\" → \"arn:aws:s3:::a/*\"", "\"arn:aws:s3:::a/${aws:username}\" → \"arn:aws:s3:::a/*\"")]
    [InlineData("widen-resource-to-everything", "\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::a\",\"*\"]", "\"arn:aws:s3:::a\" → \"*\"")]
    [InlineData("remove-condition", "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}", "without \"Condition\": {\"Bool\":{\"aws:SecureTransport\":\"true\"}}")]
    [InlineData("remove-condition-operator", "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"},\"Null\":{\"aws:SourceIp\":\"true\"}}", "without \"Bool\": {\"aws:SecureTransport\":\"true\"}", "without \"Null\": {\"aws:SourceIp\":\"true\"}")]
    [InlineData("remove-condition-key", "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:a\":\"1\",\"aws:b\":\"2\"}}", "without \"aws:a\": \"1\"", "without \"aws:b\": \"2\"")]
    [InlineData("remove-condition-value", "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:a\":[\"1\",\"2\"]}}", "without \"1\"", "without \"2\"")]
    [InlineData("negate-condition", "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"ForAnyValue:StringNotLike\":{\"aws:a\":\"1\"},\"Bool\":{\"aws:b\":\"true\"},\"DateLessThan\":{\"aws:c\":\"2026-01-01\"}}", "\"ForAnyValue:StringNotLike\" → \"ForAnyValue:StringLike\"", "\"DateLessThan\" → \"DateGreaterThanEquals\"", "\"true\" → false")]
    [InlineData("move-condition-limit", "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"NumericLessThanEqualsIfExists\":{\"s3:max-keys\":\"10\"}}", "\"NumericLessThanEqualsIfExists\" → \"NumericLessThanIfExists\"")]
    [InlineData("loosen-condition", "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:a\":\"x*\"},\"StringNotEquals\":{\"aws:b\":\"x\"}}", "\"StringEquals\" → \"StringLike\"")]
    [InlineData("ignore-missing-key", "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:a\":\"x\"},\"StringNotEquals\":{\"aws:b\":\"x\"},\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"a\"}}", "\"StringEquals\" → \"StringEqualsIfExists\"")]
    [InlineData("require-key", "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"BoolIfExists\":{\"aws:a\":\"true\"},\"StringNotEqualsIfExists\":{\"aws:b\":\"x\"}}", "\"BoolIfExists\" → \"Bool\"")]
    [InlineData("swap-set-operator", "\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"a\"}}", "\"ForAllValues:StringEquals\" → \"ForAnyValue:StringEquals\"")]
    public void An_operator_changes_what_it_says(string name, string statement, params string[] changes) =>
        Assert.Equal(changes, Changes(name, new PolicySet { Identity = [Read($$"""{"Effect":"Allow",{{statement}}}""")] }));

    [Theory]
    [InlineData("remove-principal", "{\"AWS\":[\"111122223333\",\"arn:aws:iam::111122223333:role/a\"]}", "without \"111122223333\"", "without \"arn:aws:iam::111122223333:role/a\"")]
    [InlineData("widen-principal-to-account", "{\"AWS\":[\"111122223333\",\"arn:aws:iam::111122223333:role/a\"]}", "\"arn:aws:iam::111122223333:role/a\" → \"arn:aws:iam::111122223333:root\"")]
    [InlineData("widen-principal-to-everyone", "{\"Service\":\"sns.amazonaws.com\"}", "{\"Service\":\"sns.amazonaws.com\"} → \"*\"")]
    [InlineData("widen-principal-to-everyone", "\"*\"")]
    [InlineData("remove-policy", "\"*\"", "without policy.json")]
    public void An_operator_changes_principals_as_it_says(string name, string principal, params string[] changes) =>
        Assert.Equal(changes, Changes(name, new PolicySet { Resource = Read($$"""{"Effect":"Allow","Principal":{{principal}},"Action":"sqs:*","Resource":"*"}""") }));

    [Fact]
    public void A_level_of_an_organization_is_taken_away_as_a_whole()
    {
        PolicyDocument full = Read("""{"Effect":"Allow","Action":"*","Resource":"*"}""") with { Name = "Full" };
        PolicyDocument guard = Read("""{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}""") with { Name = "Guard" };
        var policies = new PolicySet { Identity = [full], ServiceControlPolicies = [[full], [full, guard]] };

        PolicyMutant mutant = Assert.Single(Run("remove-level", policies, Case("s3:DeleteBucket", ExpectedDecision.ExplicitDeny)).Mutants);

        Assert.Equal(("without Full, Guard", PolicyMutantStatus.Killed), (mutant.Description, mutant.Status));
        Assert.Single(mutant.Apply(policies).ServiceControlPolicies!.Value);
    }

    [Fact]
    public void What_aws_refuses_is_invalid_and_what_means_the_same_is_equivalent()
    {
        var policies = new PolicySet
        {
            Identity = [Read("""{"Effect":"Allow","Action":["s3:GetObject","s3:Get*"],"Resource":"*"}""")],
            Resource = Read("""{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"s3:PutObject","Resource":"*"}"""),
        };
        PolicyTestCase one = Case("s3:GetObject", ExpectedDecision.Allow);

        Assert.Equal([PolicyMutantStatus.Killed, PolicyMutantStatus.Invalid], Run("flip-effect", policies, one).Mutants.Select(static mutant => mutant.Status).Order().Reverse().Order());
        Assert.Equal([PolicyMutantStatus.Equivalent, PolicyMutantStatus.Survived], Run("remove-action", policies, one).Mutants.Select(static mutant => mutant.Status).OrderDescending());
    }

    [Fact]
    public void A_survivor_comes_with_a_test_that_notices()
    {
        var policies = new PolicySet { Identity = [Read("""{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}""")] };

        PolicyMutant mutant = Assert.Single(Run("remove-condition", policies, Case("s3:PutObject", ExpectedDecision.Deny)).Mutants);

        Assert.Equal((PolicyMutantStatus.Survived, DecisionKind.ImplicitDeny, DecisionKind.Allowed), (mutant.Status, mutant.TellingDecision, mutant.MutatedDecision));
        Assert.Equal("""
              - name: "notices remove-condition at policy.json:1:122"
                principal: "arn:aws:iam::111122223333:user/ana"
                deny: { "s3:GetObject": "arn:aws:s3:::a/b" }

            """, mutant.SuggestedTest, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void The_guide_lists_every_operator()
    {
        string guide = File.ReadAllText(RepositoryFolder.Of("docs", "guides", "policy-coverage-and-mutants.md"));

        Assert.All(PolicyMutationOperator.All, mutator => Assert.Contains($"| `{mutator.Name}` | {mutator.Description} |\n", guide, StringComparison.Ordinal));
        Assert.Equal(PolicyMutationOperator.All.Length, PolicyMutationOperator.All.Select(static mutator => mutator.Name).Distinct().Count());
    }

    private static IEnumerable<string> Changes(string name, PolicySet policies) => Run(name, policies, Case("s3:GetObject", ExpectedDecision.Deny)).Mutants.Select(static mutant => mutant.Description);

    private static PolicyMutantRun Run(string name, PolicySet policies, PolicyTestCase one) =>
        PolicyMutantRun.Run(policies, [one], PolicyMutantOptions.Default with { Operators = [PolicyMutationOperator.All.Single(mutator => mutator.Name == name)] }, TestContext.Current.CancellationToken);

    private static PolicyTestCase Case(string action, ExpectedDecision expected) => new(Ana, action, "arn:aws:s3:::a/b", expected);

    private static PolicyDocument Read(string statement) => PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""", "policy.json");
}
