using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;
using static IamSim.Tests.PartialEvaluation.PartialAnswers;

namespace IamSim.Tests.PartialEvaluation;

public sealed class PartialDecisionTests
{
    [Fact]
    public void A_boundary_that_asks_for_MFA_decides()
    {
        PolicyDocument boundary = PolicyDocument.Parse(
            """
            {
              "Version": "2012-10-17",
              "Statement": {
                "Effect": "Allow", "Action": "*", "Resource": "*",
                "Condition": {
                  "Bool": { "aws:MultiFactorAuthPresent": "true" }
                }
              }
            }
            """,
            "boundary.json");

        PartialDecision answer = Ask(new PolicySet { Identity = [Full], PermissionsBoundary = boundary });

        AssertDepends(answer, "aws:MultiFactorAuthPresent Bool true (boundary.json)", "aws:MultiFactorAuthPresent");
        Assert.Equal("Depends on aws:MultiFactorAuthPresent: allowed if aws:MultiFactorAuthPresent Bool true (boundary.json:6:17)", answer.ToString());
        ResidualTest test = Assert.Single(answer.Residual.Tests);
        Assert.Equal((ResidualTestKind.Condition, PolicyKind.PermissionsBoundary, PolicyEffect.Allow), (test.Kind, test.PolicyKind, test.Effect));
        Assert.Same(boundary.Statements[0], test.Statement);
        Assert.Equal("Bool", test.Operator?.Text);
        Assert.Equal("\"aws:MultiFactorAuthPresent\"", boundary.Source.Slice(test.Span!.Value).ToString());
        Assert.Equal("true", Assert.Single(test.ConditionKey!.Values).Text);
        Assert.Null(answer.Decision);
    }

    [Fact]
    public void A_region_guard_of_an_organization_decides_unless_the_region_is_stated()
    {
        PolicyDocument guard = Policy("root.json", """{"Effect":"Deny","NotAction":"iam:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","eu-central-1"]}}}""");
        var set = new PolicySet { Identity = [Full], ServiceControlPolicies = [[Full, guard]] };

        AssertDepends(Ask(set), "not (aws:RequestedRegion StringNotEquals [eu-west-1, eu-central-1] (root.json))", "aws:RequestedRegion");
        AssertDecided(Ask(set, ("aws:RequestedRegion", "eu-west-1")), PartialDecisionKind.Allowed, DecisionKind.Allowed);
        AssertDecided(Ask(set, ("aws:RequestedRegion", "us-east-1")), PartialDecisionKind.Denied, DecisionKind.ExplicitDeny);
    }

    [Fact]
    public void A_bucket_policy_that_asks_for_an_endpoint_decides()
    {
        PolicyDocument bucket = Policy("bucket.json", """{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::reports/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}""");

        PartialDecision answer = Ask(new PolicySet { Identity = [Full], Resource = bucket, ResourcePolicyKind = ResourcePolicyKind.S3Bucket });

        AssertDepends(answer, "not (aws:SourceVpce StringNotEquals vpce-1 (bucket.json))", "aws:SourceVpce");
    }

    [Fact]
    public void A_resource_with_an_unknown_variable_decides_where_it_could_cover()
    {
        PolicyDocument policy = Policy("p.json", """{"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::home/${aws:PrincipalTag/home}/*","arn:aws:s3:::else/${aws:PrincipalTag/home}/*"]}""");
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [policy] });

        PartialDecision answer = simulator.EvaluatePartial(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::home/a/b/c"));

        AssertDepends(
            answer,
            "Resource [arn:aws:s3:::home/${aws:PrincipalTag/home}/*, arn:aws:s3:::else/${aws:PrincipalTag/home}/*] matches arn:aws:s3:::home/a/b/c (p.json)",
            "aws:PrincipalTag/home");
        Assert.Same(policy.Statements[0].Resource, Assert.Single(answer.Residual.Tests).ResourceElement);
        AssertDecided(simulator.EvaluatePartial(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::other/a")), PartialDecisionKind.Denied, DecisionKind.ImplicitDeny);
        AccessRequest tagged = new(Principal.Parse(Alice) with { Tags = Tags("home", "a/b") }, "s3:GetObject", "arn:aws:s3:::home/a/b/c");
        AssertDecided(simulator.EvaluatePartial(tagged), PartialDecisionKind.Allowed, DecisionKind.Allowed);
    }

    [Fact]
    public void The_unknown_variable_of_an_ARN_may_stand_for_several_parts()
    {
        PartialDecision Ask(string pattern) => Simulator.Compile(new PolicySet { Identity = [Policy("p.json", Allow("ArnLike", "aws:SourceArn", pattern))] })
            .EvaluatePartial(GetObject with { Context = RequestContext.Create(("aws:SourceArn", "arn:aws:sns:eu-west-1:111122223333:topic")) }, ["x:part", "aws:username"]);

        Assert.Equal(["x:part"], Ask("${x:part}").DecidingKeys);
        Assert.Equal(["x:part"], Ask("arn:aws:${x:part}:topic").DecidingKeys);
        Assert.Equal(["x:part"], Ask("arn:aws:sns:eu-west-1:111122223333:${x:part, 'none'}").DecidingKeys);
        AssertDecided(Ask("arn:aws:sqs:${x:part}"), PartialDecisionKind.Denied, DecisionKind.ImplicitDeny);
        // VAR-6: without the tag the pattern covers nothing, whatever stands for the rest.
        AssertDecided(Ask("arn:aws:sns:${x:part}${aws:PrincipalTag/none}"), PartialDecisionKind.Denied, DecisionKind.ImplicitDeny);
    }

    [Fact]
    public void An_unknown_variable_of_a_text_leaves_what_stands_around_it()
    {
        PartialDecision Ask(string op, string value) => Simulator.Compile(new PolicySet { Identity = [Policy("p.json", Allow(op, "aws:username", value))] }).EvaluatePartial(GetObject);

        foreach (string op in new[] { "StringEquals", "StringEqualsIgnoreCase", "StringLike" })
        {
            Assert.Equal(["x:part"], Ask(op, "a${x:part}e").DecidingKeys);
            Assert.Equal(["x:part"], Ask(op, "${x:part, 'alice'}").DecidingKeys);
            Assert.Equal(PartialDecisionKind.Denied, Ask(op, "a${x:part}x").Kind);
            Assert.Equal(PartialDecisionKind.Denied, Ask(op, "x${x:part}").Kind);
            // Nothing is left between the two ends.
            Assert.Equal(PartialDecisionKind.Denied, Ask(op, "ali${x:part}lice").Kind);
        }

        Assert.Equal(["x:part"], Ask("StringEqualsIgnoreCase", "A${x:part}E").DecidingKeys);
        Assert.Equal(PartialDecisionKind.Denied, Ask("StringEquals", "A${x:part}").Kind);
        Assert.Equal(PartialDecisionKind.Allowed, Ask("StringNotEquals", "b${x:part}").Kind);
        Assert.Equal(["x:part"], Ask("StringNotEquals", "a${x:part}").DecidingKeys);
    }

    [Fact]
    public void An_unresolved_variable_of_NotResource_excludes_nothing()
    {
        PolicyDocument policy = Policy("p.json", """{"Effect":"Deny","Action":"s3:*","NotResource":"arn:aws:s3:::home/${aws:PrincipalTag/home}/*"}""");
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [Full, policy] });

        AssertDepends(
            simulator.EvaluatePartial(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::home/a/b")),
            "not (NotResource arn:aws:s3:::home/${aws:PrincipalTag/home}/* matches arn:aws:s3:::home/a/b (p.json))",
            "aws:PrincipalTag/home");
        AssertDecided(simulator.EvaluatePartial(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::other/a")), PartialDecisionKind.Denied, DecisionKind.ExplicitDeny);
    }

    [Fact]
    public void Conditions_that_hold_for_every_value_depend_on_none()
    {
        string constants = """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"ForAllValues:Null":{"aws:TagKeys":"false"},"Null":{"aws:UserAgent":["true","false"]}}}""";
        string never = """{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"ForAnyValue:Null":{"aws:TagKeys":"true"}}}""";
        string nothing = """{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":[]}}}""";

        AssertDecided(Ask(new PolicySet { Identity = [Policy("p.json", constants, never, nothing)] }), PartialDecisionKind.Allowed, DecisionKind.Allowed);
    }

    [Fact]
    public void Set_operators_on_unknown_keys_decide_by_themselves()
    {
        PolicyDocument policy = Policy("p.json", Allow("ForAllValues:StringLike", "aws:TagKeys", "team*"));

        AssertDepends(Ask(new PolicySet { Identity = [policy] }), "aws:TagKeys ForAllValues:StringLike team* (p.json)", "aws:TagKeys");
    }

    [Fact]
    public void Keys_that_follow_from_unknown_keys_are_unknown_unless_they_are_stated()
    {
        PolicyDocument policy = Policy("p.json", Allow("ForAnyValue:StringEquals", "aws:TagKeys", "team"), Deny("Bool", "aws:ViaAWSService", "true"));
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [policy] });
        AccessRequest tagged = GetObject with { RequestTags = Tags("team", "red") };

        AssertDecided(simulator.EvaluatePartial(tagged, UnknownContextKeys.None), PartialDecisionKind.Allowed, DecisionKind.Allowed);
        Assert.Equal(["aws:TagKeys"], simulator.EvaluatePartial(tagged, ["aws:RequestTag/cost"]).DecidingKeys);
        Assert.Equal(["aws:ViaAWSService"], simulator.EvaluatePartial(tagged, ["aws:calledvia"]).DecidingKeys);
        // The request passes tags, so these are all; the chain of services stays open.
        Assert.Equal(["aws:ViaAWSService"], simulator.EvaluatePartial(tagged).DecidingKeys);
        AccessRequest stated = tagged with { Context = RequestContext.Create(("aws:TagKeys", ["team"]), ("aws:ViaAWSService", false)) };
        AssertDecided(simulator.EvaluatePartial(stated, ["aws:RequestTag/*", "aws:CalledVia"]), PartialDecisionKind.Allowed, DecisionKind.Allowed);
    }

    [Fact]
    public void Named_keys_are_unknown_whatever_the_request_says_and_all_others_are_known()
    {
        PolicyDocument policy = Policy(
            "p.json",
            """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"alice","aws:PrincipalTag/team":"red"},"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}""");
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [policy] });
        AccessRequest request = new(Principal.Parse(Alice) with { Tags = Tags("team", "red") }, "s3:GetObject", "arn:aws:s3:::b/k") { Context = RequestContext.Create(("aws:SourceIp", "10.1.1.1")) };

        AssertDecided(simulator.EvaluatePartial(request), PartialDecisionKind.Allowed, DecisionKind.Allowed);
        Assert.Equal(["aws:username"], simulator.EvaluatePartial(request, ["AWS:UserName"]).DecidingKeys);
        Assert.Equal(["aws:PrincipalTag/team"], simulator.EvaluatePartial(request, ["aws:principaltag/*"]).DecidingKeys);
        Assert.Equal(["aws:PrincipalTag/team", "aws:SourceIp", "aws:username"], simulator.EvaluatePartial(request, ["*"]).DecidingKeys);
        // Not stated and not named: absent.
        AccessRequest silent = request with { Context = RequestContext.Empty };
        AssertDecided(simulator.EvaluatePartial(silent, ["aws:username"]), PartialDecisionKind.Denied, DecisionKind.ImplicitDeny);
        Assert.Equal(["aws:SourceIp", "aws:username"], simulator.EvaluatePartial(silent, new UnknownContextKeys(["aws:username"]).WithUnstated()).DecidingKeys);
    }

    [Fact]
    public void Every_resource_of_a_request_has_its_own_tags()
    {
        var request = new AccessRequest(Principal.Parse(Alice), "ec2:TerminateInstances", [new RequestResource("arn:aws:ec2:eu-west-1:111122223333:instance/i-1"), new RequestResource("arn:aws:ec2:eu-west-1:111122223333:instance/i-2")]);
        PolicyDocument policy = Policy("e.json", Allow("StringEquals", "aws:ResourceTag/team", "red", "*"), Deny("StringEquals", "aws:UserAgent", "x", "*"));

        PartialDecision answer = Simulator.Compile(new PolicySet { Identity = [policy] }).EvaluatePartial(request);

        AssertDepends(
            answer,
            "aws:ResourceTag/team StringEquals red for arn:aws:ec2:eu-west-1:111122223333:instance/i-1 (e.json) "
                + "and aws:ResourceTag/team StringEquals red for arn:aws:ec2:eu-west-1:111122223333:instance/i-2 (e.json) "
                + "and not (aws:UserAgent StringEquals x (e.json))",
            "aws:ResourceTag/team", "aws:UserAgent");
    }

    [Fact]
    public void The_constraint_of_a_grant_decides()
    {
        var grant = new KmsGrant { GranteePrincipal = Alice, Operations = ["Decrypt"], EncryptionContextSubset = Tags("app", "payroll") };
        PolicyDocument key = Policy("key.json", """{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"kms:*","Resource":"*"}""");
        Simulator simulator = Simulator.Compile(new PolicySet { Resource = key, ResourcePolicyKind = ResourcePolicyKind.KmsKey });
        AccessRequest Decrypt(KmsGrant held, params ReadOnlySpan<(string, ContextValue)> context) =>
            new(Principal.Parse(Alice), "kms:Decrypt", new RequestResource("arn:aws:kms:eu-west-1:111122223333:key/k") { KmsGrants = [held] }) { Context = RequestContext.Create(context) };

        PartialDecision answer = simulator.EvaluatePartial(Decrypt(grant));

        AssertDepends(answer, $"encryption context contains {{app=payroll}} (grant to {Alice})", "kms:EncryptionContext:app");
        Assert.Same(grant, Assert.Single(answer.Residual.Tests).Grant);
        AssertDecided(simulator.EvaluatePartial(Decrypt(grant, ("kms:EncryptionContext:APP", "payroll"))), PartialDecisionKind.Allowed, DecisionKind.Allowed);
        AssertDecided(simulator.EvaluatePartial(Decrypt(grant, ("kms:EncryptionContext:app", "mail"))), PartialDecisionKind.Denied, DecisionKind.ImplicitDeny);

        // Pairs that nobody mentions break an equality, and so does one that is there for certain.
        KmsGrant equal = grant with { EncryptionContextSubset = null, EncryptionContextEquals = Tags("app", "payroll") };
        AssertDepends(
            simulator.EvaluatePartial(Decrypt(equal, ("kms:EncryptionContext:app", "payroll"))), $"encryption context equals {{app=payroll}} (grant to {Alice})", "kms:EncryptionContext:*");
        AssertDecided(simulator.EvaluatePartial(Decrypt(equal, ("kms:EncryptionContext:env", "prod"))), PartialDecisionKind.Denied, DecisionKind.ImplicitDeny);
        AssertDecided(simulator.EvaluatePartial(Decrypt(equal, ("kms:EncryptionContext:app", "payroll")), ["aws:SourceIp"]), PartialDecisionKind.Allowed, DecisionKind.Allowed);
    }

    [Fact]
    public void What_allows_for_certain_is_named_before_a_grant_that_may()
    {
        var grant = new KmsGrant { GranteePrincipal = Alice, Operations = ["Decrypt"], EncryptionContextSubset = Tags("app", "payroll") };
        PolicyDocument key = Policy("key.json", """{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}""");
        PolicyDocument own = Policy("own.json", """{"Effect":"Allow","Action":"kms:*","Resource":"*"}""", """{"Effect":"Deny","Action":"s3:*","Resource":"*"}""");
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [own], Resource = key, ResourcePolicyKind = ResourcePolicyKind.KmsKey });

        PartialDecision answer = simulator.EvaluatePartial(new AccessRequest(Principal.Parse(Alice), "kms:Decrypt", new RequestResource("arn:aws:kms:eu-west-1:111122223333:key/k") { KmsGrants = [grant] }));

        AssertDecided(answer, PartialDecisionKind.Allowed, DecisionKind.Allowed);
        Assert.Same(own.Statements[0], answer.Decision?.Statement);
    }

    [Fact]
    public void A_statement_that_is_not_understood_allows_nothing_and_denies_what_it_may_reach()
    {
        PolicyDocument policy = Policy(
            "p.json",
            """{"Effect":"Allow","Action":"s3:*","Resource":"*","Unknown":1,"Condition":{"StringLike":{"aws:UserAgent":"a*"}}}""",
            """{"Effect":"Deny","Action":"s3:*","Resource":"*","Unknown":1,"Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}""");
        var lenient = new EvaluationOptions { Lenient = true };

        Assert.Equal(PartialDecisionKind.Denied, Simulator.Compile(new PolicySet { Identity = [policy] }, lenient).EvaluatePartial(GetObject).Kind);
        AssertDepends(Simulator.Compile(new PolicySet { Identity = [Full, policy] }, lenient).EvaluatePartial(GetObject), "not (aws:SourceIp IpAddress 10.0.0.0/8 (p.json))", "aws:SourceIp");
    }

    [Fact]
    public void An_answer_that_depends_on_nothing_names_what_stands_whatever_the_unknown_keys_are()
    {
        PolicyDocument policy = Policy("p.json", """{"Sid":"No","Effect":"Deny","Action":"s3:Get*","Resource":"*"}""", Deny("StringLike", "aws:UserAgent", "a*"));
        PolicyDocument half = Policy("half.json", Allow("StringLike", "aws:UserAgent", "a*"));

        PartialDecision denied = Ask(new PolicySet { Identity = [half, policy], PermissionsBoundary = half });
        Assert.Equal("Denied whatever the unknown keys are: ExplicitDeny by p.json:1:38 (No)", denied.ToString());
        Assert.Equal(DecisionSources.Identity, denied.Decision?.BlockedBy);

        // The boundary may allow; nothing else ever does.
        PartialDecision silent = Ask(new PolicySet { PermissionsBoundary = half });
        Assert.Equal("Denied whatever the unknown keys are: ImplicitDeny", silent.ToString());
        Assert.Equal(DecisionSources.Identity, silent.Decision?.BlockedBy);

        PartialDecision allowed = Ask(new PolicySet { Identity = [half, Full] });
        Assert.Equal("Allowed whatever the unknown keys are: Allowed by full.json:1:38", allowed.ToString());
    }

    [Fact]
    public void A_rule_that_settles_the_question_needs_no_key()
    {
        PolicyDocument deny = Policy("p.json", Deny("StringLike", "aws:UserAgent", "a*", "*"));
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [deny] });
        var request = new AccessRequest(Alice, "sts:GetCallerIdentity", "*");

        Assert.Equal("STS-8", simulator.EvaluatePartial(request).Decision?.Rule?.Id);
        Assert.Empty(simulator.GetMissingContextKeys(request));
    }

    [Theory]
    [InlineData("", "the name of an unknown context key is empty: write a name such as aws:SourceIp")]
    [InlineData("aws:*Tag", "'aws:*Tag' is not a name of context keys: a star stands for the rest of a name, as in aws:PrincipalTag/*")]
    [InlineData("**", "'**' is not a name of context keys: a star stands for the rest of a name, as in aws:PrincipalTag/*")]
    public void A_name_that_names_no_keys_is_refused(string name, string message)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => new UnknownContextKeys([name]));

        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }
}
