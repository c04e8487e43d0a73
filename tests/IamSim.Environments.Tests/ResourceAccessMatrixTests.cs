namespace IamSim.Environments.Tests;

public sealed class ResourceAccessMatrixTests
{
    [Fact]
    public void A_cell_is_what_can_answers() => RandomSeeds.Check(15, static seed =>
    {
        AwsEnvironment environment = new RandomEnvironments(seed & 0xFFFFFF).Make();
        var analyzer = new EnvironmentAnalyzer(environment);
        ResourceAccessMatrix matrix = analyzer.ResourceMatrix(new ResourceMatrixOptions { Actions = ["s3:ListBucket", "s3:GetObject", "kms:Decrypt"] }, TestContext.Current.CancellationToken);
        for (int principal = 0; principal < matrix.Principals.Length; principal++)
        {
            for (int resource = 0; resource < matrix.Resources.Length; resource++)
            {
                for (int action = 0; action < matrix.Actions.Length; action++)
                {
                    string name = matrix.Actions[action].Text;
                    string arn = name == "s3:GetObject" ? matrix.Resources[resource] + "/example" : matrix.Resources[resource];
                    bool isAbout = matrix.Resources[resource].StartsWith("arn:aws:" + matrix.Actions[action].Service, StringComparison.Ordinal);
                    Assert.Equal(isAbout, matrix.Applies(action, resource));
                    AccessState expected = isAbout ? analyzer.Can(Identifiers.Principal.Parse(matrix.Principals[principal].Arn), name, arn).State : AccessState.Denied;
                    AccessAnswer? answer = matrix.AnswerOf(principal, action, resource);
                    Assert.Equal(isAbout ? (matrix.Principals[principal].Arn, name, arn, expected) : null, answer is null ? null : ((string, string, string, AccessState)?)(answer.Request.Principal.Text, answer.Request.Action.Text, answer.Request.Resources[0].Arn, answer.State));
                    Assert.True(expected == matrix[principal, action, resource], $"seed {seed}: {name} of {matrix.Principals[principal]} on {arn} is {expected}, but {matrix[principal, action, resource]}");
                }
            }
        }

        Assert.InRange(matrix.Folding.EvaluatedCells, 1, matrix.Folding.Cells);
    });
}
