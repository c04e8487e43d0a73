using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Tests.PartialEvaluation;

/// <summary>docs/concepts/partial-answers.md shows what the code answers.</summary>
public sealed class DocumentationTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    private static readonly string Page = File.ReadAllText(Path.Combine(FindRoot(), "docs/concepts/partial-answers.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_example_answers_as_shown()
    {
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [Shown("alice.json")], PermissionsBoundary = Shown("boundary.json") });
        var request = new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::reports/q1.csv");

        string answer = simulator.EvaluatePartial(request).ToString();
        Assert.Contains(answer, Page.Replace("\nand not", " and not", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(string.Join('\n', simulator.GetMissingContextKeys(request)), Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_that_is_called_too_cautious_is()
    {
        PolicyDocument policy = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}},
              {"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"192.168.0.0/16"}}}]}
            """);

        Assert.Equal(PartialDecisionKind.Depends, Simulator.Compile(new PolicySet { Identity = [policy] }).EvaluatePartial(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k")).Kind);
    }

    // The block of JSON behind the name of the file.
    private static PolicyDocument Shown(string name)
    {
        int start = Page.IndexOf("```json\n", Page.IndexOf($"`{name}`:", StringComparison.Ordinal), StringComparison.Ordinal) + "```json\n".Length;
        return PolicyDocument.Parse(Page[start..Page.IndexOf("```", start, StringComparison.Ordinal)], name);
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IamSim.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run from inside the repository");
    }
}
