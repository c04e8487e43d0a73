using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.Environments.Questions;

/// <summary>Makes a resource that an entry of Resource covers, so that the engine can be asked about it.</summary>
internal static class ExampleArn
{
    private const string Any = "example";

    /// <summary>The example.</summary>
    /// <param name="entry">The entry as a statement writes it.</param>
    /// <param name="caller">The caller, who settles variables and the account.</param>
    public static string Of(string entry, Principal caller)
    {
        if (entry.Length == 0 || entry.AsSpan().IndexOfAnyExcept('*') < 0)
        {
            return "*";
        }

        string text = string.Concat(VariableSyntax.Split(entry, null).Select(part => TextOf(part, caller)));
        string[] fields = text.Split(':', 6);
        if (fields.Length == 6)
        {
            fields[1] = Replace(fields[1], "aws");
            fields[3] = Replace(fields[3], "us-east-1");
            fields[4] = Replace(fields[4], caller.AccountId);
        }

        return string.Join(':', fields).Replace("*", Any, StringComparison.Ordinal).Replace('?', 'x');
    }

    private static string TextOf(TemplatePart part, Principal caller) =>
        part.Variable is not { } variable ? part.Text
        : variable.Key.Global == GlobalKey.PrincipalTag ? caller.SessionTagPairs.Find(variable.Key.FoldedTag) ?? caller.TagPairs.Find(variable.Key.FoldedTag) ?? variable.Default ?? Any
        : PrincipalKeys.Derive(caller, variable.Key.Global) ?? variable.Default ?? Any;

    private static string Replace(string field, string value) => field.AsSpan().ContainsAny('*', '?') ? value : field;
}
