using System.Text.Json;
using IamSim.Policies;

namespace IamSim.Environments.Tests.Formats;

public sealed class ServiceOutputsTests
{
    private const string Region = "accounts/111122223333/eu-central-1/";

    private static string Policy(string resource) => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"{{resource}}"}]}""";

    [Fact]
    public void A_queue_says_its_ARN_itself()
    {
        const string Arn = "arn:aws:sqs:eu-central-1:111122223333:jobs";
        using TemporaryFolder folder = new TemporaryFolder()
            .With("anywhere.json", $$"""{ "Attributes": { "QueueArn": "{{Arn}}", "Policy": {{JsonSerializer.Serialize(Policy(Arn))}} } }""")
            .With(Region + "sqs/list-queue-tags/jobs.json", """{ "Tags": { "team": "blue" } }""")
            .With(Region + "sqs/get-queue-attributes/quiet.json", """{ "Attributes": { "QueueArn": "arn:aws:sqs:eu-central-1:111122223333:quiet", "CreatedTimestamp": "1661241600" } }""")
            .With(Region + "sqs/get-queue-attributes/partly.json", """{ "Attributes": { "VisibilityTimeout": "30" } }""");
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        EnvironmentResource queue = environment.Resource(Arn);
        Assert.Equal(Policy(Arn), queue.Policy!.Text);
        Assert.Equal("blue", queue.Tags!["team"]);
        Assert.Equal("111122223333", queue.OwnerAccountId);
        Assert.True(environment.Resource("arn:aws:sqs:eu-central-1:111122223333:quiet").IsPolicyKnown);
        Assert.False(environment.Resource("arn:aws:sqs:eu-central-1:111122223333:partly").IsPolicyKnown);
    }

    [Fact]
    public void A_topic_says_its_ARN_itself()
    {
        const string Arn = "arn:aws:sns:eu-central-1:111122223333:news";
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Region + "sns/get-topic-attributes/news.json", $$"""{ "Attributes": { "TopicArn": "{{Arn}}", "Policy": {{JsonSerializer.Serialize(Policy(Arn))}} } }""")
            .With(Region + "sns/list-tags-for-resource/news.json", """{ "Tags": [{ "Key": "team", "Value": "blue" }] }""");
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        Assert.Equal(Policy(Arn), Assert.Single(environment.Resources).Policy!.Text);
        Assert.Equal("blue", environment.Resources[0].Tags!["team"]);
    }

    [Fact]
    public void A_function_is_named_by_its_policy_or_by_the_path()
    {
        const string Live = "arn:aws:lambda:eu-central-1:111122223333:function:charge:live";
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Region + "lambda/get-policy/charge.json", $$"""{ "Policy": {{JsonSerializer.Serialize(Policy(Live))}}, "RevisionId": "1" }""")
            .With(Region + "lambda/get-policy/quiet.json", "{}")
            .With(Region + "lambda/get-policy/any.json", $$"""{ "Policy": {{Policy("*")}} }""")
            .With(Region + "lambda/list-functions.json", """{ "Functions": [{ "FunctionName": "charge", "FunctionArn": "arn:aws:lambda:eu-central-1:111122223333:function:charge", "Role": "arn:aws:iam::111122223333:role/charge" }] }""")
            .With(Region + "lambda/list-tags/charge.json", """{ "Tags": { "team": "blue" } }""");
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        Assert.Equal(
            ["arn:aws:lambda:eu-central-1:111122223333:function:any", "arn:aws:lambda:eu-central-1:111122223333:function:charge", Live, "arn:aws:lambda:eu-central-1:111122223333:function:quiet"],
            environment.Resources.Select(static resource => resource.Arn));
        EnvironmentResource charge = environment.Resource("arn:aws:lambda:eu-central-1:111122223333:function:charge");
        Assert.Equal(["arn:aws:iam::111122223333:role/charge"], charge.ExecutionRoles);
        // The file of its name holds the policy of its alias.
        Assert.False(charge.IsPolicyKnown);
        EnvironmentResource quiet = environment.Resource("arn:aws:lambda:eu-central-1:111122223333:function:quiet");
        Assert.True(quiet.IsPolicyKnown);
        Assert.Null(quiet.Policy);
        Assert.Equal("blue", charge.Tags!["team"]);
        Assert.Equal(Policy(Live), environment.Resource(Live).Policy!.Text);
    }

    [Fact]
    public void A_secret_is_also_known_without_its_suffix()
    {
        const string Arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:db/password-AbCdEf";
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Region + "secretsmanager/get-resource-policy/db%2Fpassword.json", $$"""{ "ARN": "{{Arn}}", "Name": "db/password", "ResourcePolicy": {{JsonSerializer.Serialize(Policy("*"))}} }""")
            .With(Region + "secretsmanager/get-resource-policy/quiet.json", """{ "ARN": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:quiet-AbCdEf", "Name": "quiet" }""")
            .With(Region + "secretsmanager/get-resource-policy/api%2Fkey.json", "{}")
            .With(Region + "secretsmanager/list-secrets.json", $$"""{ "SecretList": [{ "ARN": "{{Arn}}", "Name": "db/password", "Tags": [{ "Key": "team", "Value": "blue" }] }, { "Name": "x" }, { "ARN": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:api/key-AbCdEf", "Name": "api/key" }, { "ARN": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:refused-AbCdEf", "Name": "refused" }] }""");
        AwsEnvironment environment = folder.Load();

        Assert.Equal([Region + "secretsmanager/list-secrets.json:1:176: error IAM3003: a secret without ARN"], folder.Findings(environment));
        EnvironmentResource secret = environment.Resource(Arn);
        Assert.Equal(Policy("*"), secret.Policy!.Text);
        Assert.Equal("blue", secret.Tags!["team"]);
        Assert.True(environment.TryGetResource("arn:aws:secretsmanager:eu-central-1:111122223333:secret:db/password", out EnvironmentResource? found));
        Assert.Same(secret, found);
        EnvironmentResource quiet = environment.Resource("arn:aws:secretsmanager:eu-central-1:111122223333:secret:quiet-AbCdEf");
        Assert.True(quiet.IsPolicyKnown);
        Assert.Null(quiet.Policy);
        Assert.True(environment.Resource("arn:aws:secretsmanager:eu-central-1:111122223333:secret:api/key-AbCdEf").IsPolicyKnown);
        Assert.False(environment.Resource("arn:aws:secretsmanager:eu-central-1:111122223333:secret:refused-AbCdEf").IsPolicyKnown);
        Assert.Equal(4, environment.Resources.Length);
    }

    [Fact]
    public void A_repository_gets_its_Region_from_the_path()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Region + "ecr/get-repository-policy/shop%2Fapi.json", $$"""{ "registryId": "444455556666", "repositoryName": "shop/api", "policyText": {{JsonSerializer.Serialize(Policy("*"))}} }""")
            .With(Region + "ecr/get-repository-policy/quiet.json", "{}")
            .With(Region + "ecr/describe-repositories.json", """{ "repositories": [{ "repositoryArn": "arn:aws:ecr:eu-central-1:111122223333:repository/quiet", "repositoryName": "quiet" }, { "repositoryName": "refused" }] }""")
            .With("repository.json", """{ "registryId": "444455556666", "repositoryName": "shop/web", "policyText": null }""");
        AwsEnvironment environment = folder.Load();

        Assert.Equal(["repository.json:1:1: warning IAM3006: nothing says which repository this is about"], folder.Findings(environment));
        Assert.Equal(["save it as accounts/ACCOUNT/REGION/ecr/get-repository-policy/NAME.json"], environment.Helps());
        Assert.Equal(Policy("*"), environment.Resource("arn:aws:ecr:eu-central-1:444455556666:repository/shop/api").Policy!.Text);
        EnvironmentResource quiet = environment.Resource("arn:aws:ecr:eu-central-1:111122223333:repository/quiet");
        Assert.Equal((true, "eu-central-1"), (quiet.IsPolicyKnown, quiet.Region));
        Assert.Null(quiet.Policy);
        Assert.False(environment.Resource("arn:aws:ecr:eu-central-1:111122223333:repository/refused").IsPolicyKnown);
    }

    [Fact]
    public void Empty_objects_say_that_there_are_no_tags()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Region + "kms/list-resource-tags/1234.json", "{}")
            .With(Region + "lambda/list-tags/charge.json", "{}")
            .With(Region + "sns/list-tags-for-resource/news.json", "{}")
            .With(Region + "sqs/list-queue-tags/jobs.json", "{}");
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        Assert.Equal(4, environment.Resources.Length);
        Assert.All(environment.Resources, static resource => Assert.Empty(resource.Tags!));
        Assert.All(environment.Resources, static resource => Assert.False(resource.IsPolicyKnown));
    }

    [Fact]
    public void Endpoints_tell_their_type_owner_and_policy()
    {
        using TemporaryFolder folder = new TemporaryFolder().With(Region + "ec2/describe-vpc-endpoints.json", $$"""
            { "VpcEndpoints": [
                { "VpcEndpointId": "vpce-1", "VpcEndpointType": "Gateway", "VpcId": "vpc-1", "ServiceName": "com.amazonaws.eu-central-1.s3", "PolicyDocument": {{JsonSerializer.Serialize(Policy("*"))}}, "OwnerId": "444455556666" },
                { "VpcEndpointId": "vpce-2", "VpcEndpointType": "Interface", "ServiceName": "com.amazonaws.eu-central-1.kms" },
                { "VpcId": "vpc-1" }
            ] }
            """);
        AwsEnvironment environment = folder.Load();

        Assert.Equal([Region + "ec2/describe-vpc-endpoints.json:4:5: error IAM3003: a VPC endpoint without id"], folder.Findings(environment));
        Assert.Equal(["vpce-1", "vpce-2"], environment.VpcEndpoints.Select(static endpoint => endpoint.Id));
        Assert.Equal((VpcEndpointType.Gateway, "444455556666", "vpc-1", "com.amazonaws.eu-central-1.s3", Policy("*")), (environment.VpcEndpoints[0].Type, environment.VpcEndpoints[0].OwnerAccountId, environment.VpcEndpoints[0].VpcId, environment.VpcEndpoints[0].ServiceName, environment.VpcEndpoints[0].Policy!.Text));
        Assert.Equal((VpcEndpointType.Interface, "111122223333"), (environment.VpcEndpoints[1].Type, environment.VpcEndpoints[1].OwnerAccountId));
        Assert.Null(environment.VpcEndpoints[1].Policy);
    }

    [Fact]
    public void A_file_named_by_an_ARN_is_about_it()
    {
        const string Arn = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234";
        using TemporaryFolder folder = new TemporaryFolder().With($"get-key-policy/{Uri.EscapeDataString(Arn)}.json", $$"""{ "Policy": {{Policy("*")}} }""");
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        EnvironmentResource key = environment.Resource(Arn);
        Assert.Equal(ResourcePolicyKind.KmsKey, key.PolicyKind);
        Assert.Equal("111122223333", key.OwnerAccountId);
    }
}
