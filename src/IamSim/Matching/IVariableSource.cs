using IamSim.Identifiers;

namespace IamSim.Matching;

/// <summary>Where the values of policy variables come from: the request at run time.</summary>
internal interface IVariableSource
{
    /// <summary>The single value of a key. <c>false</c> when it is missing or multivalued (VAR-4).</summary>
    public bool TryGetVariable(ContextKey key, out ReadOnlySpan<char> value);
}
