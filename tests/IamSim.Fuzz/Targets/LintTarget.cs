using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Linting;
using IamSim.Policies;

namespace IamSim.Fuzz.Targets;

/// <summary>The linter and its fixes.</summary>
internal sealed class LintTarget() : FuzzTarget("lint", 3, "every rule answers; edits lie in the text; a mended policy is a policy, with nothing left to mend")
{
    private static readonly PolicyLinter Linter = new();

    public override IReadOnlyList<string> Tokens => [.. Mutations.Tokens.Policy, "\"iam:PassRole\"", "\"s3:GetObjct\"", "\"ec2:*\"", "\"aws:SourceVpce\"", "\"sts:AssumeRoleWithWebIdentity\"", "\"arn:aws:s3:::b/*\"", "\"Date\":", "\"aws:ResourceTag/${TagKey}\""];

    public override bool IsJson => true;

    public override void Run(byte[] input)
    {
        SourceText source = SourceText.FromUtf8(input, "policy.json", 1, out Diagnostic? encoding);
        if (encoding is not null || !PolicyDocument.TryParse(source, out PolicyDocument? document, out _))
        {
            return;
        }

        var run = new LintRun();
        // Every place of a policy in its turn.
        PolicyPlace place = input.Length % 2 == 0 ? PolicyPlace.Guess(document).Place : PolicyPlace.All[input.Length / 2 % PolicyPlace.All.Count];
        foreach (Diagnostic finding in Linter.Lint(document, place.Kind, place.Options))
        {
            Invariant.AreFindings([finding]);
            foreach (TextEdit edit in finding.Fix?.Edits ?? [])
            {
                Invariant.Holds(edit.Span.Start >= 0 && edit.Span.Length >= 0 && edit.Span.End <= source.Text.Length, "an edit lies in the text", finding.ToString);
            }
        }

        FixedPolicy mended = PolicyFixer.Fix(source, text => Lint(text, place, run));
        Invariant.Holds(PolicyDocument.TryParse(mended.Source, out _, out IReadOnlyList<Diagnostic> faults), "a mended policy is a policy", () => $"{faults[0]} in {mended.Source.Text}");
    }

    private static ImmutableArray<LintFinding> Lint(SourceText text, PolicyPlace place, LintRun run) =>
        PolicyDocument.TryParse(text, out PolicyDocument? document, out IReadOnlyList<Diagnostic> shape)
            ? run.Apply(Linter.Lint(document, place.Kind, place.Options), document, null)
            : run.Apply(shape, null, null);
}
