using IamSim.Identifiers;

namespace IamSim.Services;

/// <summary>How a decision on one resource deviates from the default procedure. <c>default</c> is the default procedure.</summary>
internal readonly record struct ServiceBehavior
{
    public GrantRule Grant { get; private init; }

    public bool IgnoresResourcePolicy { get; private init; }

    public NamedRule? RefusedCrossAccount { get; private init; }

    public NamedRule? RefusedAnonymously { get; private init; }

    public NamedRule? Refused { get; private init; }

    /// <summary>Gathers the rows that concern an action on a resource.</summary>
    /// <param name="request">The request.</param>
    /// <param name="resource">One of its resources.</param>
    public static ServiceBehavior Of(AccessRequest request, RequestResource resource)
    {
        var behavior = default(ServiceBehavior);
        ReadOnlySpan<char> name = request.FoldedAction.AsSpan(request.Service.Length + 1);
        if (request.Service == "execute-api" && name is "invoke" && resource.ApiGatewayAuthorization is ApiGatewayAuthorization.None or ApiGatewayAuthorization.CognitoUserPool)
        {
            return new ServiceBehavior { Grant = GrantRule.ResourcePolicyOnly };
        }

        foreach (ServiceRow row in ServiceRows.For(request.Service))
        {
            if (Concerns(row, name) && Concerns(row, resource))
            {
                behavior = new ServiceBehavior
                {
                    Grant = row.OnlyRoleSessions && !request.Principal.IsRoleSession ? behavior.Grant : row.Grant ?? behavior.Grant,
                    IgnoresResourcePolicy = behavior.IgnoresResourcePolicy || row.IgnoresResourcePolicy,
                    RefusedCrossAccount = behavior.RefusedCrossAccount ?? row.RefusedCrossAccount,
                    RefusedAnonymously = behavior.RefusedAnonymously ?? row.RefusedAnonymously,
                    Refused = behavior.Refused ?? row.Refused,
                };
            }
        }

        return behavior;
    }

    private static bool Concerns(ServiceRow row, ReadOnlySpan<char> action)
    {
        if (row.Actions.IsEmpty)
        {
            return true;
        }

        foreach (string entry in row.Actions)
        {
            if (entry.EndsWith('*') ? action.StartsWith(entry.AsSpan(0, entry.Length - 1), StringComparison.Ordinal) : action.SequenceEqual(entry))
            {
                return !row.ActionsAreExcepted;
            }
        }

        return row.ActionsAreExcepted;
    }

    private static bool Concerns(ServiceRow row, RequestResource resource)
    {
        if (row.ResourceService is null)
        {
            return true;
        }

        return Arn.TryParse(resource.Arn, out Arn arn)
            && arn.Service.SequenceEqual(row.ResourceService)
            && (row.ResourcePrefix is null || arn.Resource.StartsWith(row.ResourcePrefix, StringComparison.Ordinal))
            && (row.ResourceAccount is null || arn.AccountId.SequenceEqual(row.ResourceAccount))
            && (row.NamePrefix is null || arn.Resource[(arn.Resource.LastIndexOf('/') + 1)..].StartsWith(row.NamePrefix, StringComparison.Ordinal));
    }
}
