namespace IamSim.Json;

/// <summary>Names of members whose objects are taken as they are and not looked into. Immutable.</summary>
internal sealed class ClosedNames(params string[] names)
{
    /// <summary>Whether objects of this name stay closed.</summary>
    public bool Contains(string? name)
    {
        foreach (string known in names)
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
