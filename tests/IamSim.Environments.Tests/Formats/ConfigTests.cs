using System.Text.Json;
using IamSim.Environments.Formats.Config;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Tests.Formats;

public sealed class ConfigTests
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*"}]}""";
    private const string Identity = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"sts:AssumeRole"}]}""";

    private static string Text(string value) => JsonSerializer.Serialize(value);

    private static string Snapshot(params string[] items) => $$"""{ "fileVersion": "1.0", "configSnapshotId": "1", "configurationItems": [{{string.Join(",\n", items)}}] }""";

    private static string Item(string type, string arn, string rest) =>
        $$"""{ "configurationItemVersion": "1.3", "configurationItemStatus": "OK", "ARN": "{{arn}}", "awsAccountId": "111122223333", "resourceType": "{{type}}", "resourceId": "x", "awsRegion": "eu-central-1", {{rest}} }""";

    [Fact]
    public void A_snapshot_gives_identities_with_percent_encoded_policies()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("snapshot.json", Snapshot(
            Item("AWS::IAM::User", "arn:aws:iam::111122223333:user/alice", $$"""
                "tags": { "team": "blue" }, "configuration": { "arn": "arn:aws:iam::111122223333:user/alice", "userName": "alice", "userId": "AIDAALICE", "groupList": ["readers"], "userPolicyList": [{ "policyName": "read", "policyDocument": "{{Uri.EscapeDataString(Identity)}}" }], "attachedManagedPolicies": [{ "policyArn": "arn:aws:iam::111122223333:policy/ReadReports" }], "permissionsBoundary": { "permissionsBoundaryArn": "arn:aws:iam::111122223333:policy/ReadReports" } }
                """),
            Item("AWS::IAM::Group", "arn:aws:iam::111122223333:group/readers", """ "configuration": { "groupName": "readers", "groupId": "AGPAREADERS", "groupPolicyList": [] } """),
            Item("AWS::IAM::Role", "arn:aws:iam::111122223333:role/app/deployer", $$""" "configuration": { "roleName": "deployer", "roleId": "AROADEPLOYER", "assumeRolePolicyDocument": "{{Uri.EscapeDataString(Trust)}}", "createDate": "2024-01-02T03:04:05.000Z", "instanceProfileList": [{ "arn": "arn:aws:iam::111122223333:instance-profile/app" }] } """),
            Item("AWS::IAM::Policy", "arn:aws:iam::111122223333:policy/ReadReports", $$""" "configuration": { "policyName": "ReadReports", "defaultVersionId": "v2", "policyVersionList": [{ "versionId": "v1", "isDefaultVersion": false, "document": "{{Uri.EscapeDataString(Trust)}}" }, { "versionId": "v2", "isDefaultVersion": true, "document": "{{Uri.EscapeDataString(Identity)}}" }] } """),
            Item("AWS::EC2::Instance", "arn:aws:ec2:eu-central-1:111122223333:instance/i-1", """ "configuration": { } """)));
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        AwsAccount account = Assert.Single(environment.Accounts);
        Assert.True(account.HasIdentities);
        IamUser alice = Assert.Single(account.Users);
        Assert.Equal(("alice", "AIDAALICE", "blue", Identity), (alice.Name, alice.UniqueId, alice.Tags["team"], alice.InlinePolicies[0].Text));
        Assert.Equal("readers", Assert.Single(alice.Groups).Name);
        Assert.Equal(Identity, alice.PermissionsBoundary!.Policy!.Text);
        Assert.Equal(Identity, Assert.Single(alice.AttachedPolicies).Policy!.Text);
        IamRole role = Assert.Single(account.Roles);
        Assert.Equal((Trust, new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero)), (role.TrustPolicy!.Text, role.CreatedAt));
        Assert.Equal(["arn:aws:iam::111122223333:instance-profile/app"], role.InstanceProfiles);
        var analyzer = new EnvironmentAnalyzer(environment);
        Assert.Equal(AccessState.Allowed, analyzer.Can(Principal.Parse(alice.Arn), "sts:AssumeRole", role.Arn).State);
    }

    [Fact]
    public void A_snapshot_gives_resources_of_every_kind()
    {
        const string Key = "arn:aws:kms:eu-central-1:111122223333:key/1234";
        const string Function = "arn:aws:lambda:eu-central-1:111122223333:function:charge";
        using TemporaryFolder folder = new TemporaryFolder().With("snapshot.json", Snapshot(
            Item("AWS::S3::Bucket", "arn:aws:s3:::reports", $$""" "tags": { "team": "blue" }, "configuration": { "name": "reports" }, "supplementaryConfiguration": { "BucketPolicy": { "policyText": {{Text(Policy)}} }, "PublicAccessBlockConfiguration": { "blockPublicAcls": true, "ignorePublicAcls": true, "blockPublicPolicy": true, "restrictPublicBuckets": true } } """),
            Item("AWS::S3::Bucket", "arn:aws:s3:::quiet", """ "configuration": { "name": "quiet" }, "supplementaryConfiguration": { "BucketPolicy": { "policyText": null } } """),
            Item("AWS::KMS::Key", Key, $$""" "configuration": { "keyId": "1234", "arn": "{{Key}}", "keyManager": "AWS" }, "supplementaryConfiguration": { "Policy": {{Text(Text(Policy))}}, "Tags": [{ "tagKey": "a", "TagKey": "team", "TagValue": "red" }] } """),
            Item("AWS::SQS::Queue", "arn:aws:sqs:eu-central-1:111122223333:jobs", $$""" "configuration": { "QueueArn": "arn:aws:sqs:eu-central-1:111122223333:jobs", "Policy": {{Text(Policy)}} } """),
            Item("AWS::SNS::Topic", "arn:aws:sns:eu-central-1:111122223333:news", """ "configuration": { "TopicArn": "arn:aws:sns:eu-central-1:111122223333:news" } """),
            Item("AWS::Lambda::Function", Function, $$""" "configuration": { "functionArn": "{{Function}}", "role": "arn:aws:iam::111122223333:role/charge" }, "supplementaryConfiguration": { "Policy": {{Text(Policy)}} } """),
            Item("AWS::SecretsManager::Secret", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf", """ "configuration": { "Name": "db" } """),
            Item("AWS::ECR::Repository", "arn:aws:ecr:eu-central-1:111122223333:repository/shop", $$""" "configuration": { "RepositoryName": "shop", "RepositoryPolicyText": {{Policy}} } """),
            Item("AWS::EC2::VPCEndpoint", "arn:aws:ec2:eu-central-1:111122223333:vpc-endpoint/vpce-1", $$""" "configuration": { "vpcEndpointId": "vpce-1", "vpcEndpointType": "Gateway", "vpcId": "vpc-1", "serviceName": "com.amazonaws.eu-central-1.s3", "ownerId": "111122223333", "policyDocument": {{Text(Policy)}} } """)));
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        Assert.All(environment.Resources, static resource => Assert.Equal("111122223333", resource.OwnerAccountId));
        EnvironmentResource reports = environment.Resource("arn:aws:s3:::reports");
        Assert.Equal((Policy, "blue", ResourcePolicyKind.S3Bucket), (reports.Policy!.Text, reports.Tags!["team"], reports.PolicyKind));
        Assert.Equal(new S3PublicAccessBlock(true, true, true, true), reports.PublicAccessBlock);
        Assert.Equal("eu-central-1", reports.Region);
        Assert.True(environment.Resource("arn:aws:s3:::quiet").IsPolicyKnown);
        Assert.Null(environment.Resource("arn:aws:s3:::quiet").Policy);
        EnvironmentResource key = environment.Resource(Key);
        Assert.Equal((Policy, true, "red"), (key.Policy!.Text, key.IsAwsManagedKey, key.Tags!["team"]));
        Assert.Equal(Policy, environment.Resource("arn:aws:sqs:eu-central-1:111122223333:jobs").Policy!.Text);
        Assert.True(environment.Resource("arn:aws:sns:eu-central-1:111122223333:news").IsPolicyKnown);
        Assert.Equal(Policy, environment.Resource(Function).Policy!.Text);
        Assert.Equal(["arn:aws:iam::111122223333:role/charge"], environment.Resource(Function).ExecutionRoles);
        Assert.False(environment.Resource("arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf").IsPolicyKnown);
        Assert.Equal(["arn:aws:secretsmanager:eu-central-1:111122223333:secret:db"], environment.Resource("arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf").Aliases);
        Assert.Equal(Policy, environment.Resource("arn:aws:ecr:eu-central-1:111122223333:repository/shop").Policy!.Text);
        AwsVpcEndpoint endpoint = Assert.Single(environment.VpcEndpoints);
        Assert.Equal((VpcEndpointType.Gateway, "111122223333", "vpc-1", Policy), (endpoint.Type, endpoint.OwnerAccountId, endpoint.VpcId, endpoint.Policy!.Text));
    }

    [Fact]
    public void Results_of_a_query_are_strings_that_hold_items()
    {
        string item = $$"""{"resourceType":"AWS::S3::Bucket","resourceId":"reports","resourceName":"reports","arn":"arn:aws:s3:::reports","accountId":"111122223333","awsRegion":"eu-central-1","supplementaryConfiguration":{"BucketPolicy":{"policyText":{{Text(Policy)}} } },"tags":[{"tag":"team=blue","key":"team","value":"blue"}]}""";
        const string Bare = """{"resourceType":"AWS::SQS::Queue","arn":"arn:aws:sqs:eu-central-1:111122223333:jobs"}""";
        using TemporaryFolder folder = new TemporaryFolder().With("results.json", $$"""
            { "Results": [
                {{Text(item)}},
                {{Text(Bare)}},
                "no JSON",
                "{\"accountId\":\"111122223333\"}"
            ], "QueryInfo": { "SelectFields": [] } }
            """);
        AwsEnvironment environment = folder.Load();

        EnvironmentResource reports = environment.Resource("arn:aws:s3:::reports");
        Assert.Equal((Policy, "blue", "111122223333"), (reports.Policy!.Text, reports.Tags!["team"], reports.OwnerAccountId));
        Assert.Equal((2, 5), (reports.Place.Line, reports.Place.Column));
        Assert.Equal(
            [
                "results.json:4:5: error IAM3003: a string that holds no JSON",
                "results.json:5:5: error IAM3003: an item without resource type or id",
                "results.json:3:5 (decoded):1:1: error IAM3003: 'arn:aws:sqs:eu-central-1:111122223333:jobs' comes without configuration",
            ],
            folder.Findings(environment));
        Assert.False(environment.Resource("arn:aws:sqs:eu-central-1:111122223333:jobs").IsPolicyKnown);
    }

    [Fact]
    public void Outputs_of_commands_hold_configurations_in_strings()
    {
        const string Queue = "arn:aws:sqs:eu-central-1:111122223333:jobs";
        string configuration = $$"""{"QueueArn":"{{Queue}}","Policy":{{Text(Policy)}}}""";
        string bucketPolicy = $$"""{"policyText":{{Text(Policy)}}}""";
        using TemporaryFolder folder = new TemporaryFolder().With("batch.json", $$"""
            { "baseConfigurationItems": [
                { "version": "1.3", "accountId": "111122223333", "arn": "{{Queue}}", "resourceType": "AWS::SQS::Queue", "resourceId": "q", "awsRegion": "eu-central-1", "configuration": {{Text(configuration)}}, "supplementaryConfiguration": {} },
                { "version": "1.3", "accountId": "111122223333", "arn": "arn:aws:s3:::reports", "resourceType": "AWS::S3::Bucket", "resourceId": "reports", "configuration": "{\"name\":\"reports\"}", "supplementaryConfiguration": { "BucketPolicy": {{Text(bucketPolicy)}} } },
                { "version": "1.3", "accountId": "111122223333", "arn": "arn:aws:sns:eu-central-1:111122223333:news", "resourceType": "AWS::SNS::Topic", "resourceId": "news", "configuration": "{" }
            ], "unprocessedResourceKeys": [] }
            """);
        AwsEnvironment environment = folder.Load();

        Assert.Equal(Policy, environment.Resource(Queue).Policy!.Text);
        Assert.Equal(Policy, environment.Resource("arn:aws:s3:::reports").Policy!.Text);
        string[] findings = folder.Findings(environment);
        Assert.Equal("batch.json:4:181: error IAM3003: a string that holds no JSON", findings[0]);
        Assert.Equal("batch.json:4:5: error IAM3003: 'arn:aws:sns:eu-central-1:111122223333:news' comes without configuration", findings[1]);
        Assert.Equal(2, findings.Length);
    }

    [Fact]
    public void Of_a_history_the_youngest_item_counts_and_what_was_deleted_is_gone()
    {
        static string At(string time, string arn, string status, string policy) =>
            $$"""{ "configurationItemCaptureTime": "{{time}}", "configurationItemStatus": "{{status}}", "accountId": "111122223333", "arn": "{{arn}}", "resourceType": "AWS::SNS::Topic", "resourceId": "{{arn}}", "configuration": { "TopicArn": "{{arn}}", "Policy": {{policy}} } }""";
        const string News = "arn:aws:sns:eu-central-1:111122223333:news";
        const string Gone = "arn:aws:sns:eu-central-1:111122223333:gone";
        using TemporaryFolder folder = new TemporaryFolder().With("history.json", $$"""
            { "configurationItems": [
            {{At("2024-01-01T00:00:00.000Z", News, "OK", Text(Trust))}},
            {{At("2024-03-01T00:00:00.000Z", News, "OK", Text(Policy))}},
            {{At("2024-02-01T00:00:00.000Z", News, "OK", Text(Identity))}},
            {{At("2024-01-01T00:00:00.000Z", Gone, "OK", Text(Policy))}},
            {{At("2024-02-01T00:00:00.000Z", Gone, "ResourceDeleted", "null")}}
            ] }
            """);
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        EnvironmentResource news = Assert.Single(environment.Resources);
        Assert.Equal((News, Policy), (news.Arn, news.Policy!.Text));
        Assert.Equal(3, news.Place.Line);
    }

    [Fact]
    public void An_array_of_items_and_one_item_are_read_too()
    {
        const string Item = """{ "resourceType": "AWS::S3::Bucket", "resourceName": "reports", "supplementaryConfiguration": {} }""";
        using TemporaryFolder folder = new TemporaryFolder().With("array.json", $"[{Item}]").With("one.json", Item.Replace("reports", "other", StringComparison.Ordinal));
        AwsEnvironment environment = folder.Load();

        Assert.Equal(["arn:aws:s3:::other", "arn:aws:s3:::reports"], environment.Resources.Select(static resource => resource.Arn));
        Assert.All(environment.Resources, static resource => Assert.False(resource.IsPolicyKnown));
        Assert.Equal(
            [
                "array.json:1:2: warning IAM3006: nothing says which account owns 'arn:aws:s3:::reports'",
                "one.json:1:1: warning IAM3006: nothing says which account owns 'arn:aws:s3:::other'",
            ],
            folder.Findings(environment));
    }

    [Fact]
    public void The_guide_names_every_type_that_is_read()
    {
        string guide = File.ReadAllText(Path.Combine(RepositoryFolder.Location, "docs/guides/environments.md"));

        Assert.All(ConfigFormat.Types, type => Assert.Contains($"`{type}`", guide, StringComparison.Ordinal));
    }
}
