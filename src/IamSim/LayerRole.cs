namespace IamSim;

/// <summary>What a kind of policy can do.</summary>
public enum LayerRole : byte
{
    /// <summary>It can only take away: where it is present and does not allow, nothing is allowed.</summary>
    Limit,

    /// <summary>It can give.</summary>
    Grant,
}
