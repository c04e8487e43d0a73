using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Explanations;

/// <summary>Which element of a statement does not match, how, and where it stands.</summary>
public sealed class ElementExplanationTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";
    private const string Session = "arn:aws:sts::111122223333:assumed-role/app/s1";

    [Theory]
    [InlineData("\"Action\":\"ec2:*\"", ActionMismatch.ServiceDiffers, "\"ec2:*\"")]
    [InlineData("\"Action\":[\"ec2:*\",\"s3:Put*\",\"s3:GetObjectAcl\"]", ActionMismatch.NameDiffers, "\"s3:GetObjectAcl\"")]
    [InlineData("\"Action\":[\"s3:GetObject\",\"s3:Put*\"]", ActionMismatch.None, "\"s3:GetObject\"")]
    [InlineData("\"Action\":[\"S3:get*\"]", ActionMismatch.None, "\"S3:get*\"")]
    [InlineData("\"NotAction\":[\"ec2:*\",\"s3:Get*\"]", ActionMismatch.Excluded, "\"s3:Get*\"")]
    [InlineData("\"NotAction\":\"ec2:*\"", ActionMismatch.None, "\"NotAction\"")]
    [InlineData("\"Action\":[]", ActionMismatch.EmptyList, "[]")]
    [InlineData("\"Action\":\"s*:Put*\"", ActionMismatch.NameDiffers, "\"s*:Put*\"")]
    [InlineData("\"Action\":\"GetObject\"", ActionMismatch.ServiceDiffers, "\"GetObject\"")]
    public void An_action_is_compared_with_the_closest_entry(string element, ActionMismatch mismatch, string underlined)
    {
        StatementExplanation statement = Explain($"{{\"Version\":\"2012-10-17\",\"Statement\":{{\"Effect\":\"Allow\",{element},\"Resource\":\"*\"}}}}");

        ActionExplanation action = Assert.IsType<ActionExplanation>(statement.Elements[0]);
        Assert.Equal(mismatch, action.Mismatch);
        Assert.Equal(mismatch == ActionMismatch.None, action.Matches);
        Assert.Equal(underlined, Underlined(statement, action));
        Assert.Equal(mismatch == ActionMismatch.None ? StatementOutcome.Matched : StatementOutcome.ActionDiffers, statement.Outcome);
    }

    [Theory]
    [InlineData("\"Resource\":\"arn:aws-cn:s3:::b/k\"", ResourceMismatch.PartitionDiffers, "aws-cn", "aws")]
    [InlineData("\"Resource\":\"arn:aws:sqs:::b/k\"", ResourceMismatch.ServiceDiffers, "sqs", "s3")]
    [InlineData("\"Resource\":\"arn:aws:s3:eu-*::b/k\"", ResourceMismatch.RegionDiffers, "eu-*", "")]
    [InlineData("\"Resource\":\"arn:aws:s3::111122223333:b/k\"", ResourceMismatch.AccountDiffers, "111122223333", "")]
    [InlineData("\"Resource\":[\"arn:aws:sqs:::b/k\",\"arn:aws:s3:::b/other\"]", ResourceMismatch.ResourceDiffers, "b/other", "b/k")]
    [InlineData("\"Resource\":\"arn:aws:s3:::b\"", ResourceMismatch.ResourceDiffers, "b", "b/k")]
    [InlineData("\"Resource\":\"arn:aws:s3:::B/k\"", ResourceMismatch.CaseDiffers, null, null)]
    [InlineData("\"Resource\":\"bucket\"", ResourceMismatch.FormDiffers, null, null)]
    [InlineData("\"Resource\":\"arn:aws:s3:::b/${aws:PrincipalTag/team}/*\"", ResourceMismatch.VariableUnresolved, null, null)]
    [InlineData("\"Resource\":\"arn:aws:s3:::b/${aws:username}\"", ResourceMismatch.ResourceDiffers, "b/alice", "b/k")]
    [InlineData("\"NotResource\":[\"arn:aws:s3:::c\",\"arn:aws:s3:::b/*\"]", ResourceMismatch.Excluded, null, null)]
    [InlineData("\"Resource\":[]", ResourceMismatch.EmptyList, null, null)]
    [InlineData("\"Resource\":[null,\"arn:aws:s3:::b/?\"]", ResourceMismatch.None, null, null)]
    [InlineData("\"NotResource\":\"arn:aws:s3:::c\"", ResourceMismatch.None, null, null)]
    public void A_resource_is_compared_part_by_part(string element, ResourceMismatch mismatch, string? entryPart, string? requestPart)
    {
        StatementExplanation statement = Explain($"{{\"Version\":\"2012-10-17\",\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"s3:*\",{element}}}}}");

        ResourceExplanation resource = Assert.IsType<ResourceExplanation>(statement.Elements[1]);
        Assert.Equal(mismatch, resource.Mismatch);
        Assert.Equal((entryPart, requestPart), (resource.EntryPart, resource.RequestPart));
        Assert.Equal(mismatch == ResourceMismatch.None ? null : resource, statement.Mismatch);
    }

    [Fact]
    public void A_variable_is_shown_filled_in_and_an_unresolved_one_is_named()
    {
        StatementExplanation filled = Explain("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}${aws:PrincipalTag/x, '-y'}/*"}}""");
        StatementExplanation unresolved = Explain("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:PrincipalTag/Team}"}}""");

        Assert.Equal("arn:aws:s3:::b/alice-y/*", Assert.IsType<ResourceExplanation>(filled.Mismatch).Expanded);
        Assert.Equal("aws:PrincipalTag/Team", Assert.IsType<ResourceExplanation>(unresolved.Mismatch).UnresolvedKey);
    }

    [Theory]
    [InlineData("arn:aws:sqs:*queue", true, ResourceMismatch.RegionDiffers)]
    [InlineData("arn:aws:sqs:us*1:queue", true, ResourceMismatch.AccountDiffers)]
    [InlineData("arn:aws:sqs:*:queue", false, ResourceMismatch.AccountDiffers)]
    [InlineData("arn:aws:sqs:us-east-1:111122223333:QUEUE", true, ResourceMismatch.CaseDiffers)]
    [InlineData("arn:aws:sqs:*:Q*", true, ResourceMismatch.CaseDiffers)]
    public void Only_what_the_engine_would_match_in_another_case_differs_in_case(string entry, bool crossesColons, ResourceMismatch mismatch)
    {
        PolicyDocument policy = PolicyDocument.Parse($"{{\"Version\":\"2012-10-17\",\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"{entry}\"}}}}");
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [policy] }, new EvaluationOptions { ResourceWildcardCrossesColons = crossesColons });

        StatementExplanation statement = Statement(simulator.Explain(new AccessRequest(Alice, "sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:queue")), PolicyKind.Identity);

        Assert.Equal(mismatch, Assert.IsType<ResourceExplanation>(statement.Mismatch).Mismatch);
    }

    [Fact]
    public void A_star_that_a_variable_fills_in_is_no_wildcard_of_the_explanation_either()
    {
        PolicyDocument policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${x:t}"}}""");
        var request = new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k") { Context = RequestContext.Create(("x:t", "*")) };

        Assert.NotEqual(ResourceMismatch.CaseDiffers, Assert.IsType<ResourceExplanation>(Statement(Simulator.Compile(new PolicySet { Identity = [policy] }).Explain(request), PolicyKind.Identity).Mismatch).Mismatch);
    }

    [Fact]
    public void An_escape_is_no_variable_that_stays_ordinary_text()
    {
        Assert.False(Assert.IsType<ResourceExplanation>(Explain("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${*}"}}""").Mismatch).HasLiteralVariable);
        Assert.True(Assert.IsType<ResourceExplanation>(Explain("""{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${*}"}}""").Mismatch).HasLiteralVariable);
    }

    [Fact]
    public void An_action_without_resources_is_covered_by_stars_only()
    {
        StatementExplanation statement = Explain("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::*"}}""", resource: "*");

        Assert.Equal(ResourceMismatch.ActionHasNoResource, Assert.IsType<ResourceExplanation>(statement.Mismatch).Mismatch);
    }

    [Theory]
    [InlineData(Alice, "\"Principal\":{\"AWS\":\"arn:aws:iam::444455556666:user/alice\"}", PrincipalMismatch.AccountDiffers, GrantClass.None)]
    [InlineData(Alice, "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/bob\"}", PrincipalMismatch.NameDiffers, GrantClass.None)]
    [InlineData(Alice, "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/team/alice\"}", PrincipalMismatch.PathDiffers, GrantClass.None)]
    [InlineData(Alice, "\"Principal\":{\"AWS\":\"arn:aws-cn:iam::111122223333:user/alice\"}", PrincipalMismatch.PartitionDiffers, GrantClass.None)]
    [InlineData(Alice, "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:role/alice\"}", PrincipalMismatch.KindDiffers, GrantClass.None)]
    [InlineData(Alice, "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}", PrincipalMismatch.KindDiffers, GrantClass.None)]
    [InlineData(Alice, "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/*\"}", PrincipalMismatch.CannotMatch, GrantClass.None)]
    [InlineData(Alice, "\"Principal\":{\"AWS\":\"AIDAEXAMPLEEXAMPLE123\"}", PrincipalMismatch.UniqueIdDiffers, GrantClass.None)]
    [InlineData(Alice, "\"Principal\":{\"AWS\":[]}", PrincipalMismatch.NobodyNamed, GrantClass.None)]
    [InlineData(Alice, "\"NotPrincipal\":{\"AWS\":[\"111122223333\",\"arn:aws:iam::111122223333:user/alice\"]}", PrincipalMismatch.Excluded, GrantClass.None)]
    [InlineData(Alice, "\"Principal\":{\"AWS\":[\"444455556666\",\"111122223333\"]}", PrincipalMismatch.None, GrantClass.Account)]
    [InlineData(Alice, "\"Principal\":\"*\"", PrincipalMismatch.None, GrantClass.Direct)]
    [InlineData(Session, "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:role/x/app\"}", PrincipalMismatch.None, GrantClass.Behind)]
    [InlineData(Session, "\"Principal\":{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/app/s2\"}", PrincipalMismatch.SessionDiffers, GrantClass.None)]
    [InlineData("arn:aws:iam::111122223333:role/app", "\"Principal\":{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/app/s2\"}", PrincipalMismatch.SessionUnknown, GrantClass.None)]
    [InlineData("arn:aws:sts::111122223333:federated-user/f", "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/alice\"}", PrincipalMismatch.IssuerUnknown, GrantClass.None)]
    [InlineData("lambda.amazonaws.com", "\"Principal\":{\"Service\":[\"sns.amazonaws.com\"]}", PrincipalMismatch.NameDiffers, GrantClass.None)]
    [InlineData("anonymous", "\"Principal\":{\"AWS\":\"111122223333\"}", PrincipalMismatch.KindDiffers, GrantClass.None)]
    public void A_principal_is_compared_with_the_closest_entry(string caller, string element, PrincipalMismatch mismatch, GrantClass grant)
    {
        PolicyDocument document = PolicyDocument.Parse($"{{\"Version\":\"2012-10-17\",\"Statement\":{{\"Effect\":\"Allow\",{element},\"Action\":\"s3:*\",\"Resource\":\"*\"}}}}");
        Simulator simulator = Simulator.Compile(new PolicySet { Resource = document }, new EvaluationOptions { Lenient = true });
        StatementExplanation statement = Statement(simulator.Explain(new AccessRequest(caller, "s3:GetObject", "arn:aws:s3:::b/k")), PolicyKind.Resource);

        PrincipalExplanation principal = Assert.IsType<PrincipalExplanation>(statement.Elements[2]);
        Assert.Equal((mismatch, grant), (principal.Mismatch, principal.Grant));
        Assert.Equal(grant, statement.Grant);
    }

    [Fact]
    public void An_account_at_a_gateway_endpoint_is_its_root_user()
    {
        PolicyDocument document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*"}}""");
        Explanation explanation = Simulator.Compile(new PolicySet { VpcEndpoint = document, VpcEndpointType = VpcEndpointType.Gateway }).Explain(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k"));

        Assert.Equal(PrincipalMismatch.RootUserOnly, Assert.IsType<PrincipalExplanation>(Statement(explanation, PolicyKind.VpcEndpoint).Mismatch).Mismatch);
    }

    [Theory]
    [InlineData("\"StringEquals\":{\"s3:prefix\":\"a\"}", ConditionOutcome.KeyMissing, false)]
    [InlineData("\"StringNotEquals\":{\"s3:prefix\":\"a\"}", ConditionOutcome.KeyMissing, true)]
    [InlineData("\"StringEqualsIfExists\":{\"s3:prefix\":\"a\"}", ConditionOutcome.KeyMissing, true)]
    [InlineData("\"StringEquals\":{\"s3:delimiter\":\"a\"}", ConditionOutcome.ValueDiffers, false)]
    [InlineData("\"StringNotEquals\":{\"s3:delimiter\":\"/\"}", ConditionOutcome.ValueMatches, false)]
    [InlineData("\"StringLike\":{\"s3:delimiter\":\"?\"}", ConditionOutcome.ValueMatches, true)]
    [InlineData("\"NumericLessThan\":{\"s3:delimiter\":\"1\"}", ConditionOutcome.ValueMalformed, false)]
    [InlineData("\"StringEquals\":{\"x:list\":\"a\"}", ConditionOutcome.SetOperatorMissing, false)]
    [InlineData("\"ForAnyValue:StringEquals\":{\"x:list\":\"b\"}", ConditionOutcome.ValueMatches, true)]
    [InlineData("\"ForAllValues:StringEquals\":{\"x:list\":\"b\"}", ConditionOutcome.ValueDiffers, false)]
    [InlineData("\"ForAllValues:StringNotEquals\":{\"x:list\":\"b\"}", ConditionOutcome.ValueMatches, false)]
    [InlineData("\"Null\":{\"s3:delimiter\":\"true\"}", ConditionOutcome.KeyPresent, false)]
    [InlineData("\"Null\":{\"s3:prefix\":\"true\"}", ConditionOutcome.KeyMissing, true)]
    [InlineData("\"ForAnyValue:StringEquals\":{\"x:empty\":\"b\"}", ConditionOutcome.KeyMissing, false)]
    public void A_condition_tells_how_the_value_compared(string condition, ConditionOutcome outcome, bool holds)
    {
        StatementExplanation statement = Explain(
            $"{{\"Version\":\"2012-10-17\",\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{{{condition}}}}}}}",
            context: RequestContext.Create(("s3:delimiter", "/"), ("x:list", ["a", "b"]), ("x:empty", ContextValue.Create([]))));

        ConditionExplanation explained = Assert.IsType<ConditionExplanation>(statement.Elements[^1]);
        Assert.Equal((outcome, holds), (explained.Outcome, explained.Matches));
        Assert.Equal(holds ? StatementOutcome.Matched : StatementOutcome.ConditionFails, statement.Outcome);
    }

    [Fact]
    public void A_condition_shows_its_values_after_variables_the_value_of_the_request_and_where_it_comes_from()
    {
        StatementExplanation statement = Explain("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"aws:PrincipalArn":["*/${aws:PrincipalAccount}/*","${aws:PrincipalTag/none}","plain"]}}}}""");

        ConditionExplanation condition = Assert.IsType<ConditionExplanation>(statement.Mismatch);
        Assert.Equal(("StringLike", "aws:PrincipalArn"), (condition.Operator.Text, condition.Key.Text));
        Assert.Equal((Alice, ContextKeyOrigin.Principal), (condition.Value.ToString(), condition.Origin));
        Assert.Equal(
            [("*/${aws:PrincipalAccount}/*", "*/111122223333/*", null), ("${aws:PrincipalTag/none}", "${aws:PrincipalTag/none}", "aws:PrincipalTag/none"), ("plain", null, null)],
            condition.Operands.Select(static operand => (operand.Written.Text, operand.Expanded, operand.UnresolvedKey)));
        Assert.Equal("""["*/${aws:PrincipalAccount}/*","${aws:PrincipalTag/none}","plain"]""", Underlined(statement, condition));
    }

    /// <summary>VAR-1: only text and ARN operators replace variables.</summary>
    [Theory]
    [InlineData("NumericEquals", "s3:max-keys")]
    [InlineData("DateLessThan", "aws:CurrentTime")]
    [InlineData("Bool", "aws:SecureTransport")]
    [InlineData("IpAddress", "aws:SourceIp")]
    [InlineData("BinaryEquals", "app:Key")]
    [InlineData("Null", "app:Key")]
    public void What_looks_like_a_variable_is_told_as_text_where_none_is_replaced(string operatorName, string key)
    {
        StatementExplanation statement = Explain($$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"{{{operatorName}}}":{"{{{key}}}":"${aws:username}"} } } }""");

        ConditionOperand operand = Assert.Single(Assert.IsType<ConditionExplanation>(statement.Elements[^1]).Operands);
        Assert.Equal(("${aws:username}", null, true), (operand.Written.Text, operand.Expanded, operand.HasLiteralVariable));
    }

    [Fact]
    public void Elements_behind_the_first_that_differs_are_compared_too()
    {
        StatementExplanation statement = Explain("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Put*","Resource":"arn:aws:s3:::c","Condition":{"Bool":{"aws:SecureTransport":"true"},"StringEquals":{"aws:username":"alice"}}}}""");

        Assert.Equal(StatementOutcome.ActionDiffers, statement.Outcome);
        Assert.Same(statement.Elements[0], statement.Mismatch);
        Assert.Equal([false, false, false, true], statement.Elements.Select(static element => element.Matches));
    }

    [Fact]
    public void Details_are_those_of_the_time_of_the_evaluation()
    {
        var clock = new SteppingClock();
        PolicyDocument document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:30Z"}}}}""");
        Explanation explanation = Simulator.Compile(new PolicySet { Identity = [document] }, timeProvider: clock).Explain(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k"));
        clock.Step();

        ConditionExplanation condition = Assert.IsType<ConditionExplanation>(Statement(explanation, PolicyKind.Identity).Elements[^1]);
        Assert.True(explanation.Decision.IsAllowed);
        Assert.True(condition.Matches);
        Assert.Equal("2026-01-01T00:00:00Z", condition.Value.ToString());
        Assert.Equal(["aws:CurrentTime"], explanation.DerivedKeys.Select(static derived => derived.Name));
    }

    private static StatementExplanation Explain(string policy, string resource = "arn:aws:s3:::b/k", RequestContext? context = null)
    {
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse(policy)] }, new EvaluationOptions { Lenient = true });
        return Statement(simulator.Explain(new AccessRequest(Alice, "s3:GetObject", resource) { Context = context ?? RequestContext.Empty }), PolicyKind.Identity);
    }

    private static StatementExplanation Statement(Explanation explanation, PolicyKind kind) =>
        Assert.Single(explanation.Checks[0].Layers.Single(layer => layer.Kind == kind).Statements);

    private static string Underlined(StatementExplanation statement, ElementExplanation element) => statement.Statement.Source.Slice(element.Span).ToString();

    private sealed class SteppingClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public void Step() => _now = _now.AddMinutes(1);

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
