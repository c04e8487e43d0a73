using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>What an environment holds, what it lacks, and what that costs. Immutable and thread-safe.</summary>
public sealed class EnvironmentSummary
{
    internal EnvironmentSummary()
    {
    }

    /// <summary>What it holds, by account in ordinal order.</summary>
    public required ImmutableArray<AccountSummary> Accounts { get; init; }

    /// <summary>How many files there were of each form, by the name of the form. A file that holds several counts for each.</summary>
    public required ImmutableSortedDictionary<string, int> Forms { get; init; }

    /// <summary>How many files held something of no known form.</summary>
    public required int UnknownFiles { get; init; }

    /// <summary>What is missing: by kind, then by account and subject.</summary>
    public required ImmutableArray<EnvironmentShortfall> Missing { get; init; }

    /// <summary>How many users and roles there are.</summary>
    public int Principals => Accounts.Sum(static account => account.Users + account.Roles);

    /// <summary>How many of them have answers that cannot be certain, whatever the request states.</summary>
    public int UnsettledPrincipals => Accounts.Sum(static account => account.UnsettledPrincipals);

    /// <summary>How many resources there are, also of no known account.</summary>
    public required int Resources { get; init; }

    /// <summary>Of how many of them nothing tells whether they have a policy, although those of their service can.</summary>
    public required int ResourcesWithoutKnownPolicy { get; init; }

    /// <summary>The certainty in one line.</summary>
    public override string ToString() =>
        $"{UnsettledPrincipals} of {Principals} users and roles have answers that are not certain; of {ResourcesWithoutKnownPolicy} of {Resources} resources it is not known whether they have a policy";
}
