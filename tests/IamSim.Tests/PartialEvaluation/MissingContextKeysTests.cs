using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Tests.PartialEvaluation;

public sealed class MissingContextKeysTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    private static readonly PolicySet Set = new()
    {
        Identity =
        [
            Policy("""
                {"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"${aws:ResourceTag/team}","aws:username":"alice"},"StringLike":{"AWS:useragent":"a*"}}},
                {"Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"StringEquals":{"ec2:Region":"eu-west-1"}}},
                {"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:PrincipalTag/home}/*"}
                """),
        ],
        PermissionsBoundary = Policy("""{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}"""),
        ServiceControlPolicies = [[Policy("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"},"StringLike":{"aws:UserAgent":"b*"}}}""")]],
        Resource = Policy("""
            {"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}},
            {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/bob"},"Action":"s3:*","Resource":"arn:aws:s3:::b/*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}
            """),
    };

    [Fact]
    public void All_keys_of_conditions_and_variables_are_listed_once()
    {
        string[] expected =
        [
            "AWS:useragent", "aws:MultiFactorAuthPresent", "aws:PrincipalTag/home", "aws:PrincipalTag/team", "aws:RequestedRegion", "aws:ResourceTag/team", "aws:SourceIp", "aws:SourceVpce",
            "aws:username", "ec2:Region",
        ];

        Assert.Equal(expected, Simulator.Compile(Set).ContextKeys);
    }

    [Fact]
    public void A_policy_of_2008_has_no_variables()
    {
        PolicyDocument old = PolicyDocument.Parse("""{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::b/${aws:username}","Condition":{"StringEquals":{"aws:userid":"${aws:SourceIp}"}}}}""");

        Assert.Equal(["aws:userid"], Simulator.Compile(new PolicySet { Identity = [old] }).ContextKeys);
    }

    [Fact]
    public void A_request_misses_what_every_layer_asks_for_and_it_neither_states_nor_implies()
    {
        ImmutableArray<MissingContextKey> missing = Simulator.Compile(Set).GetMissingContextKeys(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k"));

        Assert.Equal(
            [
                "AWS:useragent (ServiceControl, Identity)", "aws:MultiFactorAuthPresent (PermissionsBoundary)", "aws:PrincipalTag/team (Identity)", "aws:RequestedRegion (ServiceControl)",
                "aws:ResourceTag/team (Identity)", "aws:SourceVpce (Resource)",
            ],
            missing.Select(static key => key.ToString()));
    }

    [Fact]
    public void What_is_stated_be_it_as_absent_or_follows_is_not_missed()
    {
        var request = new AccessRequest(Principal.Parse(Alice) with { Tags = ImmutableDictionary<string, string>.Empty.Add("Team", "red") }, "s3:GetObject", "arn:aws:s3:::b/k")
        {
            Context = RequestContext.Create(("aws:useragent", "x"), ("aws:MultiFactorAuthPresent", ContextValue.Absent), ("aws:requestedregion", "eu-west-1"), ("aws:SourceVpce", ["vpce-1"])),
        };

        Assert.Equal(["aws:ResourceTag/team"], Simulator.Compile(Set).GetMissingContextKeys(request).Select(static key => key.Name));
    }

    [Fact]
    public void A_variable_of_a_resource_is_missed_where_it_could_cover_the_resource()
    {
        Simulator simulator = Simulator.Compile(Set);
        IEnumerable<string> Missing(string arn) => simulator.GetMissingContextKeys(new AccessRequest(Alice, "s3:GetObject", arn)).Select(static key => key.Name);

        Assert.Contains("aws:PrincipalTag/home", Missing("arn:aws:s3:::home/x/y"));
        Assert.DoesNotContain("aws:PrincipalTag/home", Missing("arn:aws:s3:::b/k"));
        // The bucket policy is about other objects.
        Assert.DoesNotContain("aws:SourceVpce", Missing("arn:aws:s3:::home/x/y"));
    }

    [Fact]
    public void Layers_that_do_not_concern_the_request_ask_for_nothing()
    {
        Simulator simulator = Simulator.Compile(Set with { Organization = new OrganizationFacts { ManagementAccount = "111122223333" } });

        ImmutableArray<MissingContextKey> missing = simulator.GetMissingContextKeys(new AccessRequest("arn:aws:iam::111122223333:root", "s3:GetObject", "arn:aws:s3:::b/k"));

        Assert.Equal("aws:SourceVpce (Resource)", Assert.Single(missing).ToString());
    }

    [Fact]
    public void Keys_that_the_callers_kind_excludes_are_not_missed()
    {
        PolicyDocument policy = Policy("""{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"alice","aws:userid":"x","aws:FederatedProvider":"y","aws:SourceAccount":"z","aws:PrincipalOrgID":"o"}}}""");
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [policy] });
        IEnumerable<string> Missing(string principal) => simulator.GetMissingContextKeys(new AccessRequest(principal, "s3:GetObject", "arn:aws:s3:::b/k")).Select(static key => key.Name);

        Assert.Equal(["aws:PrincipalOrgID", "aws:userid"], Missing(Alice));
        Assert.Equal(["aws:FederatedProvider", "aws:PrincipalOrgID", "aws:userid"], Missing("arn:aws:sts::111122223333:assumed-role/app/s"));
    }

    private static PolicyDocument Policy(string statements) => PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""");
}
