using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>How the cases of a suite met the statements of one policy. Immutable.</summary>
/// <param name="Document">The policy; one stands for all of the same text.</param>
/// <param name="Kinds">What it is used as in the suite's policy sets, in the order of <see cref="PolicyKind"/>.</param>
/// <param name="Cases">How many cases it took part in.</param>
/// <param name="Statements">Its statements in order.</param>
public sealed record PolicyDocumentCoverage(PolicyDocument Document, ImmutableArray<PolicyKind> Kinds, int Cases, ImmutableArray<StatementCoverage> Statements)
{
    /// <summary>The file it stands in, as the policy names it; its name where it stands in none.</summary>
    public string File => Document.Source.Name ?? Document.ToString();

    /// <summary>The share of its statements that are covered, from 0 to 100.</summary>
    public double StatementPercent => PolicyCoverage.Percent(Statements.Count(static statement => statement.IsCovered), Statements.Length);

    /// <summary>The file and the percentage.</summary>
    public override string ToString() => $"{File}: {Statements.Count(static statement => statement.IsCovered)} of {Statements.Length} statements";
}
