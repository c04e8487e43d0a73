using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;
using static IamSim.Tests.PartialEvaluation.PartialAnswers;

namespace IamSim.Tests.PartialEvaluation;

/// <summary>Which keys a request settles, one by one and caller by caller (semantics tables 3.1 to 3.3), and where their values come from.</summary>
public sealed class SettledKeysTests
{
    // U: user, R: role, S: session of a role, F: federated user, A: root user of the account, V: service, N: nobody known.
    private static readonly Dictionary<char, string> Callers = new()
    {
        ['U'] = Alice,
        ['R'] = "arn:aws:iam::111122223333:role/app",
        ['S'] = "arn:aws:sts::111122223333:assumed-role/app/s",
        ['F'] = "arn:aws:sts::111122223333:federated-user/fed",
        ['A'] = "arn:aws:iam::111122223333:root",
        ['V'] = "sns.amazonaws.com",
        ['N'] = "anonymous",
    };

    [Theory]
    [InlineData("aws:PrincipalArn", "")]
    [InlineData("aws:PrincipalAccount", "")]
    [InlineData("aws:PrincipalType", "")]
    [InlineData("aws:PrincipalIsAWSService", "")]
    [InlineData("aws:PrincipalServiceName", "")]
    [InlineData("aws:username", "")]
    [InlineData("aws:userid", "URS")]
    [InlineData("aws:FederatedProvider", "RS")]
    [InlineData("aws:PrincipalTag/team", "URSFA")]
    [InlineData("aws:PrincipalOrgID", "URSFA")]
    [InlineData("aws:SourceArn", "V")]
    [InlineData("aws:SourceAccount", "V")]
    [InlineData("aws:ResourceOrgID", "URSFAVN")]
    [InlineData("s3:DataAccessPointArn", "")]
    [InlineData("s3:DataAccessPointAccount", "")]
    [InlineData("aws:RequestTag/team", "URSFAVN")]
    [InlineData("aws:ResourceTag/team", "URSFAVN")]
    [InlineData("aws:SourceIp", "URSFAVN")]
    public void A_key_is_open_for_these_callers_and_settled_for_all_others(string key, string open)
    {
        PolicySet set = new() { Resource = Policy("q.json", """{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}""", $$$$"""{"Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"*","Condition":{"StringLike":{"{{{{key}}}}":"*x*"}}}""") };
        Simulator simulator = Simulator.Compile(set, new EvaluationOptions { Lenient = true });

        string found = string.Concat(Callers.Where(pair => IsOpen(simulator, new AccessRequest(pair.Value, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q"), key)).Select(static pair => pair.Key));

        Assert.Equal(open, found);
    }

    [Theory]
    [InlineData("aws:PrincipalOrgPaths", "URSFA")]
    [InlineData("aws:PrincipalServiceNamesList", "")]
    [InlineData("aws:ResourceOrgPaths", "URSFAVN")]
    [InlineData("aws:TagKeys", "URSFAVN")]
    public void A_list_is_open_for_these_callers_and_settled_for_all_others(string key, string open)
    {
        PolicySet set = new() { Resource = Policy("q.json", """{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}""", $$$$"""{"Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"*","Condition":{"ForAnyValue:StringLike":{"{{{{key}}}}":"*x*"}}}""") };
        Simulator simulator = Simulator.Compile(set);

        string found = string.Concat(Callers.Where(pair => IsOpen(simulator, new AccessRequest(pair.Value, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q"), key)).Select(static pair => pair.Key));

        Assert.Equal(open, found);
    }

    [Fact]
    public void What_the_resource_and_the_action_settle_is_settled()
    {
        Simulator Compile(string key, string action = "s3:*") => Simulator.Compile(new PolicySet { Identity = [Policy("p.json", Allow("StringLike", key, "x*", action), Deny("StringLike", "x:other", "y", action))] });
        var plain = new RequestResource("arn:aws:s3:::b/k") { OwnerAccount = "111122223333" };
        RequestResource through = plain with { AccessPointArn = "arn:aws:s3:eu-west-1:111122223333:accesspoint/a" };
        AccessRequest On(RequestResource resource) => new(Principal.Parse(Alice), "s3:GetObject", resource);

        Assert.False(IsOpen(Compile("s3:DataAccessPointArn"), On(plain), "s3:DataAccessPointArn"));
        Assert.False(IsOpen(Compile("s3:DataAccessPointArn"), On(through), "s3:DataAccessPointArn"));
        // CTX-6: with some actions AWS sends no keys of the owner.
        var snapshot = new AccessRequest(Principal.Parse(Alice), "ebs:GetSnapshotBlock", new RequestResource("arn:aws:ec2:eu-west-1::snapshot/s") { OwnerAccount = "111122223333" });
        Assert.False(IsOpen(Compile("aws:ResourceOrgID", "ebs:*"), snapshot, "aws:ResourceOrgID"));
        Assert.False(IsOpen(Compile("aws:ResourceAccount", "ebs:*"), snapshot, "aws:ResourceAccount"));
        Assert.True(IsOpen(Compile("aws:ResourceOrgID"), On(plain), "aws:ResourceOrgID"));
        Assert.False(IsOpen(Compile("aws:ResourceAccount"), On(plain), "aws:ResourceAccount"));
        // A request that passes tags passes no others.
        Assert.False(IsOpen(Compile("aws:RequestTag/team"), On(plain) with { RequestTags = Tags("cost", "x") }, "aws:RequestTag/team"));
        // A chain of services that is stated settles what follows from it, and one that is not leaves it open.
        Assert.True(IsOpen(Compile("aws:CalledViaFirst"), On(plain), "aws:CalledViaFirst"));
        Assert.False(IsOpen(Compile("aws:CalledViaFirst"), On(plain) with { Context = RequestContext.Create(("aws:CalledVia", ["x.amazonaws.com", "y.amazonaws.com"])) }, "aws:CalledViaFirst"));
        Assert.False(IsOpen(Compile("aws:CalledViaLast"), On(plain) with { Context = RequestContext.Create(("aws:CalledVia", ["x.amazonaws.com", "y.amazonaws.com"])) }, "aws:CalledViaLast"));
        Assert.False(IsOpen(Compile("aws:CurrentTime"), On(plain), "aws:CurrentTime"));
        Assert.False(IsOpen(Compile("aws:EpochTime"), On(plain), "aws:EpochTime"));
    }

    [Theory]
    [InlineData("aws:username", "alice", ContextKeyOrigin.Principal)]
    [InlineData("aws:PrincipalTag/team", "red", ContextKeyOrigin.PrincipalTags)]
    [InlineData("aws:RequestTag/cost", "42", ContextKeyOrigin.RequestTags)]
    [InlineData("aws:ResourceTag/stage", "test", ContextKeyOrigin.ResourceTags)]
    [InlineData("aws:ResourceAccount", "111122223333", ContextKeyOrigin.ResourceOwner)]
    [InlineData("aws:PrincipalOrgID", "o-own", ContextKeyOrigin.Organization)]
    [InlineData("aws:ResourceOrgID", "o-own", ContextKeyOrigin.Organization)]
    [InlineData("aws:CalledViaFirst", "first.amazonaws.com", ContextKeyOrigin.CalledVia)]
    [InlineData("aws:CalledViaLast", "last.amazonaws.com", ContextKeyOrigin.CalledVia)]
    [InlineData("aws:ViaAWSService", "true", ContextKeyOrigin.CalledVia)]
    [InlineData("aws:EpochTime", "1767225600", ContextKeyOrigin.Clock)]
    [InlineData("aws:CurrentTime", "2026-01-01T00:00:00Z", ContextKeyOrigin.Clock)]
    [InlineData("s3:DataAccessPointArn", "arn:aws:s3:eu-west-1:444455556666:accesspoint/a", ContextKeyOrigin.AccessPoint)]
    [InlineData("s3:DataAccessPointAccount", "444455556666", ContextKeyOrigin.AccessPoint)]
    [InlineData("x:stated", "here", ContextKeyOrigin.Stated)]
    [InlineData("aws:RequestTag/said", "yes", ContextKeyOrigin.Stated)]
    [InlineData("aws:UserAgent", null, ContextKeyOrigin.Stated)]
    public void A_value_is_told_with_where_it_comes_from(string key, string? value, ContextKeyOrigin origin)
    {
        PolicySet set = new() { Identity = [Policy("p.json", Allow("StringEquals", key, "*"))], Organization = new OrganizationFacts { Id = "o-own" } };
        RequestResource resource = new("arn:aws:s3:::b/k") { OwnerAccount = "111122223333", Tags = Tags("stage", "test"), AccessPointArn = "arn:aws:s3:eu-west-1:444455556666:accesspoint/a" };
        var request = new AccessRequest(Principal.Parse(Alice) with { Tags = Tags("team", "red") }, "s3:GetObject", resource)
        {
            RequestTags = Tags("cost", "42"),
            Time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Context = RequestContext.Create(("x:stated", "here"), ("aws:RequestTag/said", "yes"), ("aws:CalledVia", ["first.amazonaws.com", "last.amazonaws.com"])),
        };

        Explanation explanation = Simulator.Compile(set, new EvaluationOptions { Lenient = true }).Explain(request);

        ConditionExplanation condition = explanation.Checks[0].Layers.Single(static layer => layer.Kind == PolicyKind.Identity).Statements[0].Elements.OfType<ConditionExplanation>().Single();
        Assert.Equal((value, origin), (condition.Value.IsAbsent ? null : condition.Value.ToString(), condition.Origin));
        Assert.Equal(origin == ContextKeyOrigin.Stated ? [] : new[] { (key, value, origin) }, explanation.DerivedKeys.Select(static derived => (derived.Name, (string?)derived.Value.ToString(), derived.Origin)));
    }

    [Fact]
    public void A_service_brings_the_source_of_its_request()
    {
        PolicySet set = new() { Resource = Policy("q.json", """{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:*","Resource":"*","Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:eu-west-1:111122223333:t"},"StringEquals":{"aws:SourceAccount":"111122223333"}}}""") };
        Principal service = Principal.Parse("sns.amazonaws.com") with { SourceArn = "arn:aws:sns:eu-west-1:111122223333:t", SourceAccount = "111122223333" };

        Explanation explanation = Simulator.Compile(set).Explain(new AccessRequest(service, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q"));

        Assert.True(explanation.Decision.IsAllowed);
        Assert.Equal(
            [("aws:SourceAccount", "111122223333", ContextKeyOrigin.ServiceSource), ("aws:SourceArn", "arn:aws:sns:eu-west-1:111122223333:t", ContextKeyOrigin.ServiceSource)],
            explanation.DerivedKeys.Select(static derived => (derived.Name, derived.Value.ToString(), derived.Origin)));
    }

    /// <summary>CTX-5: the organization of a resource is the caller's where the accounts are the same, and not known where they are not.</summary>
    [Theory]
    [InlineData("111122223333", "own", true)]
    [InlineData("444455556666", "own", false)]
    [InlineData("444455556666", "both", true)]
    [InlineData("111122223333", "other", true)]
    [InlineData("111122223333", "none", false)]
    [InlineData("111122223333", "empty", false)]
    public void The_paths_of_a_resource_are_those_of_its_organization(string owner, string known, bool expected)
    {
        var facts = new OrganizationFacts { Id = "o-a", Paths = known == "empty" ? [] : ["o-a/r-b/"] };
        PolicySet set = new()
        {
            Identity = [Policy("p.json", Allow("ForAnyValue:StringEquals", "aws:ResourceOrgPaths", "o-a/r-b/", "sqs:*"))],
            Resource = Policy("q.json", $$"""{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sqs:*","Resource":"*"}"""),
            Organization = known == "none" ? null : known == "other" ? new OrganizationFacts { Id = "o-b", Paths = ["o-b/r-c/"] } : facts,
            ResourceOrganization = known is "both" or "other" ? facts : null,
        };
        var request = new AccessRequest(Principal.Parse(Alice), "sqs:SendMessage", new RequestResource("arn:aws:sqs:eu-west-1:111122223333:q") { OwnerAccount = owner });

        Assert.Equal(expected, Simulator.Compile(set).Evaluate(request).IsAllowed);
    }

    /// <summary>CTX-6: with some actions AWS sends no keys of the owner, neither its organization nor the paths.</summary>
    [Theory]
    [InlineData("ec2:CreateTags", true)]
    [InlineData("ebs:GetSnapshotBlock", false)]
    public void Some_actions_come_without_the_keys_of_the_owner(string action, bool expected)
    {
        PolicySet set = new()
        {
            Identity = [Policy("p.json", Allow("ForAnyValue:StringEquals", "aws:ResourceOrgPaths", "o-a/r-b/", "*"))],
            Organization = new OrganizationFacts { Id = "o-a", Paths = ["o-a/r-b/"] },
        };
        var request = new AccessRequest(Principal.Parse(Alice), action, new RequestResource("arn:aws:ec2:eu-west-1::snapshot/s") { OwnerAccount = "111122223333" });

        Assert.Equal(expected, Simulator.Compile(set).Evaluate(request).IsAllowed);
    }

    /// <summary>CTX-6: of some actions AWS sends no keys of the owner, though they are known.</summary>
    [Theory]
    [InlineData("aws:ResourceAccount", "111122223333")]
    [InlineData("aws:ResourceOrgID", "o-1")]
    [InlineData("aws:ResourceOrgPaths", "o-1/r-1/ou-1/")]
    public void Keys_of_the_owner_come_with_actions_that_send_them(string key, string value)
    {
        PolicyDocument policy = PolicyDocument.Parse($$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringEquals":{"{{{{key}}}}":"{{{{value}}}}"}}}]}""");
        var set = new PolicySet { Identity = [policy], ResourceOrganization = new OrganizationFacts { Id = "o-1", Paths = ["o-1/r-1/ou-1/"] } };
        Simulator simulator = Simulator.Compile(set, new EvaluationOptions { Lenient = true });
        AccessRequest Ask(string action, string resource) => new(Principal.Parse(Alice), action, new RequestResource(resource) { OwnerAccount = "111122223333" });

        Assert.True(simulator.Evaluate(Ask("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q")).IsAllowed);
        Assert.False(simulator.Evaluate(Ask("ebs:GetSnapshotBlock", "arn:aws:ec2:eu-west-1::snapshot/s")).IsAllowed);
    }

    /// <summary>CTX-8: what follows from the chain of services is unknown with it.</summary>
    [Theory]
    [InlineData("aws:CalledViaFirst")]
    [InlineData("aws:CalledViaLast")]
    [InlineData("aws:ViaAWSService")]
    [InlineData("aws:CalledVia")]
    public void An_unknown_chain_of_services_leaves_open_what_follows_from_it(string key)
    {
        PolicyDocument policy = PolicyDocument.Parse($$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringLike":{"{{{{key}}}}":"*a*"}}}]}""");
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [policy] }, new EvaluationOptions { Lenient = true });
        AccessRequest request = new(Alice, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q");

        Assert.Equal([key], simulator.EvaluatePartial(request, ["aws:CalledVia"]).DecidingKeys);
        Assert.Empty(simulator.EvaluatePartial(request, ["aws:SourceIp"]).DecidingKeys);
    }

    private static bool IsOpen(Simulator simulator, AccessRequest request, string key)
    {
        ImmutableArray<string> open = [.. simulator.EvaluatePartial(request).DecidingKeys.Where(name => name != "x:other")];
        Assert.All(open, name => Assert.Equal(key, name));
        return open.Length > 0;
    }
}
