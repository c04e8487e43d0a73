namespace IamSim.Environments;

/// <summary>What is certain about an access, from an environment that knows most but not all.</summary>
public enum AccessState
{
    /// <summary>Not allowed, whatever is not known. The default.</summary>
    Denied,

    /// <summary>It depends on context keys or policies that are not known.</summary>
    Depends,

    /// <summary>Allowed, whatever is not known, under the assumptions that the answer lists.</summary>
    Allowed,
}
