using IamSim.Diagnostics;

namespace IamSim.Linting.Rules;

/// <summary>A Sid that is the empty text.</summary>
internal sealed class EmptySidRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements)
        {
            if (statement.Statement.Sid is { Text.Length: 0 } sid)
            {
                var fix = new DiagnosticFix("remove the empty Sid", [JsonRemoval.OfMember(policy.Document.Source.Text, sid.Span)]);
                reporter.Report(LintDescriptors.EmptySid, sid.Span, "the Sid is empty and names nothing", "give the statement a name, or remove the Sid", fix);
            }
        }
    }
}
