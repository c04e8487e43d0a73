using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>A user. Immutable and thread-safe.</summary>
public sealed class IamUser : IamPrincipal
{
    internal IamUser(string arn, string name)
        : base(arn, name)
    {
    }

    /// <summary>The groups it is in, whose policies are its own too (EVAL-6). Groups that the environment does not hold are not among them.</summary>
    public ImmutableArray<IamGroup> Groups { get; internal set; } = [];

    /// <summary>The names of its groups, also of those the environment does not hold.</summary>
    public ImmutableArray<string> GroupNames { get; internal init; } = [];
}
