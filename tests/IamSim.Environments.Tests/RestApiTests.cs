using IamSim.Identifiers;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

/// <summary>SVC-3: the policy of an API is about calling every method of it.</summary>
public sealed class RestApiTests
{
    private const string Id = "abcdef1234";
    private const string Api = $"arn:aws:execute-api:eu-central-1:{Production}:{Id}";
    private const string Managed = $"arn:aws:apigateway:eu-central-1::/restapis/{Id}";
    private const string Method = $"{Api}/prod/GET/orders";
    private const string Everyone = """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}""";
    private const string NobodyElse = """{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::111122223333:user/alice","111122223333"]},"Action":"execute-api:Invoke","Resource":"*"}""";

    private static readonly Principal Alice = Principal.Parse($"arn:aws:iam::{Production}:user/alice");

    public static TheoryData<bool> Names() => [false, true];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_API_for_everyone_is_public_under_either_name(bool isManaged)
    {
        ResourceAccess[] found = [.. Sketch(isManaged, Everyone).Analyze().GetPublicAccess(TestContext.Current.CancellationToken)];

        Assert.Equal(
            [$"anyone of any account on {Api}/*: Public for execute-api:Invoke", $"anonymous on {Api}/*: UnderConditions for execute-api:Invoke"],
            found.Where(static access => access.Actions.Any(static action => action.Text == "execute-api:Invoke")).Select(static access => $"{access.Subject} on {access.Target}: {access.Exposure} for execute-api:Invoke"));
        Assert.Contains(found, static access => access.Gaps.Any(static gap => gap.Kind == EnvironmentGapKind.MethodAuthorization && gap.Message.EndsWith("with IAM they refuse unsigned requests", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_policy_of_an_API_lets_its_methods_be_called(bool isManaged)
    {
        EnvironmentAnalyzer analyzer = Sketch(isManaged, Everyone).User(Production, "alice").Analyze();

        AccessAnswer answer = analyzer.Can(Alice, "execute-api:Invoke", Method);
        Assert.Equal(AccessState.Allowed, answer.State);
        Assert.DoesNotContain(answer.Gaps, static gap => gap.Kind == EnvironmentGapKind.ResourcePolicy);
        AccessAnswer anonymous = analyzer.Can(Principal.Anonymous, "execute-api:Invoke", Method);
        Assert.Equal(AccessState.Depends, anonymous.State);
        Assert.Contains(anonymous.Gaps, static gap => gap.Kind == EnvironmentGapKind.MethodAuthorization);
        Assert.Contains(analyzer.WhoCan("execute-api:Invoke", Method, cancellationToken: TestContext.Current.CancellationToken).Rows, static row => row.ToString().Contains("user/alice", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_deny_of_the_policy_reaches_the_methods_too(bool isManaged)
    {
        EnvironmentAnalyzer analyzer = Sketch(isManaged, NobodyElse)
            .User(Production, "alice", """{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}""")
            .User(Production, "bob", """{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}""").Analyze();

        Assert.Equal(AccessState.Allowed, analyzer.Can(Alice, "execute-api:Invoke", Method).State);
        Assert.Equal(AccessState.Denied, analyzer.Can(Principal.Parse($"arn:aws:iam::{Production}:user/bob"), "execute-api:Invoke", Method).State);
    }

    [Fact]
    public void Managing_an_API_does_not_ask_its_policy()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().ManagedApi(Production, Id, """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""").User(Production, "alice").Analyze();

        Assert.Equal(AccessState.Denied, analyzer.Can(Alice, "apigateway:DELETE", Managed).State);
    }

    [Fact]
    public void Another_API_is_another_resource() =>
        Assert.Equal(AccessState.Denied, Sketch(isManaged: true, Everyone).User(Production, "alice").Analyze().Can(Alice, "execute-api:Invoke", $"{Api}5/prod/GET/orders").State);

    [Fact]
    public void The_short_form_of_a_resource_is_written_out()
    {
        const string Short = """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/prod/GET/*"}""";
        EnvironmentAnalyzer analyzer = Sketch(isManaged: true, Short).User(Production, "alice").Analyze();

        Assert.Equal(AccessState.Allowed, analyzer.Can(Alice, "execute-api:Invoke", Method).State);
        Assert.Equal(AccessState.Denied, analyzer.Can(Alice, "execute-api:Invoke", $"{Api}/prod/POST/orders").State);
        Assert.Contains(analyzer.GetPublicAccess(TestContext.Current.CancellationToken), static access => access.Target == $"{Api}/prod/GET/*");
    }

    [Fact]
    public void The_short_form_names_nothing_in_the_policy_of_another_resource()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().Bucket(Production, "data", """{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:GetObject","Resource":"execute-api:/*"}""").User(Production, "alice").Analyze();

        Assert.NotEqual(AccessState.Allowed, analyzer.Can(Alice, "s3:GetObject", "arn:aws:s3:::data/report").State);
    }

    [Fact]
    public void An_API_without_a_policy_is_told_as_a_gap()
    {
        EnvironmentAnalyzer analyzer = Sketch(isManaged: false).Analyze();

        Assert.Empty(analyzer.GetPublicAccess(TestContext.Current.CancellationToken));
        Assert.Equal([$"{Api} has no policy, and nothing tells how its methods authorize: without authorization they are open to everyone"], analyzer.GetExposureGaps().Select(static gap => gap.Message));
    }

    [Fact]
    public void A_template_gives_an_API_its_policy()
    {
        AwsEnvironment environment = CloudFormationTests.Load("""
            Resources:
              Orders:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Name: orders
                  Policy: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: "execute-api:/*" } }
            """);

        EnvironmentResource api = Assert.Single(environment.Resources);
        Assert.Equal("arn:aws:execute-api:eu-central-1:111122223333:~app.Orders~", api.Arn);
        Assert.Contains(new EnvironmentAnalyzer(environment).GetPublicAccess(TestContext.Current.CancellationToken), access => access.Target == $"{api.Arn}/*" && access.Subject.Kind == AccessSubjectKind.AnyAccount);
    }

    [Fact]
    public void A_plan_gives_an_API_its_policy()
    {
        const string Plan = """
            {"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[
            {"address":"aws_api_gateway_rest_api.a","mode":"managed","type":"aws_api_gateway_rest_api","name":"a","provider_name":"registry.terraform.io/hashicorp/aws","values":{"id":"abcdef1234","name":"orders","arn":"arn:aws:apigateway:eu-central-1::/restapis/abcdef1234"}},
            {"address":"aws_api_gateway_rest_api_policy.a","mode":"managed","type":"aws_api_gateway_rest_api_policy","name":"a","provider_name":"registry.terraform.io/hashicorp/aws","values":{"rest_api_id":"abcdef1234","policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"execute-api:/*\"}]}"}}
            ]}},"configuration":{"root_module":{}}}
            """;
        AwsEnvironment environment = CloudFormationTests.Load(Plan, null, "plan.json");

        Assert.Equal(Api, Assert.Single(environment.Resources).Arn);
        Assert.Contains(new EnvironmentAnalyzer(environment).GetPublicAccess(TestContext.Current.CancellationToken), static access => access.Target == $"{Api}/*");
    }

    private static EnvironmentSketch Sketch(bool isManaged, params string[] statements) =>
        isManaged ? new EnvironmentSketch().ManagedApi(Production, Id, statements) : new EnvironmentSketch().Api(Production, Id, statements);
}
