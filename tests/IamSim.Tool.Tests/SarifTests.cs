using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Linting;
using NJsonSchema;
using NJsonSchema.Validation;

namespace IamSim.Tool.Tests;

/// <summary>SARIF logs and workflow commands say what GitHub and editors expect, whatever files are called.</summary>
public sealed class SarifTests
{
    private const string Broken = """{"Version":"2012-10-17","Statement":[{"Sid":"😀","Effect":"Alow","Action":"s3*:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:TagKeys":"a"}}}]}""";

    // Everything that URIs, workflow commands or terminals take for something else.
    private const string Hostile = "a b#c?d%20e,f:g\n::error::h;i'j\"k<l>&é😀\u001b[m.json";

    [Fact]
    public async Task Log_is_valid_against_the_schema_of_SARIF()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p/broken.json", Broken);
        folder.Write("p/empty.json", "");
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0-rtm.5.json"), TestContext.Current.CancellationToken);

        foreach (string[] arguments in new string[][] { ["p"], ["p", "missing.json"], ["-"], [Path.Combine(folder.Location, "p")] })
        {
            ToolResult result = ToolProcess.Run(["validate", .. arguments, "--format", "sarif"], """{"Statement":[]}""", folder.Location);
            ICollection<ValidationError> errors = schema.Validate(result.Output);
            Assert.True(errors.Count == 0, string.Join("; ", errors));
            Assert.NotEmpty(Results(result));
        }
    }

    [Theory]
    [InlineData("\"startLine\": 1", "\"startLine\": 0")]
    [InlineData("\"driver\"", "\"drivers\"")]
    [InlineData("\"level\": \"error\"", "\"level\": \"fatal\"")]
    [InlineData("\"unicodeCodePoints\"", "\"characters\"")]
    [InlineData("\"version\": \"2.1.0\"", "\"version\": \"2.1\"")]
    public async Task The_schema_would_notice_a_mistake(string right, string wrong)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0-rtm.5.json"), TestContext.Current.CancellationToken);
        string log = ToolProcess.Run(["validate", "-", "--format", "sarif"], "").Output;

        Assert.Contains(right, log, StringComparison.Ordinal);
        Assert.NotEmpty(schema.Validate(log.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void Results_have_rule_level_message_and_a_region_that_counts_characters()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p/broken.json", Broken);

        ToolResult result = ToolProcess.Run(["validate", "p", "--format", "sarif"], folder: folder.Location);

        Assert.Equal(1, result.ExitCode);
        using JsonDocument log = JsonDocument.Parse(result.Output);
        JsonElement run = log.RootElement.GetProperty("runs")[0];
        Assert.Equal("unicodeCodePoints", run.GetProperty("columnKind").GetString());
        Assert.True(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.Equal(["IAM0014", "IAM0016", "IAM0010", "IAM0050", "IAM2205", "IAM0028"], results.Select(static result => result.GetProperty("ruleId").GetString()));
        Assert.Equal(["error", "error", "error", "note", "warning", "warning"], results.Select(static result => result.GetProperty("level").GetString()));
        JsonElement effect = results[2];
        Assert.Equal("Effect is \"Allow\" or \"Deny\", but found 'Alow' (did you mean 'Allow'?)", effect.GetProperty("message").GetProperty("text").GetString());
        JsonElement place = effect.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("""{"uri":"p/broken.json","uriBaseId":"%SRCROOT%"}""", Compact(place.GetProperty("artifactLocation")));
        // The emoji in front of it is two UTF-16 units and one character.
        int column = Broken.IndexOf("\"Alow\"", StringComparison.Ordinal);
        Assert.Equal($$"""{"startLine":1,"startColumn":{{column}},"endLine":1,"endColumn":{{column + 6}}}""", Compact(place.GetProperty("region")));
    }

    [Fact]
    public void Rules_are_the_descriptors_of_policies_with_their_pages()
    {
        using JsonDocument log = JsonDocument.Parse(ToolProcess.Run(["validate", "-", "--format", "sarif"], Broken).Output);
        JsonElement run = log.RootElement.GetProperty("runs")[0];
        JsonElement[] rules = [.. run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];

        Assert.Equal(DiagnosticDescriptors.All.Where(static descriptor => descriptor.Rule != "scenario").Concat(PolicyLinter.Descriptors).Select(static descriptor => descriptor.Id).Append("IAM1104").Order(StringComparer.Ordinal), rules.Select(static rule => rule.GetProperty("id").GetString()));
        Assert.All(run.GetProperty("results").EnumerateArray(), result => Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        Assert.All(rules, static rule =>
        {
            // What is about our own settings is documented nowhere else.
            Assert.True(rule.GetProperty("id").GetString() == "IAM1104" || Uri.IsWellFormedUriString(rule.GetProperty("helpUri").GetString(), UriKind.Absolute));
            Assert.StartsWith($"# {rule.GetProperty("id").GetString()}: {rule.GetProperty("shortDescription").GetProperty("text").GetString()}\n", rule.GetProperty("help").GetProperty("markdown").GetString(), StringComparison.Ordinal);
            // A reader of the log has no folder of documents beside it.
            Assert.DoesNotContain(".md)", rule.GetProperty("help").GetProperty("markdown").GetString(), StringComparison.Ordinal);
            Assert.DoesNotContain("```", rule.GetProperty("help").GetProperty("text").GetString(), StringComparison.Ordinal);
            Assert.NotEmpty(rule.GetProperty("fullDescription").GetProperty("text").GetString()!);
        });
        Assert.Equal("note", rules[33].GetProperty("defaultConfiguration").GetProperty("level").GetString());
    }

    [Fact]
    public void Files_outside_of_the_folder_have_absolute_URIs_and_a_GitHub_workspace_is_the_root()
    {
        using var folder = new TemporaryFolder();
        string policy = folder.Write("infra/p/x.json", Broken);
        string inner = Path.Combine(folder.Location, "infra");

        Assert.Equal(new Uri(policy).AbsoluteUri, UriOf(ToolProcess.Run(["validate", policy, "--format", "sarif"])));
        Assert.Equal("p/x.json", UriOf(ToolProcess.Run(["validate", policy, "--format", "sarif"], folder: inner)));
        Assert.Equal("infra/p/x.json", UriOf(ToolProcess.Run(["validate", "p", "--format", "sarif"], folder: inner, workspace: folder.Location)));
        Assert.Contains("::error file=infra/p/x.json,line=1,", ToolProcess.Run(["validate", "p", "--format", "github"], folder: inner, workspace: folder.Location).Output, StringComparison.Ordinal);
        Assert.Equal("stdin", UriOf(ToolProcess.Run(["validate", "-", "--format", "sarif"], Broken)));
    }

    [Fact]
    public void Hostile_names_of_files_are_percent_encoded_and_lead_back_to_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs names that Windows refuses");
        using var folder = new TemporaryFolder();
        folder.Write(Hostile, Broken);

        string uri = UriOf(ToolProcess.Run(["validate", ".", "--format", "sarif"], folder: folder.Location));

        Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative), uri);
        Assert.True(uri.All(char.IsAscii));
        Assert.Equal(Hostile, Uri.UnescapeDataString(uri));
    }

    [Fact]
    public void Workflow_commands_escape_what_would_end_or_forge_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs names that Windows refuses");
        using var folder = new TemporaryFolder();
        folder.Write(Hostile, """{"Version":"2012-10-17","Statement":{"Effect":"50%\r\n::add-mask::x","Action":"s3:*","Resource":"*"}}""");

        ToolResult result = ToolProcess.Run(["validate", ".", "gone,\n::error::x:%.json", "--format", "github"], folder: folder.Location);

        string[] lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("::error file=a b#c?d%2520e%2Cf%3Ag%0A%3A%3Aerror%3A%3Ah;i'j\"k<l>&é😀\uFFFD[m.json,line=1,endLine=1,col=47,endColumn=69,title=IAM0010 The Effect is neither Allow nor Deny::Effect is \"Allow\" or \"Deny\", but found '50%25\uFFFD\uFFFD::add-mask::x'", lines[0]);
        Assert.StartsWith("::error file=gone%2C%0A%3A%3Aerror%3A%3Ax%3A%25.json::cannot read gone,\uFFFD::error::x:%25.json: Could not find file", lines[1], StringComparison.Ordinal);
        Assert.Equal("2 files: 1 error, 0 warnings, 0 infos, 1 could not be read", lines[2]);
        Assert.Equal("", result.Error);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public void Names_of_files_that_look_like_commands_stay_one_property_in_a_folder_and_in_tests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs names that Windows refuses");
        const string Name = "::stop-commands::x\n::add-mask::a,line=9%0A";
        using var folder = new TemporaryFolder();
        folder.Write(Name + ".json", "{");
        folder.Write(Name + ".iamtest.yaml", $$"""
            policies: { identity: [ { Version: "2012-10-17", Statement: [ { Effect: Allow, Action: "s3:Get*", Resource: "*" } ] } ] }
            tests:
              - { name: "::error::n,\n::debug::%0A", principal: "arn:aws:iam::111122223333:user/bob", allow: { s3:PutObject: "*" } }
              - { "##[add-mask]x": "::error::" }
            """);
        const string Escaped = "%3A%3Astop-commands%3A%3Ax%0A%3A%3Aadd-mask%3A%3Aa%2Cline=9%250A";

        string[] found = Commands(ToolProcess.Run(["validate", ".", "--format", "github"], folder: folder.Location));
        string[] tested = Commands(ToolProcess.Run(["test", ".", "--github"], folder: folder.Location));

        Assert.StartsWith($"::error file={Escaped}.json,line=1,", Assert.Single(found), StringComparison.Ordinal);
        Assert.NotEmpty(tested);
        Assert.All(tested, static command => Assert.StartsWith($"::error file={Escaped}.iamtest.yaml,line=", command, StringComparison.Ordinal));
        // Neither do the lines for people, which stand beside them.
        Assert.Empty(Commands(ToolProcess.Run(["validate", "."], folder: folder.Location)));
    }

    [Fact]
    public void Gravities_become_error_warning_and_notice()
    {
        string[] lines = ToolProcess.Run(["validate", "-", "--format", "github"], Broken).Output.Split('\n');

        Assert.Contains(lines, static line => line.StartsWith("::notice file=stdin,line=1,endLine=1,col=74,endColumn=89,title=IAM0050 The service prefix of an action has a wildcard::the service prefix", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("::warning file=stdin,", StringComparison.Ordinal) && line.EndsWith("title=IAM0028 A multivalued key is compared without a set operator::'aws:TagKeys' is multivalued and matches nothing without a set operator%0Ahelp: put ForAnyValue: or ForAllValues: in front of the operator", StringComparison.Ordinal));
    }

    [Fact]
    public void A_range_of_lines_has_no_columns()
    {
        string output = ToolProcess.Run(["validate", "-", "--format", "github"], "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":{\n},\"Resource\":\"*\"}}").Output;

        Assert.Contains("::error file=stdin,line=1,endLine=2,title=IAM0005 A value has the wrong JSON kind::", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixes_suppressions_and_severities_of_settings_are_in_the_log_and_it_stays_valid()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p/a.json", "{\r\n  \"Id\": \"😀\", \"Statement\": { \"Effect\": \"Deny\", \"Action\": \"s3:PutObject\", \"Resource\": [\"*\", null] }\r\n}");
        folder.Write(".iamsim.json", """{"severity":{"IAM0033":"error"},"suppress":[{"id":"IAM0034","reason":"it is \"theirs\""},{"id":"IAM0035","reason":"x"}]}""");

        ToolResult result = ToolProcess.Run(["validate", "p", "--format", "sarif"], folder: folder.Location);

        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0-rtm.5.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(result.Output));
        JsonElement[] results = Results(result);
        Assert.Equal(["IAM0016 error", "IAM0032 warning", "IAM0033 error", "IAM0034 note", "IAM1104 note"], results.Select(static result => $"{result.GetProperty("ruleId").GetString()} {result.GetProperty("level").GetString()}").Order(StringComparer.Ordinal));
        Dictionary<string, JsonElement> byRule = results.ToDictionary(static result => result.GetProperty("ruleId").GetString()!, StringComparer.Ordinal);
        Assert.Equal("""[{"description":{"text":"remove the Id"},"artifactChanges":[{"artifactLocation":{"uri":"p/a.json","uriBaseId":"%SRCROOT%"},"replacements":[{"deletedRegion":{"startLine":2,"startColumn":3,"endLine":2,"endColumn":14},"insertedContent":{"text":""}}]}]}]""", Compact(byRule["IAM0033"].GetProperty("fixes")));
        // An insertion deletes nothing.
        Assert.Equal("""{"startLine":2,"startColumn":3,"endLine":2,"endColumn":3}""", Compact(byRule["IAM0032"].GetProperty("fixes")[0].GetProperty("artifactChanges")[0].GetProperty("replacements")[0].GetProperty("deletedRegion")));
        Assert.Equal("it is \"theirs\"", byRule["IAM0034"].GetProperty("suppressions")[0].GetProperty("justification").GetString());
        Assert.Equal("external", byRule["IAM0034"].GetProperty("suppressions")[0].GetProperty("kind").GetString());
        Assert.False(byRule["IAM0033"].TryGetProperty("suppressions", out _));
        Assert.Equal(".iamsim.json", byRule["IAM1104"].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Suppressed_findings_are_no_annotations()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Broken);
        folder.Write(".iamsim.json", """{"suppress":[{"id":"IAM0050","reason":"x"},{"id":"IAM0010","statement":1,"reason":"x"}]}""");

        string output = ToolProcess.Run(["validate", "a.json", "--format", "github"], folder: folder.Location).Output;

        Assert.DoesNotContain("IAM0050", output, StringComparison.Ordinal);
        Assert.DoesNotContain("IAM0010", output, StringComparison.Ordinal);
        Assert.Contains("title=IAM0028 ", output, StringComparison.Ordinal);
        Assert.EndsWith(", 2 suppressed\n", output, StringComparison.Ordinal);
    }

    // A runner takes blanks before a command as nothing.
    private static string[] Commands(ToolResult result) => [.. (result.Output + result.Error).Split('\n').Where(static line => line.TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal))];

    private static JsonElement[] Results(ToolResult result) => [.. JsonDocument.Parse(result.Output).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];

    private static string UriOf(ToolResult result) => Results(result)[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!;

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element).Replace("\\u0025", "%", StringComparison.Ordinal);
}
