using System.Collections.Immutable;

namespace IamSim.Environments.Escalations;

/// <summary>Which escalations to look for. Immutable.</summary>
public sealed record EscalationOptions
{
    /// <summary>Of every principal, to more permissions, in at most four steps.</summary>
    public static EscalationOptions Default { get; } = new();

    /// <summary>The users and roles to begin from, by ARN; empty for all that the environment holds.</summary>
    public ImmutableArray<string> From { get; init; } = [];

    /// <summary>Whether only ways to an administrator count.</summary>
    public bool OnlyToAdministrators { get; init; }

    /// <summary>Whether to tell also what identity policies grant but something else stops. Slower, for every path is looked at.</summary>
    public bool IncludesClosed { get; init; }

    /// <summary>How many steps a chain may have, 1 to 8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1 or more than 8.</exception>
    public int MaximumSteps
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 8);
            field = value;
        }
    } = 4;

    /// <summary>The Regions that the caller may choose from; empty for those of the account's resources, of all resources where it has none, or us-east-1, and for those that policies tell apart by aws:RequestedRegion.</summary>
    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>What is stated of every request, whoever makes it. Its context keys win over what the paths say; TLS is taken for granted.</summary>
    /// <exception cref="ArgumentException">Session policies or session tags are stated, which are of one session and not of the others of a chain.</exception>
    public AccessConditions Conditions
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value.SessionPolicies is null && value.SessionTags.IsEmpty ? value : throw new ArgumentException("session policies and session tags are of one session, and a chain has several", nameof(value));
        }
    } = AccessConditions.None;
}
