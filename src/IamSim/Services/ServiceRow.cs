using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim.Services;

/// <summary>One documented deviation of a service or resource type from the default procedure.</summary>
internal sealed record ServiceRow
{
    /// <summary>The rule id behind the row.</summary>
    public required string Rule { get; init; }

    /// <summary>The service prefix of the action, in lower case.</summary>
    public required string Service { get; init; }

    /// <summary>Action names in lower case, a trailing <c>*</c> standing for any rest; empty means every action.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>Whether <see cref="Actions"/> lists the actions that the row does not concern.</summary>
    public bool ActionsAreExcepted { get; init; }

    /// <summary>The service field of the resource's ARN; <c>null</c> means any resource.</summary>
    public string? ResourceService { get; init; }

    /// <summary>How the part behind the fifth colon begins; <c>null</c> means any.</summary>
    public string? ResourcePrefix { get; init; }

    /// <summary>How the last path segment of the resource begins; <c>null</c> means any.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>The account field of the ARN; <c>null</c> means any.</summary>
    public string? ResourceAccount { get; init; }

    /// <summary>Who has to grant; <c>null</c> leaves it as it is.</summary>
    public GrantRule? Grant { get; init; }

    /// <summary>Whether <see cref="Grant"/> concerns only callers that are role sessions.</summary>
    public bool OnlyRoleSessions { get; init; }

    /// <summary>Whether the resource policy does not concern these actions.</summary>
    public bool IgnoresResourcePolicy { get; init; }

    /// <summary>The rule by which callers of other accounts are refused; <c>null</c> for none.</summary>
    public NamedRule? RefusedCrossAccount { get; init; }

    /// <summary>The rule by which unsigned callers are refused; <c>null</c> for none.</summary>
    public NamedRule? RefusedAnonymously { get; init; }

    /// <summary>The rule by which customers are refused; <c>null</c> for none.</summary>
    public NamedRule? Refused { get; init; }

    /// <summary>Whether the row concerns an action of its service.</summary>
    /// <param name="action">The name without service prefix, in lower case.</param>
    public bool Concerns(ReadOnlySpan<char> action)
    {
        if (Actions.IsEmpty)
        {
            return true;
        }

        foreach (string entry in Actions)
        {
            if (entry.EndsWith('*') ? action.StartsWith(entry.AsSpan(0, entry.Length - 1), StringComparison.Ordinal) : action.SequenceEqual(entry))
            {
                return !ActionsAreExcepted;
            }
        }

        return ActionsAreExcepted;
    }

    /// <summary>Whether the row concerns a resource.</summary>
    /// <param name="resource">Its ARN, or any other text.</param>
    public bool ConcernsResource(ReadOnlySpan<char> resource)
    {
        if (ResourceService is null)
        {
            return true;
        }

        return ArnParts.TryParse(resource, out ArnParts arn)
            && arn.Service.SequenceEqual(ResourceService)
            && (ResourcePrefix is null || arn.Resource.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            && (ResourceAccount is null || arn.AccountId.SequenceEqual(ResourceAccount))
            && (NamePrefix is null || arn.Resource[(arn.Resource.LastIndexOf('/') + 1)..].StartsWith(NamePrefix, StringComparison.Ordinal));
    }
}
