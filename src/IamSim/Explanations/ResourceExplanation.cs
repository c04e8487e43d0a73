using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>How Resource or NotResource compares with the resource of a request (GRAM-50 to GRAM-60).</summary>
public sealed record ResourceExplanation : ElementExplanation
{
    internal ResourceExplanation(ResourceMismatch mismatch, bool isNegated, PolicyValue? entry, SourceSpan span)
        : base(mismatch == ResourceMismatch.None, span)
    {
        Mismatch = mismatch;
        IsNegated = isNegated;
        Entry = entry;
    }

    /// <summary>What differs; of an ARN, the first part that does.</summary>
    public ResourceMismatch Mismatch { get; }

    /// <summary>Whether the element is NotResource.</summary>
    public bool IsNegated { get; }

    /// <summary>The entry that covers the resource, or the one that comes closest; <c>null</c> when the element is missing or empty.</summary>
    public PolicyValue? Entry { get; }

    /// <summary>The entry with its policy variables filled in; <c>null</c> when it has none. A variable without value stays as it is written.</summary>
    public string? Expanded { get; internal init; }

    /// <summary>Whether the entry has a <c>${…}</c> that is ordinary text: policy variables need Version 2012-10-17 and stand behind the fifth colon (VAR-1, VAR-2).</summary>
    public bool HasLiteralVariable { get; internal init; }

    /// <summary>The part of the entry that differs; <c>null</c> unless one part does.</summary>
    public string? EntryPart { get; internal init; }

    /// <summary>The part of the requested ARN that differs; <c>null</c> unless one part does.</summary>
    public string? RequestPart { get; internal init; }

    /// <summary>The context key of the variable that has no value (VAR-6); <c>null</c> unless <see cref="Mismatch"/> is <see cref="ResourceMismatch.VariableUnresolved"/>.</summary>
    public string? UnresolvedKey { get; internal init; }
}

/// <summary>Why a resource is not covered. The parts of an ARN come in their order.</summary>
public enum ResourceMismatch
{
    /// <summary>It is covered.</summary>
    None,

    /// <summary>The entry is no ARN, or the requested resource is none.</summary>
    FormDiffers,

    /// <summary>The partition differs.</summary>
    PartitionDiffers,

    /// <summary>The service differs.</summary>
    ServiceDiffers,

    /// <summary>The region differs.</summary>
    RegionDiffers,

    /// <summary>The account differs.</summary>
    AccountDiffers,

    /// <summary>What stands behind the fifth colon differs.</summary>
    ResourceDiffers,

    /// <summary>It differs in upper and lower case only, which counts (GRAM-53).</summary>
    CaseDiffers,

    /// <summary>A policy variable has no value, and the entry covers nothing (VAR-6).</summary>
    VariableUnresolved,

    /// <summary>The action has no resources, and only <c>*</c> covers it (GRAM-57).</summary>
    ActionHasNoResource,

    /// <summary>NotResource lists it (GRAM-56).</summary>
    Excluded,

    /// <summary>The list is empty and covers nothing (GRAM-28).</summary>
    EmptyList,
}
