using System.Globalization;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Coverage as a table of policies and a list of what is not covered, for people.</summary>
internal static class CoverageText
{
    private const int MostUntouched = 10;

    public static void Write(PolicyCoverage coverage, TextWriter writer)
    {
        StatementCoverage[] statements = [.. coverage.Statements];
        Line(writer, $"statements  {Percent(coverage.StatementPercent)}  {statements.Count(static statement => statement.IsCovered)} of {statements.Length} decided a case, {statements.Count(static statement => statement.IsDecisive)} of them alone");
        Line(writer, $"entries     {Percent(coverage.EntryPercent)}  {Covered(coverage, static kind => kind < CoveredElementKind.Condition)} of Action, Resource and Principal");
        Line(writer, $"conditions  {Percent(coverage.ConditionPercent)}  {Covered(coverage, static kind => kind == CoveredElementKind.Condition)} both held and failed");
        Line(writer, $"layers      {string.Join(", ", coverage.Layers.Select(static layer => $"{CoverageWords.Layer(layer.Layer)} {layer.Decided}"))}");
        Line(writer, "");
        int width = Math.Max(6, coverage.Policies.Select(static policy => PrintableText.Line(policy.File).Length).DefaultIfEmpty().Max());
        foreach (PolicyDocumentCoverage policy in coverage.Policies)
        {
            Line(writer, $"{PrintableText.Line(policy.File).PadRight(width)}  {Percent(policy.StatementPercent)}  {policy.Statements.Count(static statement => statement.IsCovered)} of {policy.Statements.Length}");
        }

        WriteUncovered(coverage, writer);
        if (!coverage.Untouched.IsEmpty)
        {
            Line(writer, "");
            Line(writer, $"policies that no case is decided by, not counted: {coverage.Untouched.Length}");
            foreach (PolicyDocument document in coverage.Untouched.Take(MostUntouched))
            {
                Line(writer, $"  {PrintableText.Line(document.Source.Name ?? document.ToString())}");
            }

            if (coverage.Untouched.Length > MostUntouched)
            {
                Line(writer, $"  and {coverage.Untouched.Length - MostUntouched} more");
            }
        }
    }

    private static void WriteUncovered(PolicyCoverage coverage, TextWriter writer)
    {
        bool first = true;
        foreach (PolicyDocumentCoverage policy in coverage.Policies)
        {
            foreach (StatementCoverage statement in policy.Statements)
            {
                foreach (string line in LinesOf(policy, statement))
                {
                    Line(writer, first ? "\nnot covered" : null);
                    Line(writer, line);
                    first = false;
                }
            }
        }
    }

    private static IEnumerable<string> LinesOf(PolicyDocumentCoverage policy, StatementCoverage statement)
    {
        string file = PrintableText.Line(policy.File);
        if (!statement.IsCovered)
        {
            string why = statement.MatchedCases == 0 ? "no case matches it" : $"{statement.MatchedCases} cases match it, none is decided by it";
            yield return $"  {file}:{statement.Position}: {PrintableText.Line(statement.Label)}: {why}";
            yield break;
        }

        if (!statement.IsDecisive)
        {
            yield return $"  {file}:{statement.Position}: {PrintableText.Line(statement.Label)}: other statements decide the same cases";
        }

        foreach (ElementCoverage element in statement.Elements.Where(static element => !element.IsCovered))
        {
            yield return $"  {file}:{element.Position}: {CoverageWords.Kind(element.Kind)} {PrintableText.Line(element.Text)}: {CoverageWords.Why(element)}";
        }
    }

    private static string Covered(PolicyCoverage coverage, Func<CoveredElementKind, bool> counts)
    {
        ElementCoverage[] elements = [.. coverage.Elements.Where(element => counts(element.Kind))];
        return $"{elements.Count(static element => element.IsCovered)} of {elements.Length}";
    }

    private static string Percent(double percent) => (Math.Floor(percent * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture).PadLeft(5) + " %";

    private static void Line(TextWriter writer, string? line)
    {
        if (line is not null)
        {
            writer.Write(line);
            writer.Write('\n');
        }
    }
}
