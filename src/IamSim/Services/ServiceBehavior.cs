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
    /// <param name="action">The action.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="resource">What is known of the resource.</param>
    /// <param name="arn">Its ARN.</param>
    public static ServiceBehavior Of(ActionTraits action, Principal caller, RequestResource resource, ReadOnlySpan<char> arn)
    {
        var behavior = default(ServiceBehavior);
        if (action.WellKnown == WellKnownAction.InvokeApi && resource.ApiGatewayAuthorization is ApiGatewayAuthorization.None or ApiGatewayAuthorization.CognitoUserPool)
        {
            return new ServiceBehavior { Grant = GrantRule.ResourcePolicyOnly };
        }

        // SVC-3: IAM knows the caller before any policy is read. An authorizer of its own may let in whom IAM does not know.
        if (action.WellKnown == WellKnownAction.InvokeApi && resource.ApiGatewayAuthorization == ApiGatewayAuthorization.Iam)
        {
            behavior = new ServiceBehavior { RefusedAnonymously = NamedRule.ApiMethodNotAnonymous };
        }

        foreach (ServiceRow row in action.Rows)
        {
            if (row.ConcernsResource(arn))
            {
                behavior = new ServiceBehavior
                {
                    Grant = row.OnlyRoleSessions && !caller.IsRoleSession ? behavior.Grant : row.Grant ?? behavior.Grant,
                    IgnoresResourcePolicy = behavior.IgnoresResourcePolicy || row.IgnoresResourcePolicy,
                    RefusedCrossAccount = behavior.RefusedCrossAccount ?? row.RefusedCrossAccount,
                    RefusedAnonymously = behavior.RefusedAnonymously ?? row.RefusedAnonymously,
                    Refused = behavior.Refused ?? row.Refused,
                };
            }
        }

        return behavior;
    }
}
