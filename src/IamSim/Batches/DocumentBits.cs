using IamSim.Compilation;
using IamSim.Policies;

namespace IamSim.Batches;

/// <summary>What one document says of every action of a universe: without a test, or only under one. Immutable.</summary>
internal sealed class DocumentBits
{
    public DocumentBits(CompiledPolicy policy, ActionUniverse universe)
    {
        (Allows, AllowsAlways, Denies, DeniesAlways) = (universe.NewSet(), universe.NewSet(), universe.NewSet(), universe.NewSet());
        var tested = new List<TestedStatement>();
        foreach (CompiledStatement statement in policy.Statements)
        {
            ulong[] covered = universe.Cover(statement);
            if (statement.IsUnconditional)
            {
                BitSets.Or(statement.Effect == PolicyEffect.Allow ? AllowsAlways : DeniesAlways, covered);
            }
            else if (statement.Principals is not null || statement.Conditions.Length > 0)
            {
                tested.Add(new TestedStatement(statement, covered));
            }
            else if (statement.Effect == PolicyEffect.Deny)
            {
                BitSets.Or(Denies, covered);
            }
            else if (!statement.HasUnknownTest)
            {
                BitSets.Or(Allows, covered);
            }
        }

        BitSets.Or(Allows, AllowsAlways);
        BitSets.Or(Denies, DeniesAlways);
        Tested = [.. tested];
    }

    /// <summary>The actions that it allows on some resource at least.</summary>
    public ulong[] Allows { get; }

    public ulong[] AllowsAlways { get; }

    /// <summary>The actions that it denies on some resource at least.</summary>
    public ulong[] Denies { get; }

    public ulong[] DeniesAlways { get; }

    /// <summary>The statements that have to be asked for each caller.</summary>
    public TestedStatement[] Tested { get; }
}

/// <summary>A statement whose principals or conditions the caller may settle.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Covered">The actions that it covers.</param>
internal sealed record TestedStatement(CompiledStatement Statement, ulong[] Covered);
