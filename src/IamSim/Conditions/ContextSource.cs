using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.Conditions;

/// <summary>Where condition keys get their values during one evaluation: what the request states, else what follows from it.</summary>
internal abstract class ContextSource : IVariableSource
{
    /// <summary>Whether IPv4-mapped IPv6 addresses are read as IPv4 (OQ-12).</summary>
    public abstract bool UnmapsIPv4 { get; }

    /// <summary>The value of a key. <c>false</c> when it is missing.</summary>
    public abstract bool TryGet(ContextKey key, out ContextView view);

    public bool TryGetVariable(ContextKey key, out ReadOnlySpan<char> value)
    {
        if (TryGet(key, out ContextView view) && !view.IsMultivalued)
        {
            value = view.Single;
            return true;
        }

        value = default;
        return false;
    }
}
