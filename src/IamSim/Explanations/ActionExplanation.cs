using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>How Action or NotAction compares with the action of a request (GRAM-40 to GRAM-45).</summary>
public sealed record ActionExplanation : ElementExplanation
{
    internal ActionExplanation(ActionMismatch mismatch, bool isNegated, PolicyValue? entry, SourceSpan span)
        : base(mismatch == ActionMismatch.None, span)
    {
        Mismatch = mismatch;
        IsNegated = isNegated;
        Entry = entry;
    }

    /// <summary>What differs.</summary>
    public ActionMismatch Mismatch { get; }

    /// <summary>Whether the element is NotAction.</summary>
    public bool IsNegated { get; }

    /// <summary>The entry that covers the action, or the one that comes closest; <c>null</c> when the element is missing or empty.</summary>
    public PolicyValue? Entry { get; }
}

/// <summary>Why an action is not covered.</summary>
public enum ActionMismatch
{
    /// <summary>It is covered.</summary>
    None,

    /// <summary>No entry is of its service.</summary>
    ServiceDiffers,

    /// <summary>An entry is of its service, none of its name.</summary>
    NameDiffers,

    /// <summary>NotAction lists it (GRAM-45).</summary>
    Excluded,

    /// <summary>The list is empty and covers nothing (GRAM-28).</summary>
    EmptyList,
}
