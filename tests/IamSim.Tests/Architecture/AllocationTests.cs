using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Architecture;

public sealed class AllocationTests
{
    private const int Evaluations = 20_000;
    private const int Rounds = 5;

    private static readonly PolicyDocument Full = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""");

    // One statement for each operator and each kind of value a condition can ask for, all of them true.
    private static readonly PolicyDocument Conditions = PolicyDocument.Parse("""
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":"s3:Get*","Resource":["arn:aws:s3:::b/${aws:username}/*","arn:aws:s3:::b/?*/x?z*"],"Condition":{
            "StringEquals":{"aws:PrincipalTag/team":"${aws:ResourceTag/team}","aws:PrincipalAccount":"111122223333"},
            "StringEqualsIgnoreCase":{"aws:username":"ALICE"},
            "StringLike":{"aws:PrincipalArn":"arn:*:user/*","aws:username":"${aws:username, 'nobody'}"},
            "StringNotLike":{"aws:userid":["x*?y","z*"]},
            "ArnLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/x","arn:aws:iam::${aws:PrincipalAccount}:user/*"]},
            "NumericLessThan":{"s3:max-keys":["5","100"]},
            "DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z","aws:EpochTime":"1000"},
            "Bool":{"aws:SecureTransport":"true","aws:ViaAWSService":"false","aws:PrincipalIsAWSService":"false"},
            "IpAddress":{"aws:SourceIp":["10.0.0.0/8","2001:db8::/32"]},
            "BinaryEquals":{"x:binary":"QUJD"},
            "Null":{"aws:TokenIssueTime":"true"},
            "ForAllValues:StringLike":{"aws:TagKeys":["te*","cost"]},
            "ForAnyValue:StringLikeIfExists":{"aws:PrincipalOrgPaths":"o-a/*"},
            "StringEqualsIfExists":{"aws:PrincipalOrgID":"o-a","aws:ResourceAccount":"111122223333"}}},
          {"Effect":"Deny","NotAction":"s3:*","NotResource":"arn:aws:s3:::b/*"}]}
        """);

    private static readonly PolicyDocument Bucket = PolicyDocument.Parse("""
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::111122223333:user/alice","111122223333"]},"Action":"s3:*","Resource":"arn:aws:s3:::b/*"},
          {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":"s3:*","Resource":"arn:aws:s3:::b/*"}]}
        """);

    private static readonly PolicySet Set = new()
    {
        Identity = [Conditions],
        Resource = Bucket,
        ServiceControlPolicies = [[Full], [Full, Full]],
        VpcEndpoint = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}"""),
        Organization = new OrganizationFacts { Id = "o-a", Paths = ["o-a/r-b/ou-c/"], ManagementAccount = "999999999999" },
    };

    private static readonly AccessRequest Request = new(
        Principal.Parse("arn:aws:iam::111122223333:user/alice") with { UniqueId = "AIDAEXAMPLEEXAMPLE", Tags = Tags("team", "red") },
        "s3:GetObject",
        new RequestResource("arn:aws:s3:::b/alice/xyz") { OwnerAccount = "111122223333", Tags = Tags("team", "red") })
    {
        Context = RequestContext.Create(("aws:SourceIp", "10.1.2.3"), ("s3:max-keys", 50), ("aws:SecureTransport", true), ("x:binary", "QUJD")),
        RequestTags = Tags("team", "red"),
    };

    [Fact]
    public void Evaluate_allocates_nothing_whatever_the_policies_ask_for()
    {
        AssertAllocatesNothing(Simulator.Compile(Set), Request, DecisionKind.Allowed);
    }

    [Fact]
    public void Evaluate_allocates_nothing_for_role_sessions_services_and_grants()
    {
        PolicyDocument key = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*","Condition":{"StringEquals":{"aws:userid":"x","aws:PrincipalArn":"x"},"ForAnyValue:StringEquals":{"aws:PrincipalServiceNamesList":"x"}}}}""");
        Simulator simulator = Simulator.Compile(new PolicySet { Resource = key });
        var resource = new RequestResource("arn:aws:kms:eu-west-1:111122223333:key/k")
        {
            KmsGrants = [new KmsGrant { GranteePrincipal = "arn:aws:iam::111122223333:role/app", Operations = ["Decrypt"], EncryptionContextSubset = Tags("a", "b") }],
        };
        RequestContext context = RequestContext.Create(("kms:EncryptionContext:a", "b"));
        foreach (string principal in new[] { "arn:aws:sts::111122223333:assumed-role/app/s", "lambda.amazonaws.com", "anonymous", "arn:aws:iam::111122223333:root" })
        {
            bool isRole = principal.Contains("assumed-role", StringComparison.Ordinal);
            var request = new AccessRequest(Principal.Parse(principal) with { UniqueId = "AROAEXAMPLE" }, "kms:Decrypt", resource) { Context = context };
            AssertAllocatesNothing(simulator, request, isRole ? DecisionKind.Allowed : DecisionKind.ImplicitDeny);
        }
    }

    [Fact]
    public void Evaluate_allocates_nothing_for_stated_request_tags_of_questions_in_texts()
    {
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":"team"}}}}""")] });
        RequestContext context = RequestContext.Create(("aws:RequestTag/team", "red"));

        long Ask()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Evaluations; i++)
            {
                Assert.True(simulator.Evaluate(Request.Principal, "ec2:CreateTags", "*", context).IsAllowed);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, Enumerable.Range(0, Rounds).Min(_ => Ask()));
    }

    [Fact]
    public void Evaluate_allocates_nothing_for_questions_in_texts_and_in_UTF8()
    {
        Simulator simulator = Simulator.Compile(Set);
        string[] resources = ["arn:aws:s3:::b/alice/xyz", "arn:aws:sqs:eu-west-1:444455556666:q", "arn:aws:kms:eu-west-1:777788889999:key/k", "*"];
        string[] actions = ["s3:GetObject", "S3:getobject", "sqs:SendMessage", "kms:Decrypt", "sts:AssumeRole", "unheard:Of"];
        byte[][] utf8Resources = [.. resources.Select(System.Text.Encoding.UTF8.GetBytes)];
        byte[][] utf8Actions = [.. actions.Select(System.Text.Encoding.UTF8.GetBytes)];

        void AskAll()
        {
            for (int i = 0; i < actions.Length; i++)
            {
                for (int j = 0; j < resources.Length; j++)
                {
                    Assert.True(simulator.Evaluate(Request.Principal, actions[i], resources[j], Request.Context) == simulator.Evaluate(Request.Principal, utf8Actions[i], utf8Resources[j], Request.Context));
                }
            }
        }

        for (int i = 0; i < 200; i++)
        {
            AskAll();
        }

        Assert.Equal(0, Enumerable.Range(0, Rounds).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Evaluations / 48; i++)
            {
                AskAll();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }));
    }

    private static System.Collections.Immutable.ImmutableDictionary<string, string> Tags(string key, string value) =>
        System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add(key, value);

    private static void AssertAllocatesNothing(Simulator simulator, AccessRequest request, DecisionKind expected)
    {
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(expected, simulator.Evaluate(request).Kind);
        }

        // The runtime may allocate once while it recompiles hot code; what an evaluation allocates shows in every round.
        Assert.Equal(0, Enumerable.Range(0, Rounds).Min(_ => AllocatedBy(simulator, request)));
    }

    private static long AllocatedBy(Simulator simulator, AccessRequest request)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Evaluations; i++)
        {
            simulator.Evaluate(request);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
