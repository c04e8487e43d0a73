namespace IamSim.Evaluation;

/// <summary>What a kind of policy can do.</summary>
internal enum LayerRole : byte
{
    /// <summary>It can only take away: without its Allow nothing is allowed.</summary>
    Limit,

    /// <summary>It can give.</summary>
    Grant,
}
