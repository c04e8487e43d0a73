using System.Numerics;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;
using static IamSim.Tests.PartialEvaluation.PartialAnswers;

namespace IamSim.Tests.PartialEvaluation;

public sealed class ResidualConditionTests
{
    [Fact]
    public void What_the_same_test_allows_and_denies_is_denied()
    {
        PolicyDocument policy = Policy("p.json", Allow("StringLike", "aws:UserAgent", "a*"), Deny("StringLike", "AWS:useragent", "a*"));

        PartialDecision answer = Ask(new PolicySet { Identity = [policy] });

        Assert.Equal(PartialDecisionKind.Denied, answer.Kind);
        Assert.True(answer.Residual.IsNever);
        Assert.Empty(answer.DecidingKeys);
        // Explicitly where the test holds, implicitly where it does not.
        Assert.Null(answer.Decision);
        Assert.Equal("Denied whatever the unknown keys are", answer.ToString());
    }

    [Fact]
    public void A_statement_that_asks_for_more_than_another_adds_nothing()
    {
        PolicyDocument policy = Policy(
            "p.json",
            """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"aws:UserAgent":"a*"},"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}""",
            Allow("StringLike", "aws:UserAgent", "a*"));

        AssertDepends(Ask(new PolicySet { Identity = [policy] }), "aws:UserAgent StringLike a* (p.json)", "aws:UserAgent");
    }

    [Fact]
    public void What_a_Deny_repeats_of_an_Allow_is_left_out()
    {
        PolicyDocument policy = Policy(
            "p.json",
            Allow("StringLike", "aws:UserAgent", "a*"),
            """{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"aws:UserAgent":"a*"},"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}""");

        AssertDepends(
            Ask(new PolicySet { Identity = [policy] }),
            "aws:UserAgent StringLike a* (p.json) and not (aws:SourceIp IpAddress 10.0.0.0/8 (p.json))",
            "aws:SourceIp", "aws:UserAgent");
    }

    [Fact]
    public void Layers_join_in_one_condition_with_what_they_share_told_once()
    {
        PolicyDocument identity = Policy("identity.json", Allow("StringLike", "aws:UserAgent", "a*"));
        PolicyDocument bucket = Policy("bucket.json", $$$$"""{"Effect":"Allow","Principal":{"AWS":"{{{{Alice}}}}"},"Action":"s3:*","Resource":"arn:aws:s3:::reports/*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}""");
        PolicyDocument boundary = Policy("boundary.json", Allow("Bool", "aws:SecureTransport", "true"));
        PolicyDocument guard = Policy("scp.json", Deny("StringEquals", "aws:RequestedRegion", "us-east-1"));
        var set = new PolicySet { Identity = [identity], Resource = bucket, PermissionsBoundary = boundary, ServiceControlPolicies = [[Full, guard]], ResourcePolicyKind = ResourcePolicyKind.S3Bucket };

        // A bucket policy that names the user needs neither its identity policies nor its boundary (EVAL-20).
        AssertDepends(
            Ask(set),
            "((aws:UserAgent StringLike a* (identity.json) and aws:SecureTransport Bool true (boundary.json)) or aws:SourceIp IpAddress 10.0.0.0/8 (bucket.json)) "
                + "and not (aws:RequestedRegion StringEquals us-east-1 (scp.json))",
            "aws:RequestedRegion", "aws:SecureTransport", "aws:SourceIp", "aws:UserAgent");

        // From another account both sides have to grant, and the boundary stands for both.
        var foreign = new AccessRequest(Principal.Parse(Alice), "s3:GetObject", new RequestResource("arn:aws:s3:::reports/q1.csv") { OwnerAccount = "444455556666" });
        Assert.Equal(
            "aws:SourceIp IpAddress 10.0.0.0/8 (bucket.json) and aws:UserAgent StringLike a* (identity.json) and aws:SecureTransport Bool true (boundary.json) "
                + "and not (aws:RequestedRegion StringEquals us-east-1 (scp.json))",
            Told(Simulator.Compile(set).EvaluatePartial(foreign).Residual));
    }

    [Theory]
    [InlineData("Bool", "true", "BoolIfExists", "false", "aws:MultiFactorAuthPresent Bool true (p.json)")]
    [InlineData("StringEquals", "eu-west-1", "StringNotEquals", "us-east-1", "never")]
    [InlineData("StringEquals", "eu-west-1", "StringEquals", "us-east-1", "aws:MultiFactorAuthPresent StringEquals eu-west-1 (p.json)")]
    [InlineData("Null", "false", "Null", "true", "aws:MultiFactorAuthPresent Null false (p.json)")]
    [InlineData("ForAllValues:StringEquals", "a", "ForAnyValue:StringEquals", "b", "aws:MultiFactorAuthPresent ForAllValues:StringEquals a (p.json)")]
    [InlineData("ForAnyValue:StringEquals", "a", "ForAllValues:StringNotEquals", "a", "aws:MultiFactorAuthPresent ForAnyValue:StringEquals a (p.json)")]
    // COND-10: a list is neither equal nor unequal.
    [InlineData("StringEquals", "a", "StringNotEquals", "a", "aws:MultiFactorAuthPresent StringEquals a (p.json)")]
    [InlineData("StringNotEquals", "a", "StringEquals", "a", "aws:MultiFactorAuthPresent StringNotEquals a (p.json)")]
    [InlineData("Bool", "true", "StringEquals", "true", "aws:MultiFactorAuthPresent Bool true (p.json) and not (aws:MultiFactorAuthPresent StringEquals true (p.json))")]
    public void What_no_value_brings_about_does_not_count(string allows, string allowed, string denies, string denied, string residual)
    {
        PolicyDocument policy = Policy("p.json", Allow(allows, "aws:MultiFactorAuthPresent", allowed), Deny(denies, "aws:MultiFactorAuthPresent", denied));

        Assert.Equal(residual, Told(Ask(new PolicySet { Identity = [policy] }).Residual));
    }

    [Fact]
    public void A_list_is_neither_equal_nor_unequal()
    {
        // COND-10: the answer hangs on whether the key has one value.
        PolicyDocument policy = Policy("p.json", Allow("StringEquals", "aws:UserAgent", "a"), Allow("StringNotEquals", "aws:UserAgent", "a"));

        AssertDepends(Ask(new PolicySet { Identity = [policy] }), "aws:UserAgent StringEquals a (p.json) or aws:UserAgent StringNotEquals a (p.json)", "aws:UserAgent");
    }

    [Theory]
    [InlineData("ForAllValues:StringLike", "ForAnyValue:StringLike")]
    [InlineData("ForAllValues:StringLike", "StringLike")]
    [InlineData("StringLikeIfExists", "StringLike")]
    [InlineData("StringLike", "StringNotLike")]
    public void Tests_that_differ_in_a_modifier_are_different(string allows, string denies)
    {
        PolicyDocument policy = Policy("p.json", Allow(allows, "aws:UserAgent", "a*"), Deny(denies, "aws:UserAgent", "a*"));

        Assert.Equal($"aws:UserAgent {allows} a* (p.json) and not (aws:UserAgent {denies} a* (p.json))", Told(Ask(new PolicySet { Identity = [policy] }).Residual));
    }

    [Theory]
    [InlineData("StringLike", "${aws:username}*", "StringLike", "alice*")]
    [InlineData("StringEquals", "${*}${aws:username}", "StringEquals", "*alice")]
    [InlineData("StringEquals", "${aws:PrincipalTag/none, 'alice'}", "StringEquals", "${aws:username}")]
    [InlineData("ArnLike", "arn:aws:iam::111122223333:user/*", "ArnEquals", "arn:aws:iam::111122223333:user/*")]
    public void Tests_that_say_the_same_are_one(string allows, string allowed, string denies, string denied)
    {
        PolicyDocument policy = Policy("p.json", Allow(allows, "x:key", allowed), Deny(denies, "X:Key", denied));

        Assert.True(Simulator.Compile(new PolicySet { Identity = [policy] }).EvaluatePartial(GetObject, ["x:key"]).Residual.IsNever);
    }

    [Theory]
    // A star that a variable stands for is no wildcard.
    [InlineData("StringLike", "${*}lice", "*lice")]
    [InlineData("StringLike", "${x:other}", "${x:another}")]
    [InlineData("StringLike", "${x:other}", "${x:other, 'a'}")]
    public void Tests_with_other_values_are_different(string op, string allowed, string denied)
    {
        PolicyDocument policy = Policy("p.json", Allow(op, "x:key", allowed), Deny(op, "x:key", denied));

        Assert.Equal(2, Simulator.Compile(new PolicySet { Identity = [policy] }).EvaluatePartial(GetObject, ["x:*"]).Residual.Tests.Count());
    }

    [Fact]
    public void Every_level_has_to_allow_and_one_statement_of_a_level_is_enough()
    {
        PolicyDocument agent = Policy("agent.json", Allow("StringLike", "aws:UserAgent", "a*"));
        PolicyDocument address = Policy("address.json", Allow("IpAddress", "aws:SourceIp", "10.0.0.0/8"));
        PolicyDocument secure = Policy("secure.json", Allow("Bool", "aws:SecureTransport", "true"));

        AssertDepends(
            Ask(new PolicySet { Identity = [Full], ServiceControlPolicies = [[Full, agent], [agent, address], [secure]] }),
            "(aws:UserAgent StringLike a* (agent.json) or aws:SourceIp IpAddress 10.0.0.0/8 (address.json)) and aws:SecureTransport Bool true (secure.json)",
            "aws:SecureTransport", "aws:SourceIp", "aws:UserAgent");
        AssertDecided(Ask(new PolicySet { Identity = [Full], ServiceControlPolicies = [[agent], []] }), PartialDecisionKind.Denied, DecisionKind.ImplicitDeny);
        AssertDecided(Ask(new PolicySet { Identity = [Full], ServiceControlPolicies = [] }), PartialDecisionKind.Denied, DecisionKind.ImplicitDeny);
    }

    [Fact]
    public void Whether_a_key_is_there_or_not_the_answer_may_be_the_same()
    {
        PolicyDocument policy = Policy("p.json", Allow("Null", "aws:UserAgent", "true"), Allow("Null", "aws:UserAgent", "false"));

        PartialDecision answer = Ask(new PolicySet { Identity = [policy] });

        AssertDecided(answer, PartialDecisionKind.Allowed, DecisionKind.Allowed);
        Assert.True(answer.Residual.IsAlways);
    }

    [Fact]
    public void More_tests_than_a_table_takes_are_simplified_in_parts()
    {
        string[] allows = [.. Enumerable.Range(0, 20).Select(static i => Allow("StringLike", $"x:key{i}", "a*"))];
        string[] denies = [.. Enumerable.Range(0, 20).Select(static i => Deny("StringLike", $"y:key{i}", "a*")), Deny("Null", "aws:UserAgent", "true"), Deny("Null", "aws:UserAgent", "false")];

        PartialDecision depends = Ask(new PolicySet { Identity = [Policy("p.json", [.. allows, .. denies[..20]])] });
        Assert.Equal(PartialDecisionKind.Depends, depends.Kind);
        Assert.Equal(40, depends.DecidingKeys.Length);
        Assert.True(depends.Residual.Holds(static test => test.Effect == PolicyEffect.Allow));
        Assert.False(depends.Residual.Holds(static test => test.Effect == PolicyEffect.Deny));

        // Whatever the agent, one of two Deny statements bites; a part of its own shows it.
        PartialDecision denied = Ask(new PolicySet { Identity = [Policy("p.json", [.. allows, .. denies])] });
        AssertDecided(denied, PartialDecisionKind.Denied, DecisionKind.ExplicitDeny);
    }

    [Fact]
    public void What_all_alternatives_share_stands_in_front_of_them()
    {
        PolicyDocument policy = Policy(
            "p.json",
            """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"aws:UserAgent":"a*"},"Bool":{"aws:SecureTransport":"true"}}}""",
            """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"aws:UserAgent":"a*"},"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}""");

        AssertDepends(
            Ask(new PolicySet { Identity = [policy] }),
            "aws:UserAgent StringLike a* (p.json) and (aws:SecureTransport Bool true (p.json) or aws:SourceIp IpAddress 10.0.0.0/8 (p.json))",
            "aws:SecureTransport", "aws:SourceIp", "aws:UserAgent");
    }

    [Fact]
    public void A_Deny_of_several_tests_beside_more_than_a_table_takes_stays_as_it_is()
    {
        string[] allows = [.. Enumerable.Range(0, 20).Select(static i => Allow("StringLike", $"x:key{i}", "a*"))];
        string deny = Statement("Deny", "StringLike", string.Join("\":\"a*\",\"", Enumerable.Range(0, 20).Select(static i => $"x:key{i}")), "b*", "s3:*");

        PartialDecision answer = Ask(new PolicySet { Identity = [Policy("p.json", [.. allows, deny])] });

        Assert.Equal(PartialDecisionKind.Depends, answer.Kind);
        Assert.True(answer.Residual.Holds(static test => test.Effect == PolicyEffect.Allow));
        Assert.False(answer.Residual.Holds(static _ => true));
        Assert.False(answer.Residual.Holds(static test => test.Effect == PolicyEffect.Deny));
    }

    [Fact]
    public void More_texts_than_are_told_apart_leave_both_tests_in_place()
    {
        PartialDecision Ask(int count)
        {
            string values = string.Join("\",\"", Enumerable.Range(0, count).Select(static i => $"n{i}"));
            string Element(string effect, string op) => $$$$"""{"Effect":"{{{{effect}}}}","Action":"s3:*","Resource":"*","Condition":{"{{{{op}}}}":{"aws:TagKeys":["{{{{values}}}}"]}}}""";
            return PartialAnswers.Ask(new PolicySet { Identity = [Policy("p.json", Element("Allow", "ForAnyValue:StringEquals"), Element("Deny", "ForAllValues:StringNotEquals"))] });
        }

        // Whoever has one of them has not none of them: the Deny adds nothing.
        Assert.Single(Ask(8).Residual.Tests);
        Assert.Equal(2, Ask(9).Residual.Tests.Count());
        Assert.Equal(PartialDecisionKind.Depends, Ask(9).Kind);
    }

    [Fact]
    public void A_test_tells_itself_with_its_place()
    {
        ResidualTest test = Assert.Single(Ask(new PolicySet { Identity = [Policy("p.json", Allow("StringLike", "aws:UserAgent", "a*"))] }).Residual.Tests);

        Assert.Equal("aws:UserAgent StringLike a* (p.json:1:114)", test.ToString());
        Assert.Equal("\"aws:UserAgent\"", test.Statement!.Source.Slice(test.Span!.Value).ToString());
    }

    [Fact]
    public void Whether_a_key_holds_another_text_than_those_that_are_named_is_told_apart_whatever_they_are()
    {
        // The engine thinks of a text nobody named; here its first thoughts are named.
        PolicyDocument policy = Policy("p.json", """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:UserAgent":["other","other'"]}}}""", Deny("StringEquals", "aws:UserAgent", "a"));

        AssertDepends(
            Ask(new PolicySet { Identity = [policy] }),
            "aws:UserAgent StringNotEquals [other, 'other''] (p.json) and not (aws:UserAgent StringEquals a (p.json))",
            "aws:UserAgent");
    }

    [Fact]
    public void Hundreds_of_statements_over_a_few_keys_take_bounded_work()
    {
        // Every choice of six keys out of twelve: no statement absorbs another, and all of them fit one table.
        string[] statements =
        [
            .. Enumerable.Range(0, 1 << 12).Where(static keys => BitOperations.PopCount((uint)keys) == 6).Select(static keys => Statement("Allow", "StringLike",
                string.Join("\":\"a*\",\"", Enumerable.Range(0, 12).Where(key => (keys >> key & 1) == 1).Select(static key => $"x:key{key}")), "a*", "s3:*")),
        ];

        PartialDecision answer = AskWithin(400_000, statements);

        Assert.Equal(12, answer.DecidingKeys.Length);
    }

    [Fact]
    public void Thousands_of_unknown_keys_take_bounded_work()
    {
        string[] statements = [.. Enumerable.Range(0, 3000).Select(static i => Statement(i % 2 == 0 ? "Allow" : "Deny", "StringLike", $"x:key{i}\":\"a*\",\"x:key{i + 1}", "b*", "s3:*"))];

        PartialDecision answer = AskWithin(250_000, statements);

        Assert.Equal(PartialDecisionKind.Depends, answer.Kind);
    }

    // The work of putting conditions together is making new ones, so that what is allocated measures it.
    private static PartialDecision AskWithin(long bytesForEachStatement, string[] statements)
    {
        PolicySet set = new() { Identity = [Policy("p.json", statements)] };
        long before = GC.GetAllocatedBytesForCurrentThread();
        PartialDecision answer = Ask(set);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated <= bytesForEachStatement * statements.Length, $"{allocated} bytes for {statements.Length} statements, {allocated / statements.Length} for each");
        return answer;
    }
}
