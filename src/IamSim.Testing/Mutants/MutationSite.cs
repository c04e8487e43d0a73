using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>A statement that is about to be changed.</summary>
/// <param name="operator">What changes it.</param>
/// <param name="document">The policy.</param>
/// <param name="index">The number of the statement.</param>
internal sealed class MutationSite(PolicyMutationOperator @operator, PolicyDocument document, int index)
{
    private const int LongestText = 120;

    public PolicyDocument Document => document;

    public PolicyStatement Statement => document.Statements[index];

    /// <summary>The policy with the statement changed.</summary>
    public Mutation Change(PolicyStatement changed, SourceSpan span, string before, string after) =>
        new(@operator, document, document with { Statements = document.Statements.SetItem(index, changed) }, span, Shorten(before), Shorten(after)) { Statement = index };

    /// <summary>The policy without the statement; <c>null</c> when it has no other, which is the policy taken away.</summary>
    public Mutation? Remove()
    {
        ImmutableArray<PolicyStatement> rest = document.Statements.RemoveAt(index);
        return rest.IsEmpty ? null : new Mutation(@operator, document, document with { Statements = rest }, Statement.Span, Shorten(document.Source.Slice(Statement.Span).ToString()), "") { Statement = index, RemovesStatement = true };
    }

    /// <summary>What stands at a place.</summary>
    public string TextAt(SourceSpan span) => document.Source.Slice(span).ToString();

    /// <summary>A text on one line, cut where it is long.</summary>
    public static string Shorten(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestText ? line : $"{line[..(LongestText - 1)]}…";
    }
}
