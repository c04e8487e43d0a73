using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

/// <summary>Whether a user or role is deployed may depend on a condition of its template: then nothing is certain that needs it.</summary>
public sealed class DeploymentConditionTests
{
    private const string Maybe = "arn:aws:iam::111122223333:role/maybe";
    private const string Sure = "arn:aws:iam::111122223333:role/sure";
    private const string Told = $"whether {Maybe} is deployed depends on app.Conditions.C, which is not known: it is taken to be";

    [Fact]
    public void What_it_would_be_allowed_depends_and_the_condition_is_named()
    {
        AccessAnswer answer = Open().Can(Principal.Parse(Maybe), "s3:GetObject", "arn:aws:s3:::a/x");
        Assert.Equal((AccessState.Depends, false), (answer.State, answer.IsAllowed));
        Assert.Equal(Told, Assert.Single(answer.Gaps, static gap => gap.Kind == EnvironmentGapKind.DeploymentCondition).Message);
        Assert.Equal(AccessState.Depends, Open().Can(Principal.Parse("arn:aws:sts::111122223333:assumed-role/maybe/me"), "s3:GetObject", "arn:aws:s3:::a/x").State);
        Assert.Equal(AccessState.Denied, Open().Can(Principal.Parse(Maybe), "ec2:RunInstances", "*").State);
        Assert.Equal(AccessState.Allowed, Open().Can(Principal.Parse(Sure), "s3:GetObject", "arn:aws:s3:::a/x").State);
    }

    [Fact]
    public void So_does_what_others_would_do_to_it()
    {
        foreach (string action in new[] { "sts:AssumeRole", "iam:PassRole" })
        {
            AccessAnswer answer = Open().Can(Principal.Parse(Sure), action, Maybe);
            Assert.Equal(AccessState.Depends, answer.State);
            Assert.Contains(answer.Gaps, static gap => gap.Message == Told);
            Assert.Equal(AccessState.Allowed, Given("x").Can(Principal.Parse(Sure), action, Maybe).State);
        }
    }

    [Fact]
    public void Those_who_can_and_the_matrix_say_the_same()
    {
        WhoCanResult result = Open().WhoCan("s3:GetObject", "arn:aws:s3:::a/x", cancellationToken: TestContext.Current.CancellationToken);
        WhoCanRow row = Assert.Single(result.Rows, static row => row.Subject.Name == Maybe);
        Assert.Equal((AccessState.Depends, Told), (row.State, Assert.Single(row.Gaps, static gap => gap.Kind == EnvironmentGapKind.DeploymentCondition).Message));
        Assert.Equal(AccessState.Allowed, Assert.Single(result.Rows, static row => row.Subject.Name == Sure).State);

        AccessMatrix matrix = Open().Matrix(new AccessMatrixOptions { Actions = ["s3:GetObject", "ec2:RunInstances"] }, TestContext.Current.CancellationToken);
        int maybe = matrix.Principals.IndexOf(matrix.Principals.Single(static principal => principal.Arn == Maybe));
        Assert.Equal(["ec2:RunInstances Denied", "s3:GetObject Depends"], matrix.Actions.Select((action, i) => $"{action} {matrix[maybe, i]}").Order(StringComparer.Ordinal));
        Assert.Contains(matrix.GapsOf(maybe), static gap => gap.Message == Told);
        Assert.Equal(AccessState.Allowed, matrix[1 - maybe, matrix.Actions.IndexOf("s3:GetObject")]);
    }

    [Fact]
    public void A_way_through_it_depends()
    {
        WhoCanResult result = Open().WhoCan("sqs:SendMessage", "*", options: new WhoCanOptions { ThroughRoles = true }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([$"{Maybe}: Depends", "arn:aws:iam::111122223333:root: Allowed", $"{Sure}: Depends", "ec2.amazonaws.com: Depends"], result.Rows.Select(static row => row.ToString()));
    }

    [Fact]
    public void With_the_parameter_it_is_there_or_not()
    {
        Assert.Equal(AccessState.Allowed, Given("x").Can(Principal.Parse(Maybe), "s3:GetObject", "arn:aws:s3:::a/x").State);
        Assert.Equal(AccessState.Denied, Given("y").Can(Principal.Parse(Maybe), "s3:GetObject", "arn:aws:s3:::a/x").State);
    }

    [Fact]
    public void The_summary_says_what_it_costs()
    {
        EnvironmentShortfall found = Assert.Single(Load(null).Summarize().Missing, static missing => missing.Kind == EnvironmentShortfallKind.DeploymentCondition);
        Assert.Equal((Told, "whatever it would be allowed is answered as 'depends'"), (found.Message, found.Cost));
    }

    [Fact]
    public void A_group_in_doubt_leaves_in_doubt_what_its_members_have_of_it()
    {
        AwsEnvironment environment = CloudFormationTests.Load("""
            Parameters: { Param: { Type: String } }
            Conditions: { C: !Equals [!Ref Param, x] }
            Resources:
              Alice: { Type: AWS::IAM::User, Properties: { UserName: alice, Groups: [people] } }
              People:
                Type: AWS::IAM::Group
                Condition: C
                Properties:
                  GroupName: people
                  Policies: [{ PolicyName: p, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: "s3:*", Resource: "*" } } }]
            """);
        AccessAnswer answer = new EnvironmentAnalyzer(environment).Can(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject", "arn:aws:s3:::a/x");
        Assert.StartsWith("iamsim:unresolved/app.Conditions.C StringEquals true", Assert.Single(answer.Partial.Residual.Tests).ToString(), StringComparison.Ordinal);
    }

    private static EnvironmentAnalyzer Open() => new(Load(null));

    private static EnvironmentAnalyzer Given(string value) => new(Load(value));

    private static AwsEnvironment Load(string? value)
    {
        var options = new EnvironmentLoadOptions { AccountId = "111122223333" };
        return CloudFormationTests.Load("""
            Parameters: { Param: { Type: String } }
            Conditions: { C: !Equals [!Ref Param, x] }
            Resources:
              Maybe:
                Type: AWS::IAM::Role
                Condition: C
                Properties:
                  RoleName: maybe
                  AssumeRolePolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: { AWS: "111122223333" }, Action: sts:AssumeRole } }
                  Policies: [{ PolicyName: p, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: ["s3:*", "sqs:*"], Resource: "*" } } }]
              Sure:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: sure
                  AssumeRolePolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole } }
                  Policies: [{ PolicyName: p, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: ["s3:*", "sts:AssumeRole", "iam:PassRole"], Resource: "*" } } }]
            """, value is null ? options : options with { Parameters = options.Parameters.SetItem("Param", value) });
    }
}
