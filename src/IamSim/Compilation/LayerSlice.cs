using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>The statements of one layer that cover one action, with the test of the action already passed. Immutable.</summary>
internal sealed class LayerSlice
{
    public LayerSlice(LevelSlice[] levels)
    {
        Levels = levels;
        Constant = FindConstant();
    }

    public LevelSlice[] Levels { get; }

    /// <summary>What the layer says whatever the caller, the resource and the context; <c>null</c> when that depends on them.</summary>
    public ConstantVerdict? Constant { get; }

    // A Deny that needs no test settles the layer, since no level before it has one; else every level must allow without test, or one has nothing.
    private ConstantVerdict? FindConstant()
    {
        CompiledStatement? allow = null;
        bool isSilent = Levels.Length == 0;
        foreach (LevelSlice level in Levels)
        {
            if (level.Denies.Length > 0)
            {
                return level.Denies[0].IsUnconditional ? new ConstantVerdict(LayerVerdict.Deny, level.Denies[0]) : null;
            }

            if (level.Allows.Length == 0)
            {
                isSilent = true;
            }
            else if (!level.AlwaysAllows)
            {
                return null;
            }
            else
            {
                allow ??= level.Allows[0];
            }
        }

        return isSilent ? new ConstantVerdict(LayerVerdict.Silent, null) : new ConstantVerdict(LayerVerdict.Allow, allow);
    }
}

/// <summary>One level of a layer, in the order of the policies.</summary>
internal readonly struct LevelSlice
{
    public static readonly LevelSlice Empty = new([], []);

    private LevelSlice(CompiledStatement[] denies, CompiledStatement[] allows)
    {
        Denies = denies;
        Allows = allows;
        AlwaysAllows = allows.Length > 0 && allows[0].IsUnconditional;
    }

    /// <summary>The Deny statements, up to the first that needs no test.</summary>
    public CompiledStatement[] Denies { get; }

    /// <summary>The Allow statements, up to the first that needs no test. In a layer that grants they are in order, since the first that matches is named.</summary>
    public CompiledStatement[] Allows { get; }

    /// <summary>Whether the first Allow needs no test.</summary>
    public bool AlwaysAllows { get; }

    /// <summary>Makes a level of the statements that cover the action.</summary>
    /// <param name="statements">The statements in order.</param>
    /// <param name="namesAllow">Whether an answer names the Allow that decided; where it does not, one that needs no test stands for all.</param>
    public static LevelSlice Of(ReadOnlySpan<PlacedStatement> statements, bool namesAllow)
    {
        CompiledStatement[] denies = Select(statements, PolicyEffect.Deny);
        CompiledStatement[] allows = Select(statements, PolicyEffect.Allow);
        return new LevelSlice(denies, !namesAllow && allows.Length > 1 && allows[^1].IsUnconditional ? [allows[^1]] : allows);
    }

    private static CompiledStatement[] Select(ReadOnlySpan<PlacedStatement> statements, PolicyEffect effect)
    {
        int count = 0;
        foreach (PlacedStatement placed in statements)
        {
            if (placed.Statement.Effect == effect)
            {
                count++;
                if (placed.Statement.IsUnconditional)
                {
                    break;
                }
            }
        }

        if (count == 0)
        {
            return [];
        }

        var selected = new CompiledStatement[count];
        int next = 0;
        foreach (PlacedStatement placed in statements)
        {
            if (placed.Statement.Effect == effect && next < count)
            {
                selected[next++] = placed.Statement;
            }
        }

        return selected;
    }
}

/// <summary>An answer that needs no test.</summary>
/// <param name="Verdict">What the layer says.</param>
/// <param name="Statement">The statement behind it; <c>null</c> for silence.</param>
internal sealed record ConstantVerdict(LayerVerdict Verdict, CompiledStatement? Statement);
