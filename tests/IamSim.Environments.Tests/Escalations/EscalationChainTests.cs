using IamSim.Environments.Escalations;

namespace IamSim.Environments.Tests.Escalations;

public sealed class EscalationChainTests
{
    private const string Account = "111122223333";
    private const string Everything = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    private const string PassesToLambda = """{"Effect":"Allow","Action":["iam:PassRole","lambda:CreateFunction","lambda:InvokeFunction"],"Resource":"*"}""";

    [Fact]
    public void A_role_that_the_caller_may_assume_and_that_may_pass_a_role_makes_a_chain_of_two()
    {
        EscalationReport report = Find(new(), User("eve", Assumes("first")), Role("first", "arn:aws:iam::111122223333:user/eve", PassesToLambda), ServiceRole("ruler", "lambda.amazonaws.com"));
        EscalationFinding chain = Assert.Single(report.Open, static finding => finding.Principal.Name == "eve");
        Assert.Equal(["sts-assume-role", "lambda-create-invoke"], chain.Steps.Select(static step => step.Path.Id));
        Assert.Equal(["eve", "first"], chain.Steps.Select(static step => step.Actor.Name));
        Assert.Equal("ruler", chain.Gained.Name);
        Assert.True(chain.IsAdministrator);
        Assert.Equal(AccessState.Allowed, chain.State);
    }

    /// <summary>PRIN-6: who assumes the first role gives the session the name that the second one asks for.</summary>
    [Fact]
    public void A_chain_goes_through_a_trust_that_names_a_session()
    {
        string[] parts =
        [
            User("eve", Assumes("first")),
            Role("first", "arn:aws:iam::111122223333:user/eve", Assumes("ruler")),
            Role("ruler", "arn:aws:sts::111122223333:assumed-role/first/night", Everything),
            Role("other", "arn:aws:iam::111122223333:user/eve", Assumes("ruler")),
        ];
        EscalationFinding chain = Assert.Single(Find(new(), parts).Open, static finding => finding.Principal.Name == "eve");
        Assert.Equal(["sts-assume-role", "sts-assume-role"], chain.Steps.Select(static step => step.Path.Id));
        Assert.Equal((AccessState.Allowed, "first", "ruler"), (chain.State, chain.Steps[1].Actor.Name, chain.Gained.Name));
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/first/night", chain.Steps[1].Answers[0].Request.Principal.Text);
    }

    /// <summary>STS answers in every Region; IAM does not, and a policy that keeps to one Region must not hide the step.</summary>
    [Fact]
    public void A_role_is_assumed_in_a_Region_that_the_policies_let_through()
    {
        const string OnlyInEurope = """{"Effect":"Deny","Action":"sts:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}}""";
        EscalationReport report = Find(new() { Regions = ["eu-west-1"] }, User("eve", Assumes("ruler"), OnlyInEurope), Role("ruler", "arn:aws:iam::111122223333:user/eve", Everything));
        EscalationFinding found = Assert.Single(report.Open, static finding => finding.Principal.Name == "eve");
        Assert.Equal((AccessState.Allowed, "sts-assume-role"), (found.State, Assert.Single(found.Steps).Path.Id));
    }

    [Fact]
    public void A_chain_of_three_passes_roles_that_trust_each_other_in_a_circle()
    {
        string[] parts =
        [
            User("eve", Assumes("first")),
            Role("first", "arn:aws:iam::111122223333:user/eve", Assumes("second")),
            Role("second", "arn:aws:iam::111122223333:role/first", Assumes("first"), PassesToLambda),
            ServiceRole("ruler", "lambda.amazonaws.com"),
        ];
        EscalationFinding chain = Assert.Single(Find(new(), parts).Open, static finding => finding.Principal.Name == "eve");
        Assert.Equal(["sts-assume-role", "sts-assume-role", "lambda-create-invoke"], chain.Steps.Select(static step => step.Path.Id));
        Assert.DoesNotContain(Find(new() { MaximumSteps = 2 }, parts).Open, static finding => finding.Principal.Name == "eve");
    }

    [Fact]
    public void A_widened_caller_goes_on_with_what_it_gained()
    {
        // The group may write policies of users; eve may join it.
        string report = """{"Effect":"Allow","Action":"iam:PutUserPolicy","Resource":"*"}""";
        EscalationReport found = Find(new(), User("eve", """{"Effect":"Allow","Action":"iam:AddUserToGroup","Resource":"*"}"""), Identity("Group", "writers", report));
        Assert.Contains(found.Open, static finding => finding.Steps.Select(static step => step.Path.Id).SequenceEqual(["iam-add-user-to-group"]) && !finding.IsAdministrator && finding.NewActions == 1);
        EscalationFinding chain = Assert.Single(found.Open, static finding => finding.IsAdministrator);
        Assert.Equal(["iam-add-user-to-group", "iam-put-user-policy"], chain.Steps.Select(static step => step.Path.Id));
        Assert.Equal("eve", chain.Gained.Name);
    }

    [Fact]
    public void A_certain_chain_goes_before_a_shorter_one_that_depends()
    {
        EscalationReport report = Find(
            new(),
            User("eve", Assumes("first"), """{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}"""),
            Role("first", "arn:aws:iam::111122223333:user/eve", Assumes("second")),
            Role("second", "arn:aws:iam::111122223333:role/first", PassesToLambda),
            Role("third", "arn:aws:iam::111122223333:root", PassesToLambda),
            ServiceRole("ruler", "lambda.amazonaws.com"));
        EscalationFinding chain = Assert.Single(report.Open, static finding => finding.Principal.Name == "eve");
        Assert.Equal(["eve", "first", "second"], chain.Steps.Select(static step => step.Actor.Name));
        Assert.Equal(AccessState.Allowed, chain.State);
    }

    [Fact]
    public void To_be_let_into_a_role_counts_only_when_it_ends_at_an_administrator()
    {
        EscalationReport report = Find(new(), User("eve", Assumes("reader")), User("mallory", Assumes("ruler")), Role("reader", "arn:aws:iam::111122223333:user/eve", """{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}"""), Role("ruler", "arn:aws:iam::111122223333:user/mallory", Everything));
        EscalationFinding finding = Assert.Single(report.Open);
        Assert.Equal(("mallory", "ruler"), (finding.Principal.Name, finding.Gained.Name));
        Assert.Equal("ruler", Assert.Single(report.Administrators).Name);
    }

    [Fact]
    public void A_role_with_no_more_than_the_caller_has_is_no_gain()
    {
        const string More = """{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}""";
        string[] Parts(string ofRole) => [User("eve", PassesToLambda, More), Role("worker", "", ofRole).Replace("\"AWS\":\"\"", "\"Service\":\"lambda.amazonaws.com\"", StringComparison.Ordinal)];
        Assert.Empty(Find(new(), Parts(More)).Open);
        EscalationReport report = Find(new(), Parts("""{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject"],"Resource":"*"}"""));
        Assert.All(report.Open, static finding => Assert.Equal(2, finding.NewActions));
        Assert.Contains(report.Open, static finding => finding.Steps[0].Path.Id == "lambda-create-invoke");
        Assert.Empty(Find(new() { OnlyToAdministrators = true }, Parts("""{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}""")).Open);
    }

    [Fact]
    public void A_caller_chooses_names_and_regions_that_its_policies_allow()
    {
        string Passes(string region) => $$"""{"Effect":"Allow","Action":["lambda:CreateFunction","lambda:InvokeFunction"],"Resource":"arn:aws:lambda:{{region}}:111122223333:function:dev-*"},{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}""";
        string[] Parts(string region) => [User("eve", Passes(region)), ServiceRole("ruler", "lambda.amazonaws.com")];
        EscalationFinding finding = Find(new(), Parts("us-east-1")).Open.Single(static finding => finding.Steps[0].Path.Id == "lambda-create-invoke");
        Assert.Equal("arn:aws:lambda:us-east-1:111122223333:function:dev-x", finding.Steps[0].Answers[^1].Request.Resources[0].Arn);
        Assert.Empty(Find(new(), Parts("eu-north-1")).Open);
        Assert.NotEmpty(Find(new() { Regions = ["us-east-1", "eu-north-1"] }, Parts("eu-north-1")).Open);
    }

    [Fact]
    public void A_boundary_that_new_roles_must_have_limits_what_they_give()
    {
        const string Delegates = """{"Effect":"Allow","Action":["iam:CreateRole","iam:PutRolePolicy"],"Resource":"*","Condition":{"StringEquals":{"iam:PermissionsBoundary":"arn:aws:iam::111122223333:policy/bound"}}}""";
        string bounded = User("other").Replace("\"GroupList\"", "\"PermissionsBoundary\":{\"PermissionsBoundaryArn\":\"arn:aws:iam::111122223333:policy/bound\"},\"GroupList\"", StringComparison.Ordinal);
        string policy = """{"Arn":"arn:aws:iam::111122223333:policy/bound","PolicyName":"bound","DefaultVersionId":"v1","PolicyVersionList":[{"VersionId":"v1","IsDefaultVersion":true,"Document":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["sqs:SendMessage","sns:Publish"],"Resource":"*"}}}]}""";
        EscalationFinding finding = Assert.Single(Find(new(), [User("eve", Delegates), bounded, policy]).Open);
        Assert.Equal("iam-create-role-put-policy", finding.Steps[0].Path.Id);
        Assert.False(finding.IsAdministrator);
        Assert.Equal(2, finding.NewActions);
        Assert.Equal(("arn:aws:iam::111122223333:role/anything", true), (finding.Gained.Arn, finding.IsGainedNew));
    }

    [Fact]
    public void Another_account_counts_when_one_gets_to_its_administrator()
    {
        string other = ServiceRole("ruler", "lambda.amazonaws.com").Replace(Account, "444455556666", StringComparison.Ordinal).Replace("\"Service\":\"lambda.amazonaws.com\"", "\"AWS\":\"arn:aws:iam::111122223333:root\"", StringComparison.Ordinal);
        EscalationReport report = Find(new(), User("queen", Everything), User("eve", """{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}"""), other);
        EscalationFinding finding = Assert.Single(report.Open);
        Assert.Equal(("arn:aws:iam::111122223333:user/queen", "arn:aws:iam::444455556666:role/ruler"), (finding.Principal.Arn, finding.Gained.Arn));
    }

    [Fact]
    public void Denies_of_ones_own_stay_when_everything_is_added_until_they_are_taken_away()
    {
        EscalationReport report = Find(new() { IncludesClosed = true }, User("eve", """{"Effect":"Allow","Action":["iam:PutUserPolicy","iam:AttachUserPolicy"],"Resource":"*"}""", """{"Effect":"Deny","Action":"iam:Put*","Resource":"*"}"""));
        Assert.Equal([["iam-attach-user-policy"], ["iam-attach-user-policy", "iam-delete-user-policy"]], report.Open.Select(static finding => finding.Steps.Select(static step => step.Path.Id)));
        // With every iam:Put* denied she is no administrator of the freest kind, until the policy that denies is deleted.
        Assert.Equal([false, true], report.Open.Select(static finding => finding.IsAdministrator));
        EscalationFinding closed = Assert.Single(report.Closed);
        Assert.Equal(("iam-put-user-policy", DecisionSources.Identity), (closed.Steps[0].Path.Id, closed.Steps[0].ClosedBy));
    }

    [Fact]
    public void The_number_of_steps_is_bounded_both_ways()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new EscalationOptions { MaximumSteps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new EscalationOptions { MaximumSteps = 9 });
    }

    private static EscalationReport Find(EscalationOptions options, params string[] items)
    {
        string Of(string kind) => string.Join(',', items.Where(item => item.AsSpan("{\"Arn\":\"arn:aws:iam::".Length + Account.Length).StartsWith($":{kind}/", StringComparison.Ordinal)));
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", $$"""{"UserDetailList":[{{Of("user")}}],"GroupDetailList":[{{Of("group")}}],"RoleDetailList":[{{Of("role")}}],"Policies":[{{Of("policy")}}]}""");
        return new EnvironmentAnalyzer(folder.Load()).FindEscalations(options, TestContext.Current.CancellationToken);
    }

    private static string Assumes(string role) => $$"""{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::111122223333:role/{{role}}"}""";

    private static string User(string name, params string[] statements) => Identity("User", name, statements).Replace("\"UserPolicyList\"", "\"GroupList\":[],\"UserPolicyList\"", StringComparison.Ordinal);

    private static string Role(string name, string trusted, params string[] statements) => Identity("Role", name, statements)
        .Replace("\"RolePolicyList\"", $"\"AssumeRolePolicyDocument\":{{\"Version\":\"2012-10-17\",\"Statement\":{{\"Effect\":\"Allow\",\"Principal\":{{\"AWS\":\"{trusted}\"}},\"Action\":\"sts:AssumeRole\"}}}},\"RolePolicyList\"", StringComparison.Ordinal);

    private static string ServiceRole(string name, string service) => Role(name, "", Everything).Replace("\"AWS\":\"\"", $"\"Service\":\"{service}\"", StringComparison.Ordinal);

    private static string Identity(string kind, string name, params string[] statements)
    {
        string policies = string.Join(',', statements.Select(static (statement, index) => $$$"""{"PolicyName":"p{{{index}}}","PolicyDocument":{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"""));
        string word = kind switch { "User" => "user", "Group" => "group", _ => "role" };
        return $"{{\"Arn\":\"arn:aws:iam::{Account}:{word}/{name}\",\"{kind}Name\":\"{name}\",\"{kind}PolicyList\":[{policies}],\"AttachedManagedPolicies\":[]}}";
    }
}
