using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>
/// The fixes that may be made without asking: those that change no decision, and those of policies that AWS refuses and that can be read in one
/// way only. <c>null</c> means that it is none of them.
/// </summary>
internal static class PolicyFixes
{
    private static readonly string[] DocumentElements = ["Version", "Id", "Statement"];

    /// <summary>Gives a document the current Version.</summary>
    // VAR-2: the Version decides about variables, and about nothing else.
    public static DiagnosticFix? CurrentVersion(PolicyDocument document)
    {
        if (MayHoldVariable(document.Source.Slice(document.Span)))
        {
            return null;
        }

        if (document.Version is { } version)
        {
            return DiagnosticFix.Replace($"write Version {PolicyCompiler.Current}", version.Span, JsonEdits.Literal(PolicyCompiler.Current));
        }

        // Beside a misspelled one it would be the second.
        bool isMisspelled = document.UnknownElements.Any(static element => AsciiFold.Equals(element.Name.Text, "Version"));
        return !isMisspelled && JsonEdits.InsertFirst(document.Source, document.Span.Start, "Version", PolicyCompiler.Current) is { } edit
            ? new DiagnosticFix($"add Version {PolicyCompiler.Current}", [edit])
            : null;
    }

    /// <summary>Removes the Id of a document, which no decision depends on (GRAM-5).</summary>
    public static DiagnosticFix? RemoveId(PolicyDocument document) => document.Id is { } id
        ? new DiagnosticFix("remove the Id", [JsonEdits.Remove(document.Source, JsonEdits.Member(document.Source, id.Span))])
        : null;

    /// <summary>Removes a member, from its name on.</summary>
    public static DiagnosticFix Remove(PolicyDocument document, string title, SourceSpan name, SourceSpan value) =>
        new(title, [JsonEdits.Remove(document.Source, name with { Length = value.End - name.Start })]);

    /// <summary>Removes a null from a list that has other entries: an empty list would mean something else (GRAM-27, GRAM-28).</summary>
    public static DiagnosticFix? RemoveNull(PolicyDocument document, PolicyElement list, PolicyValue value) =>
        list.Values.Any(static entry => entry.Kind != PolicyValueKind.Null) ? new DiagnosticFix("remove the null", [JsonEdits.Remove(document.Source, value.Span)]) : null;

    /// <summary>Writes a text in the only case that AWS takes.</summary>
    public static DiagnosticFix? Case(PolicyValue written, string[] known) =>
        Array.Find(known, name => AsciiFold.Equals(name, written.Text)) is { } right && !string.Equals(right, written.Text, StringComparison.Ordinal)
            ? DiagnosticFix.Replace($"write {right}", written.Span, JsonEdits.Literal(right))
            : null;

    /// <summary>Writes an element of a document in its case, unless there would be two of it.</summary>
    public static DiagnosticFix? ElementCase(PolicyDocument document, UnknownElement element) =>
        document.UnknownElements.Count(other => AsciiFold.Equals(other.Name.Text, element.Name.Text)) == 1 && !IsTaken(document, element.Name.Text) ? Case(element.Name, DocumentElements) : null;

    /// <summary>Writes an element of a statement in its case, unless there would be two of it.</summary>
    public static DiagnosticFix? ElementCase(PolicyStatement statement, UnknownElement element, string[] known) =>
        statement.UnknownElements.Count(other => AsciiFold.Equals(other.Name.Text, element.Name.Text)) == 1 && !IsTaken(statement, element.Name.Text) ? Case(element.Name, known) : null;

    /// <summary>Writes an operator in AWS's case, unless there would be two of it.</summary>
    public static DiagnosticFix? OperatorCase(ConditionElement block, PolicyValue written, string usual) =>
        block.Operators.Count(other => AsciiFold.Equals(other.Operator.Text, written.Text)) == 1 ? DiagnosticFix.Replace($"write {usual}", written.Span, JsonEdits.Literal(usual)) : null;

    // An escape may spell either character; whoever writes ASCII like that is left alone.
    private static bool MayHoldVariable(ReadOnlySpan<char> text) => text.Contains("${", StringComparison.Ordinal) || text.Contains("\\u00", StringComparison.Ordinal);

    private static bool IsTaken(PolicyDocument document, string name) =>
        (AsciiFold.Equals(name, "Version") && document.Version is not null) || (AsciiFold.Equals(name, "Id") && document.Id is not null) || AsciiFold.Equals(name, "Statement");

    private static bool IsTaken(PolicyStatement statement, string name) => Present(statement).Any(present => AsciiFold.Equals(present, name));

    private static IEnumerable<string> Present(PolicyStatement statement)
    {
        (string Name, bool IsThere)[] all =
        [
            ("Sid", statement.Sid is not null),
            ("Effect", statement.Effect is not null),
            ("Principal", statement.Principal is not null),
            ("NotPrincipal", statement.NotPrincipal is not null),
            ("Action", statement.Action is not null),
            ("NotAction", statement.NotAction is not null),
            ("Resource", statement.Resource is not null),
            ("NotResource", statement.NotResource is not null),
            ("Condition", statement.Condition is not null),
        ];
        return all.Where(static element => element.IsThere).Select(static element => element.Name);
    }
}
