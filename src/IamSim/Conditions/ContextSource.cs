using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.Conditions;

/// <summary>Where condition keys get their values during one evaluation: what the request states, else what follows from it.</summary>
/// <remarks>
/// A partial evaluation has keys that nobody knows. What depends on one of them then counts as the source assumes, so that two evaluations,
/// one for each assumption, tell what is certain. An ordinary evaluation has none and pays for one test of a flag.
/// </remarks>
internal abstract class ContextSource : IVariableSource
{
    /// <summary>Whether IPv4-mapped IPv6 addresses are read as IPv4 (OQ-12).</summary>
    public abstract bool UnmapsIPv4 { get; }

    /// <summary>Whether there may be unknown keys.</summary>
    public bool HasUnknowns { get; protected set; }

    /// <summary>The answer of a test that depends on an unknown key.</summary>
    public bool AssumesUnknown { get; set; }

    /// <summary>Whether a pattern with an unknown variable covers whatever it might cover; otherwise it covers nothing.</summary>
    public bool UnknownMatches { get; set; }

    /// <summary>The value of a key. <c>false</c> when it is missing. Means nothing for an unknown key.</summary>
    public abstract bool TryGet(ContextKey key, out ContextView view);

    /// <summary>The value of a key that follows from the clock, as the instant that its text is read as. <c>false</c> where the text has to be read.</summary>
    public virtual bool TryGetClock(ContextKey key, out Instant instant)
    {
        instant = default;
        return false;
    }

    /// <summary>Whether nobody knows the value of a key. Asked only where <see cref="HasUnknowns"/>.</summary>
    public abstract bool IsUnknown(ContextKey key);

    /// <summary>What is known of an unknown key all the same; <c>null</c> for nothing, when it may also be missing. Asked only for unknown keys.</summary>
    public virtual KnownEnds? EndsOf(ContextKey key) => null;

    public bool IsUnknownVariable(ContextKey key) => HasUnknowns && IsUnknown(key);

    public bool TryGetVariable(ContextKey key, out ReadOnlySpan<char> value)
    {
        if (!IsUnknownVariable(key) && TryGet(key, out ContextView view) && !view.IsMultivalued)
        {
            value = view.Single;
            return true;
        }

        value = default;
        return false;
    }
}
