using System.Runtime.CompilerServices;
using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>What a policy set says about one action: by layer, the statements that cover it. Shared by all actions that the same statements cover. Immutable.</summary>
internal sealed class ActionSlice
{
    private readonly Slots _layers;

    /// <summary>Makes a slice of its layers, in the order of <see cref="CompiledPolicySet.LayersBySlot"/>.</summary>
    public ActionSlice(LayerSlice?[] layers)
    {
        layers.CopyTo(_layers);
        IsConstant = Array.TrueForAll(layers, static layer => layer is null or { Constant: not null });
    }

    /// <summary>Whether no layer has a statement that needs a test.</summary>
    public bool IsConstant { get; }

    /// <summary>The slice of a kind; <c>null</c> where the kind is left out.</summary>
    public LayerSlice? this[PolicyKind kind] => _layers[(int)kind];

    /// <summary>The slice of the access point's policy, which stands in for the resource's (S3-7).</summary>
    public LayerSlice? AccessPoint => _layers[CompiledPolicySet.AccessPointSlot];

    // Within the object, since every question goes through it.
    [InlineArray(CompiledPolicySet.AccessPointSlot + 1)]
    private struct Slots
    {
        private LayerSlice? _first;
    }
}
