namespace IamSim.Environments.Questions;

/// <summary>A policy set as it grows: identity policies alone, then one limit after the other.</summary>
internal static class PermissionLayers
{
    /// <summary>The sets, each with the layer that it has more than the one before; the first has identity policies only.</summary>
    public static IEnumerable<(DecisionSource Layer, PolicySet Set)> Of(PolicySet set)
    {
        PolicySet grown = set with { PermissionsBoundary = null, Session = null, ServiceControlPolicies = null, ResourceControlPolicies = null, Resource = null, VpcEndpoint = null };
        yield return (DecisionSource.Identity, grown);
        if (set.PermissionsBoundary is not null)
        {
            yield return (DecisionSource.PermissionsBoundary, grown = grown with { PermissionsBoundary = set.PermissionsBoundary });
        }

        if (set.Session is not null)
        {
            yield return (DecisionSource.Session, grown = grown with { Session = set.Session });
        }

        if (set.ServiceControlPolicies is not null)
        {
            yield return (DecisionSource.ServiceControl, grown = grown with { ServiceControlPolicies = set.ServiceControlPolicies });
        }

        if (set.VpcEndpoint is not null)
        {
            yield return (DecisionSource.VpcEndpoint, grown = grown with { VpcEndpoint = set.VpcEndpoint });
        }

        if (set.ResourceControlPolicies is not null)
        {
            yield return (DecisionSource.ResourceControl, grown = grown with { ResourceControlPolicies = set.ResourceControlPolicies });
        }

        if (set.Resource is not null)
        {
            yield return (DecisionSource.Resource, grown with { Resource = set.Resource });
        }
    }
}
