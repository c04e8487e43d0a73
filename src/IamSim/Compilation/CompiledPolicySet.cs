using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>A policy set ready to be evaluated. Immutable.</summary>
internal sealed class CompiledPolicySet
{
    /// <summary>The place of the access point's policy behind the layers of the kinds.</summary>
    public const int AccessPointSlot = 7;

    private PreparedActions? _actions;

    private CompiledPolicySet(PolicySet source, EvaluationOptions options, CompiledLayer?[] layers)
    {
        Source = source;
        Options = options;
        LayersBySlot = layers;
        int present = Enumerable.Range(0, layers.Length).Where(slot => layers[slot] is not null).Sum(static slot => 1 << slot);
        Kinds = present & ~(1 << AccessPointSlot);
        KindsAtAccessPoint = (Kinds & ~(1 << (int)PolicyKind.Resource)) | (AccessPoint is null ? 0 : 1 << (int)PolicyKind.Resource);
    }

    public PolicySet Source { get; }

    public EvaluationOptions Options { get; }

    /// <summary>The layers by <see cref="PolicyKind"/>, then that of the access point; <c>null</c> where a kind is left out.</summary>
    public CompiledLayer?[] LayersBySlot { get; }

    public CompiledLayer? AccessPoint => LayersBySlot[AccessPointSlot];

    public CompiledLayer? this[PolicyKind kind] => LayersBySlot[(int)kind];

    /// <summary>The kinds that are not left out, as bits by <see cref="PolicyKind"/>.</summary>
    public int Kinds { get; }

    /// <summary>The same where the access point's policy stands in for the resource's (S3-7).</summary>
    public int KindsAtAccessPoint { get; }

    /// <summary>The actions as this set sees them. The index behind them is built when the first question comes.</summary>
    public PreparedActions Actions => Volatile.Read(ref _actions) ?? IndexActions();

    public static CompiledPolicySet Compile(PolicySet set, EvaluationOptions options, DiagnosticBag diagnostics)
    {
        CompiledPolicy One(PolicyDocument? document, PolicyKind kind) => document is null
            ? throw new ArgumentException("the policy set holds a policy that is null", nameof(set))
            : SharedPolicies.Get(document, PolicyPlace.In(set, kind, options), diagnostics);
        CompiledLayer? Single(PolicyDocument? document, PolicyKind kind) => document is null ? null : new CompiledLayer([[One(document, kind)]]);
        CompiledPolicy[] Level(IEnumerable<PolicyDocument> documents, PolicyKind kind) => [.. documents.Select(document => One(document, kind))];

        var layers = new CompiledLayer?[AccessPointSlot + 1];
        layers[(int)PolicyKind.Identity] = new CompiledLayer([Level(set.Identity.IsDefault ? [] : set.Identity, PolicyKind.Identity)]);
        layers[(int)PolicyKind.PermissionsBoundary] = Single(set.PermissionsBoundary, PolicyKind.PermissionsBoundary);
        layers[(int)PolicyKind.Session] = set.Session is { } session ? new CompiledLayer([Level(session.IsDefault ? [] : session, PolicyKind.Session)]) : null;
        layers[(int)PolicyKind.Resource] = Single(set.Resource, PolicyKind.Resource);
        layers[(int)PolicyKind.VpcEndpoint] = Single(set.VpcEndpoint, PolicyKind.VpcEndpoint);
        layers[(int)PolicyKind.ServiceControl] = set.ServiceControlPolicies is { IsDefault: false } serviceLevels
            ? new CompiledLayer([.. serviceLevels.Select(level => Level(level.IsDefault ? [] : level, PolicyKind.ServiceControl))]) : null;
        layers[(int)PolicyKind.ResourceControl] = set.ResourceControlPolicies is { IsDefault: false } resourceLevels
            ? new CompiledLayer([.. resourceLevels.Select(level => Level(level.IsDefault ? [] : level, PolicyKind.ResourceControl))]) : null;
        layers[AccessPointSlot] = Single(set.AccessPoint, PolicyKind.Resource);
        return new CompiledPolicySet(set, options, layers);
    }

    /// <summary>Every statement with its place: layer by layer, level by level, in the order of the policies.</summary>
    public PlacedStatement[] PlaceStatements()
    {
        var placed = new List<PlacedStatement>();
        for (int slot = 0; slot < LayersBySlot.Length; slot++)
        {
            CompiledPolicy[][] levels = LayersBySlot[slot]?.Levels ?? [];
            for (int level = 0; level < levels.Length; level++)
            {
                foreach (CompiledPolicy policy in levels[level])
                {
                    foreach (CompiledStatement statement in policy.Statements)
                    {
                        placed.Add(new PlacedStatement(statement, slot, level));
                    }
                }
            }
        }

        return [.. placed];
    }

    // Two threads may both build it; only one of the two is kept.
    private PreparedActions IndexActions()
    {
        var built = new PreparedActions(this);
        return Interlocked.CompareExchange(ref _actions, built, null) ?? built;
    }
}

/// <summary>The documents of one kind by level: the documents of a level unite, the levels intersect (SCP-2).</summary>
internal sealed class CompiledLayer(CompiledPolicy[][] levels)
{
    public CompiledPolicy[][] Levels => levels;
}
