namespace IamSim.Tool.Tests;

/// <summary>Answers about a template with an open condition say which one it is.</summary>
public sealed class TemplateConditionTests
{
    private const string Maybe = "arn:aws:iam::111122223333:role/maybe";
    private const string Told = $"whether {Maybe} is deployed depends on app.Conditions.IsProd, which is not known: it is taken to be";

    private const string Template = """
        Parameters: { Stage: { Type: String } }
        Conditions: { IsProd: !Equals [!Ref Stage, prod] }
        Resources:
          Maybe:
            Type: AWS::IAM::Role
            Condition: IsProd
            Properties:
              RoleName: maybe
              AssumeRolePolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: { AWS: "111122223333" }, Action: sts:AssumeRole } }
              Policies: [{ PolicyName: p, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: sqs:SendMessage, Resource: "*" } } }]
          Sure:
            Type: AWS::IAM::User
            Properties:
              UserName: sure
              Policies:
                - PolicyName: p
                  PolicyDocument:
                    Version: 2012-10-17
                    Statement:
                      - { Effect: Allow, Action: !If [IsProd, "ec2:Describe*", "ec2:*"], Resource: "*" }
                      - { Effect: Allow, Action: sts:AssumeRole, Resource: "*" }
        """;

    [Fact]
    public void Of_a_role_that_may_not_be_deployed()
    {
        ToolResult can = Ask("can", "maybe", "sqs:SendMessage", "*");
        Assert.Equal(1, can.ExitCode);
        Assert.Contains("depends", can.Output, StringComparison.Ordinal);
        Assert.Contains($"assumed: {Told}", can.Output, StringComparison.Ordinal);

        string who = Ask("who-can", "sqs:SendMessage", "*", "--through-roles").Output;
        Assert.Contains($"  not certain: {Told}", who, StringComparison.Ordinal);
        Assert.Contains($"  assumes {Maybe} if app.Conditions.IsProd holds", who, StringComparison.Ordinal);

        ToolResult matrix = Ask("matrix", "--actions", "sqs:SendMessage", "--cells");
        Assert.Contains($"{Maybe}  sqs:SendMessage  depends", matrix.Output, StringComparison.Ordinal);
        Assert.Contains($"assumed: {Told}", matrix.Output, StringComparison.Ordinal);
        Assert.Contains("app.Conditions.IsProd", Ask("graph").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_action_that_is_one_of_two()
    {
        ToolResult certain = Ask("can", "sure", "ec2:DescribeInstances", "*");
        Assert.Equal(0, certain.ExitCode);
        Assert.Contains("\nallowed", certain.Output, StringComparison.Ordinal);
        Assert.Contains("allowed if iamsim:unresolved/app.Conditions.IsProd StringEquals false", Ask("can", "sure", "ec2:RunInstances", "*").Output, StringComparison.Ordinal);
    }

    private static ToolResult Ask(params string[] question)
    {
        using var folder = new TemporaryFolder();
        return ToolProcess.Run([.. question, "--env", folder.Write("app.yaml", Template), "--account", "111122223333"]);
    }
}
