using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>What a policy set says about one action: by layer, the statements that cover it. Shared by all actions that the same statements cover. Immutable.</summary>
internal sealed class ActionSlice(LayerSlice?[] layers)
{
    /// <summary>The slice of a kind; <c>null</c> where the kind is left out.</summary>
    public LayerSlice? this[PolicyKind kind] => layers[(int)kind];

    /// <summary>Whether no layer has a statement that needs a test.</summary>
    public bool IsConstant { get; } = Array.TrueForAll(layers, static layer => layer is null or { Constant: not null });

    /// <summary>The slice of the access point's policy, which stands in for the resource's (S3-7).</summary>
    public LayerSlice? AccessPoint => layers[CompiledPolicySet.AccessPointSlot];
}
