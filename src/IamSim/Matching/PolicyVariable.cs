using IamSim.Identifiers;

namespace IamSim.Matching;

/// <summary>A <c>${key}</c> or <c>${key, 'default'}</c> of a policy (VAR-1, VAR-7).</summary>
internal sealed record PolicyVariable(ContextKey Key, string? Default)
{
    /// <summary>The value, or else the default. <c>false</c> when there is neither (VAR-6), or when nobody knows.</summary>
    public bool TryResolve(IVariableSource source, out ReadOnlySpan<char> value)
    {
        if (source.TryGetVariable(Key, out value))
        {
            return true;
        }

        value = Default;
        return Default is not null && !source.IsUnknownVariable(Key);
    }
}
