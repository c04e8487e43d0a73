using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>A policy set ready to be evaluated. Immutable.</summary>
internal sealed class CompiledPolicySet
{
    private CompiledPolicySet(PolicySet source, EvaluationOptions options, CompiledLayer?[] layers, CompiledPolicy? accessPoint)
    {
        Source = source;
        Options = options;
        Layers = layers;
        AccessPoint = accessPoint is null ? null : new CompiledLayer([[accessPoint]]);
    }

    public PolicySet Source { get; }

    public EvaluationOptions Options { get; }

    /// <summary>The layers by <see cref="PolicyKind"/>; <c>null</c> where a kind is left out.</summary>
    public CompiledLayer?[] Layers { get; }

    public CompiledLayer? AccessPoint { get; }

    public CompiledLayer? this[PolicyKind kind] => Layers[(int)kind];

    public static CompiledPolicySet Compile(PolicySet set, EvaluationOptions options, DiagnosticBag diagnostics)
    {
        var compiler = new PolicyCompiler(options, diagnostics);
        CompiledPolicy One(PolicyDocument? document, PolicyKind kind) => document is null
            ? throw new ArgumentException("the policy set holds a policy that is null", nameof(set))
            : compiler.Compile(document, kind, set.ResourcePolicyKind, set.VpcEndpointType);
        CompiledLayer? Single(PolicyDocument? document, PolicyKind kind) => document is null ? null : new CompiledLayer([[One(document, kind)]]);
        CompiledPolicy[] Level(IEnumerable<PolicyDocument> documents, PolicyKind kind) => [.. documents.Select(document => One(document, kind))];

        var layers = new CompiledLayer?[Enum.GetValues<PolicyKind>().Length];
        layers[(int)PolicyKind.Identity] = new CompiledLayer([Level(set.Identity.IsDefault ? [] : set.Identity, PolicyKind.Identity)]);
        layers[(int)PolicyKind.PermissionsBoundary] = Single(set.PermissionsBoundary, PolicyKind.PermissionsBoundary);
        layers[(int)PolicyKind.Session] = set.Session is { } session ? new CompiledLayer([Level(session.IsDefault ? [] : session, PolicyKind.Session)]) : null;
        layers[(int)PolicyKind.Resource] = Single(set.Resource, PolicyKind.Resource);
        layers[(int)PolicyKind.VpcEndpoint] = Single(set.VpcEndpoint, PolicyKind.VpcEndpoint);
        layers[(int)PolicyKind.ServiceControl] = set.ServiceControlPolicies is { IsDefault: false } serviceLevels
            ? new CompiledLayer([.. serviceLevels.Select(level => Level(level.IsDefault ? [] : level, PolicyKind.ServiceControl))]) : null;
        layers[(int)PolicyKind.ResourceControl] = set.ResourceControlPolicies is { IsDefault: false } resourceLevels
            ? new CompiledLayer([.. resourceLevels.Select(level => Level(level.IsDefault ? [] : level, PolicyKind.ResourceControl))]) : null;
        CompiledPolicy? accessPoint = set.AccessPoint is { } document ? One(document, PolicyKind.Resource) : null;
        return new CompiledPolicySet(set, options, layers, accessPoint);
    }
}

/// <summary>The documents of one kind by level: the documents of a level unite, the levels intersect (SCP-2).</summary>
internal sealed class CompiledLayer(CompiledPolicy[][] levels)
{
    public CompiledPolicy[][] Levels => levels;
}
