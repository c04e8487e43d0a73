using System.Numerics;
using IamSim.Policies;

namespace IamSim.Evaluation;

/// <summary>One kind of policy in the decision: what it can do, what it is called in answers, whom it spares.</summary>
/// <param name="Kind">The kind of policy.</param>
/// <param name="Role">Whether it limits or grants.</param>
/// <param name="Source">Its name as a deciding layer.</param>
/// <param name="Exemption">Why the layer does not concern a check, or <see cref="LayerExemption.None"/>.</param>
internal sealed record PolicyLayer(PolicyKind Kind, LayerRole Role, DecisionSource Source, LayerExemptionTest Exemption)
{
    public DecisionSources Flag { get; } = (DecisionSources)(1 << (int)Source);
}

/// <summary>Asks whether a layer concerns a check.</summary>
internal delegate LayerExemption LayerExemptionTest(in AuthorizationCheck check);

/// <summary>The one table of layers, in the order in which AWS looks at them (semantics 4.9, steps 1 to 7), which is that of <see cref="DecisionSource"/>.</summary>
internal static class PolicyLayers
{
    public static readonly PolicyLayer ResourceControl = new(PolicyKind.ResourceControl, LayerRole.Limit, DecisionSource.ResourceControl, LayerExemptions.OfResourceControl);
    public static readonly PolicyLayer ServiceControl = new(PolicyKind.ServiceControl, LayerRole.Limit, DecisionSource.ServiceControl, LayerExemptions.OfServiceControl);
    public static readonly PolicyLayer VpcEndpoint = new(PolicyKind.VpcEndpoint, LayerRole.Limit, DecisionSource.VpcEndpoint, static (in AuthorizationCheck _) => LayerExemption.None);
    public static readonly PolicyLayer Resource = new(PolicyKind.Resource, LayerRole.Grant, DecisionSource.Resource, LayerExemptions.OfResource);
    public static readonly PolicyLayer Identity = new(PolicyKind.Identity, LayerRole.Grant, DecisionSource.Identity, LayerExemptions.OfIdentity);
    public static readonly PolicyLayer PermissionsBoundary = new(PolicyKind.PermissionsBoundary, LayerRole.Limit, DecisionSource.PermissionsBoundary, LayerExemptions.OfIdentity);
    public static readonly PolicyLayer Session = new(PolicyKind.Session, LayerRole.Limit, DecisionSource.Session, LayerExemptions.OfSession);

    public static readonly PolicyLayer[] All = [ResourceControl, ServiceControl, VpcEndpoint, Resource, Identity, PermissionsBoundary, Session];

    private static readonly PolicyLayer[][] BySet = [.. Enumerable.Range(0, 1 << All.Length).Select(static kinds => Array.FindAll(All, layer => (kinds & (1 << (int)layer.Kind)) != 0))];

    /// <summary>The layers of some kinds, given as bits by <see cref="PolicyKind"/>.</summary>
    public static PolicyLayer[] Among(int kinds) => BySet[kinds];

    /// <summary>The first of some layers, of which there is at least one.</summary>
    public static PolicyLayer First(DecisionSources layers) => All[BitOperations.TrailingZeroCount((uint)layers) - (int)DecisionSource.ResourceControl];

    /// <summary>The row of a kind.</summary>
    public static PolicyLayer Of(PolicyKind kind) => Array.Find(All, layer => layer.Kind == kind)!;
}
