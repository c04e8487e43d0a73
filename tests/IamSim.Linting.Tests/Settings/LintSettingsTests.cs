using IamSim.Diagnostics;
using IamSim.Policies;
using NJsonSchema;

namespace IamSim.Linting.Tests.Settings;

/// <summary>Settings are read strictly, and the published schema says the same as the reader.</summary>
public sealed class LintSettingsTests
{
    private const string Whole = """
        {
          "$schema": "https://example.com/iamsim-settings.schema.json",
          "severity": { "IAM0032": "off", "IAM1104": "warning", "IAM0001": "error", "info": "warning" },
          "suppress": [
            { "id": "IAM0035", "file": "policies/*/open.json", "statement": "Everyone", "reason": "a demo" },
            { "id": "IAM0036", "statement": 2, "reason": "written by a tool" },
            { "id": "IAM0034", "reason": "x" }
          ],
          "kinds": { "policies/scp/**": "scp", "policies/*-trust.json": "trust", "**": "auto" },
          "threshold": "warning",
          "serviceData": "catalog/services.bin"
        }
        """;

    public static TheoryData<string, string, string?> Faults => new()
    {
        { "[]", "s:1:1: error IAM1103: the settings file must be an object, but is an array", null },
        { "null", "s:1:1: error IAM1103: the settings file must be an object, but is null", null },
        { """{"severty":{}}""", "s:1:2: error IAM1101: the settings file has no member 'severty': expected one of $schema, kinds, serviceData, severity, suppress, threshold", "did you mean 'severity'?" },
        { """{"severity":[]}""", "s:1:13: error IAM1103: 'severity' must be an object, but is an array", null },
        { """{"severity":{"IAM0O32":"off"}}""", "s:1:14: error IAM1103: there is no finding 'IAM0O32'", "did you mean 'IAM0032'?" },
        { """{"severity":{"iam0032":"off"}}""", "s:1:14: error IAM1103: there is no finding 'iam0032'", "did you mean 'IAM0032'?" },
        { """{"severity":{"warnings":"off"}}""", "s:1:14: error IAM1103: there is no finding 'warnings'", "did you mean 'warning'?" },
        { """{"severity":{"IAM1001":"off"}}""", "s:1:14: error IAM1103: there is no finding 'IAM1001'", null },
        { """{"severity":{"IAM1101":"off"}}""", "s:1:14: error IAM1103: there is no finding 'IAM1101'", null },
        { """{"severity":{"IAM0032":"warnin"}}""", "s:1:24: error IAM1103: a severity is error, warning, info or off, but found 'warnin'", "did you mean 'warning'?" },
        { """{"severity":{"IAM0032":false}}""", "s:1:24: error IAM1103: 'IAM0032' must be a string, but is the boolean false", null },
        { """{"severity":{"IAM0001":"off"}}""", "s:1:24: error IAM1103: IAM0001 stays an error: a text with it is no policy, and nothing else can be said of it", "remove it" },
        { """{"suppress":{}}""", "s:1:13: error IAM1103: 'suppress' must be an array, but is an object", null },
        { """{"suppress":["IAM0035"]}""", "s:1:14: error IAM1103: a suppression must be an object, but is the string 'IAM0035'", null },
        { """{"suppress":[{"id":"IAM0035"}]}""", "s:1:14: error IAM1102: a suppression has no member 'reason'", "add \"reason\": …" },
        { """{"suppress":[{"reason":"x"}]}""", "s:1:14: error IAM1102: a suppression has no member 'id'", "add \"id\": …" },
        { """{"suppress":[{"id":"IAM0035","reason":" \t"}]}""", "s:1:39: error IAM1103: the reason is empty", "say in a sentence why the finding is to stay" },
        { """{"suppress":[{"id":"IAM0003","reason":"x"}]}""", "s:1:20: error IAM1103: IAM0003 cannot be suppressed: a text with it is no policy", "mend the file, or leave it out of the run" },
        { """{"suppress":[{"id":"IAM035","reason":"x"}]}""", "s:1:20: error IAM1103: there is no finding 'IAM035'", "did you mean 'IAM0035'?" },
        { """{"suppress":[{"id":"IAM0035","reason":"x","statement":0}]}""", "s:1:55: error IAM1103: 'statement' must be a Sid, or the number of a statement counted from 1, but is the number 0", "leave it out to mean every statement" },
        { """{"suppress":[{"id":"IAM0035","reason":"x","statement":""}]}""", "s:1:55: error IAM1103: 'statement' must be a Sid, or the number of a statement counted from 1, but is the string ''", "leave it out to mean every statement" },
        { """{"suppress":[{"id":"IAM0035","reason":"x","statement":1.5}]}""", "s:1:55: error IAM1103: 'statement' must be a Sid, or the number of a statement counted from 1, but is the number 1.5", "leave it out to mean every statement" },
        { """{"suppress":[{"id":"IAM0035","reason":"x","files":"a"}]}""", "s:1:43: error IAM1101: a suppression has no member 'files': expected one of file, id, reason, statement", "did you mean 'file'?" },
        { """{"suppress":[{"id":"IAM0035","reason":"x","file":"/a"}]}""", "s:1:50: error IAM1103: the pattern '/a' is not relative", "write it as seen from the folder of the settings file" },
        { """{"suppress":[{"id":"IAM0035","reason":"x","file":"a\\b"}]}""", """s:1:50: error IAM1103: the pattern 'a\b' has a backslash""", "separate folders with /" },
        { """{"suppress":[{"id":"IAM0035","reason":"x","file":"../a"}]}""", "s:1:50: error IAM1103: the pattern '../a' has an empty name, . or ..", "write it as seen from the folder of the settings file, such as policies/**" },
        { """{"kinds":{"a/":"scp"}}""", "s:1:11: error IAM1103: the pattern 'a/' has an empty name, . or ..", "write it as seen from the folder of the settings file, such as policies/**" },
        { """{"kinds":{"a**":"scp"}}""", "s:1:11: error IAM1103: the pattern 'a**' has ** beside other characters", "** stands alone between slashes: policies/**/*.json" },
        { """{"kinds":{"":"scp"}}""", "s:1:11: error IAM1103: the pattern '' is empty", "write a path, or ** for all files" },
        { """{"kinds":{"a":"bukket"}}""", "s:1:15: error IAM1103: there is no kind of policy 'bukket': expected one of auto, identity, managed, inline-user, inline-group, inline-role, boundary, session, resource, bucket, key, trust, vpc-endpoint, gateway-endpoint, scp, rcp", "did you mean 'bucket'?" },
        { """{"threshold":"off"}""", "s:1:14: error IAM1103: a threshold is error, warning or info, but found 'off'", null },
        { """{"serviceData":""}""", "s:1:16: error IAM1103: 'serviceData' is empty", "name a file, relative to the folder of the settings" },
    };

    [Fact]
    public void Everything_that_can_be_set_is_read()
    {
        Assert.True(LintSettings.TryParse(new SourceText(Whole), out LintSettings? settings, out IReadOnlyList<Diagnostic> findings), string.Join('\n', findings));

        Assert.Empty(findings);
        Assert.Equal([("IAM0001", LintSeverity.Error), ("IAM0032", LintSeverity.Off), ("IAM1104", LintSeverity.Warning), ("info", LintSeverity.Warning)], settings.Severities.Select(static pair => (pair.Key, pair.Value)).Order());
        Assert.Equal(["IAM0035 in policies/*/open.json of Everyone: a demo", "IAM0036 of statement 2: written by a tool", "IAM0034: x"], settings.Suppressions.Select(static suppression => suppression.ToString()));
        Assert.Equal(DiagnosticSeverity.Warning, settings.Threshold);
        Assert.Equal("catalog/services.bin", settings.ServiceData);
        Assert.True(settings.TryGetKind("policies/scp/a/b.json", out PolicyPlace? place));
        Assert.Equal(PolicyKind.ServiceControl, place!.Kind);
        Assert.True(settings.TryGetKind("policies/x-trust.json", out place));
        Assert.Equal(ResourcePolicyKind.RoleTrust, place!.Options.ResourcePolicyKind);
        Assert.True(settings.TryGetKind("x.json", out place));
        Assert.Null(place);
        Assert.False(settings.TryGetKind(null, out place));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_has_its_place_what_was_expected_and_a_suggestion_and_the_schema_refuses_it_too(string text, string finding, string? help)
    {
        Assert.False(LintSettings.TryParse(new SourceText(text, "s"), out LintSettings? settings, out IReadOnlyList<Diagnostic> findings));

        Assert.Null(settings);
        Diagnostic found = Assert.Single(findings);
        Assert.Equal(finding, found.ToString());
        Assert.Equal(help ?? found.Help, found.Help);
        // Which ids exist changes from version to version; a schema that lists them would be wrong soon.
        if (!found.Message.StartsWith("there is no finding 'IAM1", StringComparison.Ordinal))
        {
            Assert.NotEmpty((await SchemaAsync()).Validate(text));
        }
    }

    [Fact]
    public async Task What_the_reader_takes_the_schema_takes()
    {
        JsonSchema schema = await SchemaAsync();

        Assert.Empty(schema.Validate(Whole));
        Assert.Empty(schema.Validate("{}"));
    }

    [Theory]
    [InlineData("", "IAM0001")]
    [InlineData("severity: {}", "IAM0001")]
    [InlineData("{ // no comments\n}", "IAM0001")]
    [InlineData("""{"threshold":"info","threshold":"error"}""", "IAM0004")]
    [InlineData("""{"suppress":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}""", "IAM0003")]
    public void A_text_that_is_not_strict_JSON_is_refused_with_its_place(string text, string id)
    {
        Assert.False(LintSettings.TryParse(new SourceText(text, "s"), out _, out IReadOnlyList<Diagnostic> findings));

        Assert.Equal(id, findings[0].Id);
        Assert.StartsWith("s:1:", findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_faults_are_told_at_once_and_no_more_than_200()
    {
        string many = $$"""{"severity":{{{string.Join(',', Enumerable.Range(0, 5_000).Select(static i => $"\"IAM9{i:0000}\":\"off\""))}}},"suppress":[{{string.Join(',', Enumerable.Repeat("{}", 5_000))}}]}""";

        Assert.False(LintSettings.TryParse(new SourceText(many), out _, out IReadOnlyList<Diagnostic> findings));
        Assert.Equal(200, findings.Count);
        Assert.False(LintSettings.TryParse(new SourceText("""{"threshold":1,"kinds":[]}"""), out _, out findings));
        Assert.Equal(["'kinds' must be an array", "'threshold' must be a string"], findings.Select(static finding => finding.Message[..finding.Message.IndexOf(',', StringComparison.Ordinal)].Replace("an object", "an array", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Large_settings_are_read()
    {
        string large = $$"""{"suppress":[{{string.Join(',', Enumerable.Range(1, 20_000).Select(static i => $$"""{"id":"IAM0035","statement":{{i}},"file":"p/{{i}}/**","reason":"r"}"""))}}]}""";

        Assert.True(LintSettings.TryParse(new SourceText(large), out LintSettings? settings, out _));
        Assert.Equal(20_000, settings.Suppressions.Length);
    }

    private static async Task<JsonSchema> SchemaAsync() => await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "iamsim-settings.schema.json"), TestContext.Current.CancellationToken);
}
