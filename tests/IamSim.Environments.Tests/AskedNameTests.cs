using IamSim.Conditions;
using IamSim.Environments.Tests.Formats;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

/// <summary>Names by which requests know a resource otherwise than policies do, and endpoints through which they come.</summary>
public sealed class AskedNameTests
{
    private const string Head = """
        accounts:
          - id: 111122223333
            users:
              - { name: alice, inlinePolicies: [{ name: p, policy: { Version: 2012-10-17, Statement: [
                  { Effect: Allow, Action: "secretsmanager:*", Resource: "*" },
                  { Effect: Allow, Action: "kms:Encrypt", Resource: "*", Condition: { StringEquals: { "kms:RequestAlias": alias/main } } },
                  { Effect: Allow, Action: "kms:Decrypt", Resource: "*", Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias/main } } },
                  { Effect: Allow, Action: "kms:Sign", Resource: "*", Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias/other } } },
                  { Effect: Allow, Action: "s3:*", Resource: "*", Condition: { IpAddress: { "aws:SourceIp": 203.0.113.0/24 } } } ] } }] }

        """;

    private const string Secret = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:db/pw";
    private const string Key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static readonly Principal Alice = Principal.Parse("arn:aws:iam::111122223333:user/alice");

    [Theory]
    [InlineData("")]
    [InlineData("-AbCdEf")]
    public void The_beginning_of_a_secrets_ARN_is_the_secret(string suffix)
    {
        EnvironmentAnalyzer analyzer = Load($$"""
            resources:
              - arn: {{Secret}}-AbCdEf
                policy: { Version: 2012-10-17, Statement: { Effect: Deny, Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "{{Secret}}-AbCdEf" } }
            """);

        AccessAnswer answer = analyzer.Can(Alice, "secretsmanager:GetSecretValue", Secret + suffix);

        Assert.Equal((AccessState.Denied, Secret + "-AbCdEf"), (answer.State, answer.Request.Resources[0].Arn));
    }

    [Fact]
    public void The_beginning_of_several_secrets_says_so()
    {
        EnvironmentAnalyzer analyzer = Load($"resources: [{{ arn: \"{Secret}-AbCdEf\" }}, {{ arn: \"{Secret}-GhIjKl\" }}]");

        AccessAnswer answer = analyzer.Can(Alice, "secretsmanager:GetSecretValue", Secret);

        Assert.Equal(AccessState.Depends, answer.State);
        Assert.Contains($"{Secret} is the beginning of 2 secrets: {Secret}-AbCdEf, {Secret}-GhIjKl: which of them it names is not known", answer.Gaps.Select(static gap => gap.Message));
    }

    [Theory]
    [InlineData("kms:Encrypt", AccessState.Allowed)]
    [InlineData("kms:Decrypt", AccessState.Allowed)]
    [InlineData("kms:Sign", AccessState.Denied)]
    public void An_alias_of_a_key_is_the_key_and_gives_the_keys_of_aliases(string action, AccessState expected)
    {
        EnvironmentAnalyzer analyzer = Load($$"""
            resources:
              - arn: {{Key}}
                aliases: [alias/main]
                policy: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: { AWS: 111122223333 }, Action: "kms:*", Resource: "*" } }
            """);

        AccessAnswer answer = analyzer.Can(Alice, action, "arn:aws:kms:eu-central-1:111122223333:alias/main");

        Assert.True(analyzer.Names.TryFindResource("alias/main", action, out string? named, out _));
        Assert.Equal("arn:aws:kms:eu-central-1:111122223333:alias/main", named);
        Assert.Equal((expected, Key), (answer.State, answer.Request.Resources[0].Arn));
    }

    [Theory]
    [InlineData("main", "kms:Encrypt")]
    [InlineData("alias/main", "kms:UpdateAlias")]
    public void A_name_that_does_not_say_alias_and_actions_on_aliases_mean_the_key(string name, string action)
    {
        EnvironmentAnalyzer analyzer = Load($"resources: [{{ arn: \"{Key}\", aliases: [alias/main] }}]");
        Assert.True(analyzer.Names.TryFindResource(name, action, out string? found, out _));
        Assert.Equal(Key, found);
    }

    [Fact]
    public void An_alias_that_is_none_is_a_finding()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("environment.yaml", $"resources:\n  - arn: {Key}\n    aliases: [main]\n");

        Assert.Equal([$"environment.yaml:3:15: error IAM3023: 'main' is no alias of '{Key}'"], folder.Findings(folder.Load()));
    }

    /// <summary>CTX-7</summary>
    [Fact]
    public void Through_an_endpoint_there_is_no_source_address_and_one_of_another_service_is_told()
    {
        EnvironmentAnalyzer analyzer = Load("vpcEndpoints: [{ id: vpce-1, type: Gateway, service: com.amazonaws.eu-central-1.s3 }, { id: vpce-2, type: Interface, service: com.amazonaws.eu-central-1.sqs }]");
        AccessAnswer Ask(string id, RequestContext? context = null) => analyzer.Can(
            Alice, "s3:ListAllMyBuckets", "*", new AccessConditions { VpcEndpoint = analyzer.Environment.VpcEndpoints.Single(endpoint => endpoint.Id == id), Context = context ?? RequestContext.Empty });

        Assert.Equal(AccessState.Denied, Ask("vpce-1").State);
        Assert.Equal(AccessState.Allowed, Ask("vpce-1", RequestContext.Empty.With("aws:SourceIp", "203.0.113.7")).State);
        Assert.DoesNotContain(Ask("vpce-1").Gaps, static gap => gap.Kind == EnvironmentGapKind.VpcEndpoint);
        Assert.Contains("requests to s3 do not go through vpce-2, an endpoint of com.amazonaws.eu-central-1.sqs: it is answered as if they did", Ask("vpce-2").Gaps.Select(static gap => gap.Message));
    }

    [Fact]
    public void A_policy_without_text_is_a_finding_where_it_is_attached()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", """
            { "UserDetailList": [
              { "Arn": "arn:aws:iam::111122223333:user/alice", "UserName": "alice", "AttachedManagedPolicies": [
                { "PolicyName": "read", "PolicyArn": "arn:aws:iam::111122223333:policy/read" } ] } ] }
            """);

        AwsEnvironment environment = folder.Load();

        Assert.Equal(["details.json:3:5: warning IAM3005: 'alice' has the policy 'arn:aws:iam::111122223333:policy/read', of which no text was found"], folder.Findings(environment));
    }

    private static EnvironmentAnalyzer Load(string resources)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("environment.yaml", Head + resources + "\n");
        AwsEnvironment environment = folder.Load();
        Assert.Empty(folder.Findings(environment));
        return new EnvironmentAnalyzer(environment);
    }
}
