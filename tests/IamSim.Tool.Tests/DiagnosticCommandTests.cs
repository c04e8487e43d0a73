using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Tool.Tests;

public sealed class DiagnosticCommandTests
{
    [Fact]
    public void A_page_is_readable_in_a_terminal_whatever_the_case_of_its_id()
    {
        ToolResult result = ToolProcess.Run(["diagnostic", "iam0042"]);

        Assert.Equal(
            """
            IAM0042: Null with a set operator does not look at its key

            Severity: warning. Rule: COND-7.

            A set operator turns `Null` into a constant: `ForAllValues:Null` always holds and `ForAnyValue:Null`
            never does, whatever the key and the value.

            Only `PolicyValidator` and `iamsim validate` tell it: it does not change a decision.

            Wrong

                {
                  "Version": "2012-10-17",
                  "Statement": {
                    "Effect": "Allow",
                    "Action": "ec2:CreateTags",
                    "Resource": "*",
                    "Condition": { "ForAllValues:Null": { "aws:TagKeys": "false" } }
                  }
                }

                policy.json:7:20: warning IAM0042: 'ForAllValues:Null' always holds, whatever the key
                  |     "Condition": { "ForAllValues:Null": { "aws:TagKeys": "false" } }
                  |                    ^^^^^^^^^^^^^^^^^^^
                help: write Null without a set operator

            Right

                {
                  "Version": "2012-10-17",
                  "Statement": {
                    "Effect": "Allow",
                    "Action": "ec2:CreateTags",
                    "Resource": "*",
                    "Condition": { "Null": { "aws:TagKeys": "false" } }
                  }
                }

            See also

            - IAM User Guide: Condition operators
              https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
            - IAM0023: A condition operator has a prefix or suffix it cannot have

            """,
            result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Every_page_ships_with_the_tool_and_has_a_summary()
    {
        Assert.All(KnownDiagnostics.All, static descriptor =>
        {
            DiagnosticPage page = DiagnosticPage.Of(descriptor);
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}\n", page.Markdown, StringComparison.Ordinal);
            Assert.NotEmpty(page.Summary);
            Assert.DoesNotContain("](", page.ToText(100), StringComparison.Ordinal);
            Assert.All(page.ToText(60).Split('\n').Skip(1), static line => Assert.True(line.Length <= 60 || !line.Contains(' ', StringComparison.Ordinal) || line.StartsWith("    ", StringComparison.Ordinal) || line.Contains("://", StringComparison.Ordinal), line));
        });
    }

    [Fact]
    public void Without_an_id_all_are_listed()
    {
        string[] lines = ToolProcess.Run(["diagnostic"]).Output.TrimEnd('\n').Split('\n');

        Assert.Equal(KnownDiagnostics.All.Count, lines.Length);
        Assert.Equal("IAM0001  error    The text is not strict JSON", lines[0]);
        Assert.Equal("IAM0034  info     A null in a list is ignored", lines[33]);
    }

    [Fact]
    public void Markdown_is_the_page_itself_and_json_carries_it()
    {
        string markdown = ToolProcess.Run(["diagnostic", "IAM0007", "--format", "markdown"]).Output;
        using JsonDocument json = JsonDocument.Parse(ToolProcess.Run(["diagnostic", "IAM0007", "--format", "json"]).Output);
        using JsonDocument list = JsonDocument.Parse(ToolProcess.Run(["diagnostic", "--format", "json"]).Output);

        Assert.StartsWith("# IAM0007: A condition operator does not exist\n", markdown, StringComparison.Ordinal);
        Assert.Equal(markdown, json.RootElement.GetProperty("page").GetString());
        Assert.Equal("""["IAM0007","error","A condition operator does not exist","GRAM-30"]""", JsonSerializer.Serialize(json.RootElement.EnumerateObject().Take(4).Select(static member => member.Value)));
        Assert.Equal(KnownDiagnostics.All.Count, list.RootElement.GetArrayLength());
        Assert.StartsWith("| Id | Severity | Title |\n| --- | --- | --- |\n| IAM0001 | error |", ToolProcess.Run(["diagnostic", "--format", "markdown"]).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IAM0O07", "iamsim: there is no diagnostic 'IAM0O07': did you mean 'IAM0007'?")]
    [InlineData("iam9", "iamsim: there is no diagnostic 'iam9'")]
    [InlineData("\u001b[31m", "iamsim: there is no diagnostic '\uFFFD[31m'\n")]
    public void An_unknown_id_is_told_with_the_nearest(string id, string message)
    {
        ToolResult result = ToolProcess.Run(["diagnostic", id]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        Assert.Contains("'iamsim diagnostic' lists all of them", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }
}
