using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Tests.Formats;

/// <summary>The resources of the example organization, which are outputs in AWS's own formats.</summary>
public sealed class ExampleResourcesTests
{
    private static readonly AwsEnvironment Acme = AwsEnvironment.Load(Path.Combine(RepositoryFolder.Location, "examples/acme"));

    [Fact]
    public void Every_output_is_understood()
    {
        Assert.DoesNotContain(Acme.Diagnostics, static finding => finding.Severity == DiagnosticSeverity.Error || finding.Id is "IAM3001" or "IAM3006" or "IAM3007" or "IAM3008");
        Assert.All(Acme.Resources, static resource => Assert.NotNull(resource.OwnerAccountId));
        Assert.All(Acme.Resources, static resource => Assert.True(resource.IsPolicyKnown, resource.Arn));
    }

    [Fact]
    public void Buckets_keys_queues_topics_functions_secrets_and_repositories_are_there()
    {
        Assert.Equal(11, Acme.Resources.Count(static resource => resource.PolicyKind == ResourcePolicyKind.S3Bucket));
        Assert.Equal(
            ["ecr", "kms", "lambda", "s3", "secretsmanager", "sns", "sqs"],
            Acme.Resources.Select(static resource => Arn.Parse(resource.Arn).Service.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Contains(Acme.Resources, static resource => resource.KmsGrants is { IsEmpty: false });
        Assert.Contains(Acme.Resources, static resource => resource.ExecutionRoles is not []);
        Assert.NotEmpty(Acme.VpcEndpoints);
        Assert.Contains(Acme.Accounts, static account => account.PublicAccessBlock is { RestrictPublicBuckets: true });
    }

    [Fact]
    public void Policies_of_resources_decide()
    {
        var analyzer = new EnvironmentAnalyzer(Acme);
        var overTls = new AccessConditions { Context = RequestContext.Empty.With("aws:SecureTransport", "true") };
        // The example does not say in which other organization the contractor's account is.
        var ofOthers = new AccessConditions { Context = overTls.Context.With("aws:PrincipalOrgID", "o-z9y8x7w6v5") };

        Assert.Equal(AccessState.Allowed, analyzer.Can(Principal.Anonymous, "s3:GetObject", "arn:aws:s3:::acme-www/index.html", overTls).State);
        Assert.Equal(AccessState.Denied, analyzer.Can(Principal.Anonymous, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:777788889999:orders-events", overTls).State);
        Assert.Equal(AccessState.Denied, analyzer.Can(Principal.Parse("arn:aws:iam::888877776666:user/contractor"), "s3:GetObject", "arn:aws:s3:::acme-staging-fixtures/a", ofOthers).State);
    }
}
