using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Explanations;

/// <summary>What an explanation says beside the verdicts of the layers.</summary>
public sealed class ExplanationDataTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    private const string Root = "arn:aws:iam::111122223333:root";

    private static readonly PolicyDocument Full = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");

    [Theory]
    [InlineData(Alice, "s3:GetObject", "arn:aws:s3:::b/k", "111122223333", GrantRequirement.EitherSide)]
    [InlineData(Alice, "s3:GetObject", "arn:aws:s3:::b/k", "444455556666", GrantRequirement.BothAccounts)]
    [InlineData(Alice, "kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/k", null, GrantRequirement.ResourcePolicyMandatory)]
    [InlineData(Alice, "sts:AssumeRole", "arn:aws:iam::111122223333:role/r", null, GrantRequirement.ResourcePolicyMandatory)]
    [InlineData(Alice, "vpc-lattice-svcs:Invoke", "arn:aws:vpc-lattice:eu-west-1:111122223333:service/s", null, GrantRequirement.BothSides)]
    [InlineData("s3.amazonaws.com", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q", null, GrantRequirement.ResourcePolicyOnly)]
    [InlineData("anonymous", "s3:GetObject", "arn:aws:s3:::b/k", "111122223333", GrantRequirement.ResourcePolicyOnly)]
    [InlineData(Root, "s3:GetObject", "arn:aws:s3:::b/k", "111122223333", GrantRequirement.None)]
    [InlineData(Root, "s3:GetObject", "arn:aws:s3:::b/k", "444455556666", GrantRequirement.ResourcePolicyOnly)]
    [InlineData(Root, "kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/k", null, GrantRequirement.ResourcePolicyMandatory)]
    [InlineData(Root, "sts:AssumeRole", "arn:aws:iam::111122223333:role/r", null, GrantRequirement.None)]
    public void Who_has_to_grant_follows_from_caller_owner_and_service(string caller, string action, string resource, string? owner, GrantRequirement expected)
    {
        var request = new AccessRequest(Principal.Parse(caller), action, new RequestResource(resource) { OwnerAccount = owner });

        Assert.Equal(expected, Simulator.Compile(new PolicySet()).Explain(request).Checks[0].Requirement);
    }

    [Fact]
    public void An_object_with_an_owner_of_its_own_is_compared_by_that_owner()
    {
        var request = new AccessRequest(Principal.Parse(Alice), "s3:GetObject", new RequestResource("arn:aws:s3:::b/k") { OwnerAccount = "444455556666", ObjectOwner = "111122223333" });

        Explanation explanation = Simulator.Compile(new PolicySet { Identity = [Full] }).Explain(request);

        Assert.Equal(("444455556666", "111122223333", true), (explanation.Checks[0].Owner, explanation.Checks[0].ComparedOwner, explanation.Checks[0].IsSameAccount));
        Assert.Contains("on arn:aws:s3:::b/k, owned by 111122223333 in a bucket of 444455556666\n", explanation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_grant_on_a_key_says_why_it_does_not_serve()
    {
        KmsGrant grant = new() { GranteePrincipal = Alice, Operations = ["Decrypt"], EncryptionContextSubset = ImmutableDictionary<string, string>.Empty.Add("dept", "it") };
        var key = new RequestResource("arn:aws:kms:eu-west-1:111122223333:key/k") { KmsGrants = [grant, grant with { Operations = ["Encrypt"] }, grant with { GranteePrincipal = "arn:aws:iam::111122223333:user/bob" }] };
        var request = new AccessRequest(Principal.Parse(Alice), "kms:Decrypt", key);
        Simulator simulator = Simulator.Compile(new PolicySet());

        CheckExplanation denied = simulator.Explain(request).Checks[0];
        CheckExplanation allowed = simulator.Explain(request with { Context = RequestContext.Create(("kms:EncryptionContext:dept", "it")) }).Checks[0];

        Assert.Equal([KmsGrantMismatch.ConstraintFails, KmsGrantMismatch.OperationDiffers, KmsGrantMismatch.GranteeDiffers], denied.OtherGrants.Select(static other => other.Mismatch));
        Assert.All(denied.OtherGrants, static other => Assert.Equal(GrantClass.None, other.Grant));
        Assert.Equal((KmsGrantMismatch.None, GrantClass.Direct), (allowed.OtherGrants[0].Mismatch, allowed.OtherGrants[0].Grant));
        Assert.Equal((GrantClass.Direct, GrantClass.None), (allowed.Grant, allowed.PolicyGrant));
    }

    [Theory]
    [InlineData("""{"AWS":"*"}""", "{}", PublicAccessReason.Everyone)]
    [InlineData("\"*\"", """{"StringEquals":{"aws:username":"alice"}}""", PublicAccessReason.Everyone, PublicAccessReason.OtherKey)]
    [InlineData("\"*\"", """{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}""", PublicAccessReason.Everyone, PublicAccessReason.OtherOperator)]
    [InlineData("\"*\"", """{"StringLike":{"aws:SourceVpc":"vpc-*"}}""", PublicAccessReason.Everyone, PublicAccessReason.OpenValue)]
    [InlineData("\"*\"", """{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","0.0.0.0/0"]}}""", PublicAccessReason.Everyone, PublicAccessReason.WideRange)]
    [InlineData("\"*\"", """{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""", PublicAccessReason.Everyone, PublicAccessReason.OtherOperator)]
    [InlineData("\"*\"", """{"StringEquals":{"aws:SourceVpc":[]}}""", PublicAccessReason.Everyone, PublicAccessReason.NoValues)]
    [InlineData("""{"Federated":"accounts.google.com"}""", "{}", PublicAccessReason.WebIdentityProvider)]
    [InlineData("""{"AWS":["arn:aws:iam::111122223333:user/*","arn:aws:iam::111122223333:user/alice"]}""", "{}", PublicAccessReason.WildcardPrincipal)]
    public void Every_reason_for_which_a_policy_counts_as_public_is_named(string principal, string condition, params PublicAccessReason[] expected)
    {
        PolicyDocument bucket = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"s3:*","Resource":"*"},{"Sid":"Open","Effect":"Allow","Principal":{{principal}},"Action":"s3:*","Resource":"*","Condition":{{condition}}}]}""");
        var request = new AccessRequest(Principal.Parse("anonymous"), "s3:GetObject", new RequestResource("arn:aws:s3:::b/k") { OwnerAccount = "111122223333", BlockPublicAccess = true });

        CheckExplanation check = Simulator.Compile(new PolicySet { Resource = bucket }, new EvaluationOptions { Lenient = true }).Explain(request).Checks[0];

        Assert.Equal("S3-4", check.Decision.Rule!.Id);
        PublicStatementExplanation statement = Assert.Single(check.PublicStatements);
        Assert.Equal("Open", statement.Statement.Sid?.Text);
        Assert.Equal(expected, statement.Reasons.Select(static reason => reason.Reason));
    }

    [Fact]
    public void A_near_miss_names_its_level()
    {
        PolicyDocument europe = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:RequestedRegion":"eu-*"}}}]}""", "europe.json");
        var set = new PolicySet { Identity = [Full], ServiceControlPolicies = [[Full], [europe], [Full]], Organization = new OrganizationFacts { Paths = ["o-a/r-b/ou-c/"] } };

        NearMiss miss = Assert.Single(Simulator.Compile(set).Explain(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k")).NearMisses);

        Assert.Equal((1, "ou-c"), (miss.Level!.Index, miss.Level.Name));
        Assert.Equal("level 1 (ou-c): silent", miss.Level.ToString());
        Assert.Equal([europe], miss.Level.Documents);
    }

    [Theory]
    [InlineData("s3:GetObject", "arn:aws:s3:::b/k", true)]
    [InlineData("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q", true)]
    [InlineData("ec2:StopInstances", "arn:aws:ec2:eu-west-1:111122223333:instance/i-1", false)]
    [InlineData("sts:GetSessionToken", "*", false)]
    [InlineData("s3:ListAllMyBuckets", "*", false)]
    public void A_resource_policy_is_proposed_only_where_there_can_be_one(string action, string resource, bool expected)
    {
        ImmutableArray<ProposedFix> fixes = Simulator.Compile(new PolicySet()).Explain(new AccessRequest("arn:aws:sts::111122223333:assumed-role/app/s", action, resource)).ProposeFixes();

        Assert.Equal(expected, fixes.Any(static fix => fix.Changes.OfType<AllowAddition>().Any(static addition => addition.Kind == PolicyKind.Resource)));
        Assert.Contains(fixes, static fix => fix.Changes.OfType<AllowAddition>().Any(static addition => addition.Kind == PolicyKind.Identity));
    }

    [Theory]
    [InlineData("""{"StringEquals":{"aws:TagKeys":"team"}}""", null)]
    [InlineData("""{"ForAnyValue:StringEquals":{"aws:TagKeys":"team"}}""", "aws:TagKeys were the list [team]")]
    [InlineData("""{"ForAnyValue:StringEquals":{"aws:RequestTag/x":"team"}}""", "aws:RequestTag/x were team")]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""", "aws:SourceIp were in 203.0.113.0/24, such as 203.0.113.0")]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"203.0.113.7"}}""", "aws:SourceIp were 203.0.113.7")]
    [InlineData("""{"StringLike":{"aws:RequestedRegion":"eu-*"}}""", "aws:RequestedRegion matched 'eu-*', such as eu-example")]
    [InlineData("""{"StringNotLike":{"aws:RequestedRegion":"us-*"}}""", "aws:RequestedRegion were another value, such as example")]
    [InlineData("""{"Null":{"aws:TokenIssueTime":"false"}}""", "aws:TokenIssueTime were another value, such as example")]
    public void A_key_is_changed_as_it_can_be(string condition, string? expected)
    {
        PolicyDocument policy = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{{condition}}}]}""");
        AccessRequest request = new(Alice, "s3:GetObject", "arn:aws:s3:::b/k");
        request = request with { Context = RequestContext.Create(("aws:TagKeys", ["other"]), ("aws:RequestedRegion", "us-east-1")) };

        ProposedFix? fix = Simulator.Compile(new PolicySet { Identity = [policy] }).Explain(request).ProposeFixes().FirstOrDefault(static fix => fix.Changes[0] is ContextKeyChange);

        Assert.Equal(expected, fix?.ToString());
    }

    [Fact]
    public void A_deny_that_is_avoided_by_a_pattern_says_the_pattern()
    {
        PolicyDocument deny = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}""");
        AccessRequest request = new(Alice, "s3:GetObject", "arn:aws:s3:::b/k");
        request = request with { Context = RequestContext.Create(("aws:SourceIp", "198.51.100.7")) };

        Assert.Equal("aws:SourceIp were in 203.0.113.0/24, such as 203.0.113.0", Simulator.Compile(new PolicySet { Identity = [Full, deny] }).Explain(request).ProposeFixes()[0].ToString());
    }
}
