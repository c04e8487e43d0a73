using IamSim.Diagnostics;
using IamSim.Linting;
using IamSim.Policies;

namespace IamSim.Fuzz.Targets;

/// <summary>The settings of the linter.</summary>
internal sealed class SettingsTarget() : FuzzTarget("settings", 1, "settings are read or say why not, and apply to any path")
{
    private static readonly PolicyDocument Policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Sid":"s","Effect":"Allow","Action":"*","Resource":"*"}]}""");
    private static readonly IReadOnlyList<Diagnostic> Findings = new PolicyLinter().Lint(Policy, PolicyKind.Identity);
    private static readonly string[] Paths = ["a.json", "policies/a/b.json", "é/\U0001F600.json", "a/../b", ""];

    public override IReadOnlyList<string> Tokens => [.. Mutations.Tokens.Punctuation, "\"severities\":{", "\"suppressions\":[{", "\"id\":\"IAM0501\",", "\"reason\":\"r\",", "\"files\":\"**/*.json\"", "\"sid\":\"s\"", "\"statement\":1", "\"kinds\":{", "\"identity\"", "\"threshold\":\"warning\"", "\"serviceData\":", "**", "*", "?", "/", "!", "[a-b]", "error", "off"];

    public override bool IsJson => true;

    public override void Run(byte[] input)
    {
        SourceText source = SourceText.FromUtf8(input, ".iamsim.json", 1, out Diagnostic? encoding);
        if (encoding is not null)
        {
            return;
        }

        bool isRead = LintSettings.TryParse(source, out LintSettings? settings, out IReadOnlyList<Diagnostic> findings);
        Invariant.AreFindings(findings);
        Invariant.Holds(isRead || findings.Count > 0, "settings are read or say why not");
        if (settings is null)
        {
            return;
        }

        var run = new LintRun(settings);
        foreach (string path in Paths)
        {
            settings.TryGetKind(path, out _);
            Invariant.Holds(run.Apply(Findings, Policy, path).Length <= Findings.Count, "settings bring no finding");
        }

        Invariant.AreFindings(run.FindUnusedSuppressions());
    }
}
