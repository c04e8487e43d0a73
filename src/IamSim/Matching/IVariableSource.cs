using IamSim.Identifiers;

namespace IamSim.Matching;

/// <summary>Where the values of policy variables come from: the request at run time.</summary>
internal interface IVariableSource
{
    /// <summary>The single value of a key. <c>false</c> when it is missing or multivalued (VAR-4), or when nobody knows it.</summary>
    public bool TryGetVariable(ContextKey key, out ReadOnlySpan<char> value);

    /// <summary>Whether nobody knows the value of a key, which then has no default either. Only ever so during a partial evaluation.</summary>
    public bool IsUnknownVariable(ContextKey key);

    /// <summary>Whether a pattern with an unknown variable covers whatever it might cover; otherwise it covers nothing.</summary>
    public bool UnknownMatches { get; }
}
