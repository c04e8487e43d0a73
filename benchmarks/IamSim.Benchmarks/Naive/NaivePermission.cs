namespace IamSim.Benchmarks.Naive;

/// <summary>A cell of the permission matrix.</summary>
internal enum NaivePermission
{
    /// <summary>No request with this action is allowed.</summary>
    Denied,

    /// <summary>It depends on the resource or the context.</summary>
    Depends,

    /// <summary>Every request with this action is allowed.</summary>
    Allowed,
}
