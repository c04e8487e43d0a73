using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IamSim.Tool.Tests;

/// <summary>Whatever policies, environments and suites are called, no output of the tool is obeyed by a terminal, a spreadsheet, a browser or a workflow.</summary>
public sealed class HostileOutputTests
{
    [Theory]
    [InlineData("can bob s3:GetObject *", "text json csv markdown")]
    [InlineData("who-can s3:GetObject *", "csv markdown")]
    [InlineData("external --services", "ndjson markdown")]
    [InlineData("env check ENV", "text json ndjson csv markdown")]
    public void No_format_of_a_report_carries_a_command(string command, string formats)
    {
        using TemporaryFolder folder = HostileTexts.Environment();
        string[] words = command.Replace("ENV", folder.Location, StringComparison.Ordinal).Split(' ');
        string[] environment = words[0] == "env" ? [] : ["--env", folder.Location];
        foreach (string format in formats.Split(' '))
        {
            ToolResult result = ToolProcess.Run([.. words, .. environment, "--format", format, "--explain"]);

            Check(format, result);
        }
    }

    [Theory]
    [InlineData("public", "csv")]
    [InlineData("matrix --actions s3:* --cells", "csv")]
    [InlineData("matrix --resources * --actions s3:Get*", "markdown")]
    [InlineData("what-can bob", "markdown")]
    [InlineData("escalation --closed", "markdown")]
    [InlineData("escalation --closed", "csv")]
    [InlineData("graph", "mermaid")]
    [InlineData("graph", "dot")]
    [InlineData("graph", "csv")]
    public void No_other_question_carries_a_command(string command, string format)
    {
        using TemporaryFolder folder = HostileTexts.Environment();

        Check(format, ToolProcess.Run([.. command.Split(' '), "--env", folder.Location, "--format", format]));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("github")]
    public void No_format_of_a_validation_carries_a_command(string format)
    {
        using var folder = new TemporaryFolder();
        folder.Write("p.json", HostileTexts.Policy);
        folder.Write("::error::q\u001b[31m\u202E.json", "{");

        ToolResult result = ToolProcess.Run(["validate", ".", "--format", format, "--no-settings"], folder: folder.Location);

        Assert.Equal(1, result.ExitCode);
        Check(format, result);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("ndjson")]
    public void No_format_of_an_answer_carries_a_command(string format)
    {
        using var folder = new TemporaryFolder();
        string scenario = $$$"""{"id":{{{HostileTexts.Json}}},"title":{{{HostileTexts.Json}}},"request":{"principal":"arn:aws:iam::111122223333:user/bob","action":"s3:GetObject","resource":{{{JsonSerializer.Serialize("arn:aws:s3:::b/" + HostileTexts.Name)}}},"context":{{{{HostileTexts.Json}}}:{{{HostileTexts.Json}}}}},"policies":{"identity":[{"name":{{{HostileTexts.Json}}},"policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":{{{JsonSerializer.Serialize("arn:aws:s3:::b/" + HostileTexts.Name)}}}}]}}]}}""";
        folder.Write("s.json", scenario);
        folder.Write("bad.json", scenario.Replace("\"action\"", HostileTexts.Json, StringComparison.Ordinal));

        Check(format, ToolProcess.Run(["simulate", "s.json", "bad.json", "--explain", "--format", format], folder: folder.Location));
    }

    [Fact]
    public void An_id_of_a_batch_is_no_formula_and_one_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p.json", """{"identity":[{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}]}""");
        string[] ids = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", "\uFF1D1", "a=1", HostileTexts.Name];
        folder.Write("r.ndjson", string.Join('\n', ids.Select(static id => $$"""{"id":{{JsonSerializer.Serialize(id)}},"principal":"arn:aws:iam::111122223333:user/bob","action":"s3:GetObject","resource":"*"}""")) + "\n");

        ToolResult result = ToolProcess.Run(["batch", "r.ndjson", "--policies", "p.json", "--format", "csv"], folder: folder.Location);

        Check("csv", result);
        string[] lines = result.Output.Split('\n');
        Assert.Equal(["1,'=cmd|' /C calc'!A0,", "2,'+1,", "3,'-1,", "4,'@SUM(1),", "5,' =1,", "6,\uFFFD=1,", "7,' =1,", "8,'\uFF1D1,", "9,a=1,"], lines[1..10].Select(static line => line[..(line.IndexOf("Allowed", StringComparison.Ordinal))]));
        Assert.Equal(12, lines.Length);
    }

    [Fact]
    public void Reports_of_tests_carry_no_markup_and_no_command()
    {
        using var folder = new TemporaryFolder();
        folder.Write("<b>\u202E&p.json", $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":["arn:aws:s3:::b/*",{{{JsonSerializer.Serialize("arn:aws:s3:::c/" + HostileTexts.Name)}}}]}]}""");
        folder.Write("x.iamtest.yaml", $$$"""
            name: {{{HostileTexts.Json}}}
            policies: { identity: ["<b>\u202E&p.json", { name: {{{HostileTexts.Json}}}, policy: { Version: "2012-10-17", Statement: [ { Sid: Twice, Effect: Deny, Action: "s3:PutObject", Resource: {{{JsonSerializer.Serialize("arn:aws:s3:::" + HostileTexts.Name)}}} } ] } } ] }
            tests:
              - { name: {{{HostileTexts.Json}}}, principal: "arn:aws:iam::111122223333:user/bob", tags: [{{{HostileTexts.Json}}}], allow: { s3:PutObject: {{{JsonSerializer.Serialize("arn:aws:s3:::b/" + HostileTexts.Name)}}}, s3:GetObject: "arn:aws:s3:::b/k" } }
            """);

        ToolResult text = ToolProcess.Run(["test", "--github", "--coverage", "--mutants", "--junit", "j.xml", "--sarif", "s.sarif", "--coverage-html", "c.html", "--cobertura", "c.xml"], folder: folder.Location);
        ToolResult json = ToolProcess.Run(["test", "--format", "json"], folder: folder.Location);

        Assert.True(text.ExitCode == 1, text.Output + text.Error);
        Check("github", text);
        Check("json", json);
        foreach (string file in new[] { "j.xml", "s.sarif", "c.html", "c.xml" })
        {
            HostileTexts.AssertPrintable(file, File.ReadAllText(Path.Combine(folder.Location, file)));
        }

        Assert.NotNull(XDocument.Load(Path.Combine(folder.Location, "j.xml")).Root);
        CheckHtml(File.ReadAllText(Path.Combine(folder.Location, "c.html")), scripts: 0);
    }

    [Fact]
    public void The_page_of_a_report_has_the_names_as_data_alone()
    {
        using TemporaryFolder folder = HostileTexts.Environment();
        string path = Path.Combine(folder.Location, "r.html");

        ToolResult result = ToolProcess.Run(["report", "--env", folder.Location, "--out", path, "--title", HostileTexts.Name.Replace("\0", "", StringComparison.Ordinal)]);

        Assert.True(result.ExitCode == 0, result.Error);
        CheckHtml(File.ReadAllText(path), scripts: 2);
    }

    [Fact]
    public void What_is_recorded_and_converted_carries_no_command()
    {
        using TemporaryFolder folder = HostileTexts.Environment();
        folder.Write("in.txt", $$$"""{"ActionNames":["s3:GetObject"],"ResourceArns":[{{{JsonSerializer.Serialize("arn:aws:s3:::b/" + HostileTexts.Name)}}}],"CallerArn":{{{JsonSerializer.Serialize("arn:aws:iam::111122223333:user/" + HostileTexts.Name)}}},"PolicyInputList":["{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"]}""");

        foreach (string[] command in new string[][] { ["record", "--env", ".", "--actions", "s3:Get*", "--out", "out.iamtest.txt"], ["convert", "in.txt", "--out", "out.iamtest.txt"] })
        {
            ToolResult result = ToolProcess.Run([.. command, "--force"], folder: folder.Location);

            Assert.True(result.ExitCode == 0, result.Error);
            HostileTexts.AssertPrintable(command[0], result.Output + result.Error + File.ReadAllText(Path.Combine(folder.Location, "out.iamtest.txt")));
        }
    }

    private static void Check(string format, ToolResult result)
    {
        string output = result.Output;
        HostileTexts.AssertPrintable(format, result.Error);
        HostileTexts.AssertPrintable(format, output);
        Assert.DoesNotContain("Unhandled", result.Error, StringComparison.Ordinal);
        Assert.True(output.Length > 0, result.Error);
        switch (format)
        {
            case "json" or "sarif":
                Assert.NotEqual(JsonValueKind.Undefined, JsonDocument.Parse(output).RootElement.ValueKind);
                break;
            case "ndjson":
                Assert.All(output.TrimEnd('\n').Split('\n'), static line => JsonDocument.Parse(line));
                break;
            case "csv":
                Assert.Empty(Regex.Matches(output, "(^|,)\"?[ ]*[=+\\-@]", RegexOptions.Multiline).Select(match => output[match.Index..Math.Min(output.Length, match.Index + 40)]));
                break;
            case "markdown":
                string prose = WithoutCode(output);
                Assert.DoesNotContain("<img", prose, StringComparison.Ordinal);
                Assert.DoesNotMatch(@"(?<!\\)\]\(javascript:", prose);
                break;
            case "github":
                Assert.DoesNotContain(output.Split('\n'), static line => line.StartsWith("::", StringComparison.Ordinal) && !Regex.IsMatch(line, "^::(error|warning|notice) file="));
                break;
            case "dot":
                Assert.DoesNotMatch("label=\"[^\"]*(?<!\\\\)\"[^];, ]", output);
                break;
            case "mermaid":
                Assert.DoesNotContain("<", output.Replace("-->", "", StringComparison.Ordinal), StringComparison.Ordinal);
                break;
        }
    }

    // CommonMark, "Code spans" and "Fenced code blocks": a run of backticks ends at the next one of its length.
    private static string WithoutCode(string markdown) => Regex.Replace(markdown, "(?<![`\\\\])(`+)(?!`)(.*?)(?<!`)\\1(?!`)", "", RegexOptions.Singleline);

    private static void CheckHtml(string html, int scripts)
    {
        HostileTexts.AssertPrintable("html", html);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(scripts, Regex.Count(html, "<script", RegexOptions.IgnoreCase));
        Assert.Equal(scripts, Regex.Count(html, "</script", RegexOptions.IgnoreCase));
    }
}
