using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Services;

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
                Set(statement, WithoutOwner(statement, covered, universe));
            }
            else
            {
                Set(statement, covered);
            }
        }

        BitSets.Or(Allows, AllowsAlways);
        BitSets.Or(Denies, DeniesAlways);
        DeniesNothing = BitSets.Count(Denies) == 0;
        Tested = [.. tested];
    }

    /// <summary>The actions that it allows on some resource at least.</summary>
    public ulong[] Allows { get; }

    public ulong[] AllowsAlways { get; }

    /// <summary>The actions that it denies on some resource at least.</summary>
    public ulong[] Denies { get; }

    public ulong[] DeniesAlways { get; }

    /// <summary>Whether <see cref="Denies"/> is empty, as it mostly is.</summary>
    public bool DeniesNothing { get; }

    /// <summary>The statements that have to be asked for each caller.</summary>
    public TestedStatement[] Tested { get; }

    private void Set(CompiledStatement statement, ulong[] maybe)
    {
        if (statement.Effect == PolicyEffect.Deny)
        {
            BitSets.Or(Denies, maybe);
        }
        else if (!statement.HasUnknownTest)
        {
            BitSets.Or(Allows, maybe);
        }
    }

    // CTX-6: with some actions AWS sends no keys of the owner, which the caller's account would settle. Takes them out of the others.
    private static ulong[] WithoutOwner(CompiledStatement statement, ulong[] covered, ActionUniverse universe)
    {
        ulong[] without = universe.NewSet();
        if (Array.Exists(statement.Conditions, static condition => IsOfOwner(condition.Key) || condition.Source.Variables.Any(IsOfOwner)))
        {
            BitSets.Or(without, covered);
            BitSets.And(without, universe.LackingOwner);
            BitSets.AndNot(covered, without);
        }

        return without;
    }

    private static bool IsOfOwner(ContextKey key) => key.Global is GlobalKey.ResourceAccount or GlobalKey.ResourceOrgId or GlobalKey.ResourceOrgPaths;
}

/// <summary>A statement whose principals or conditions the caller may settle.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Covered">The actions that it covers.</param>
internal sealed record TestedStatement(CompiledStatement Statement, ulong[] Covered);
