using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments;

/// <content>What a principal can do.</content>
public sealed partial class EnvironmentAnalyzer
{
    /// <summary>Finds what a principal may do after every limit, on which resources, and what each layer took from what its own policies grant.</summary>
    /// <param name="principal">The caller: of the environment, of another account, a service, an identity provider, or anonymous. A role stands for its sessions.</param>
    /// <param name="options">What is asked; <c>null</c> means <see cref="WhatCanOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between two resources.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public EffectivePermissions WhatCan(Principal principal, WhatCanOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(principal);
        WhatCanOptions chosen = options ?? WhatCanOptions.Default;
        AccessConditions stated = chosen.Conditions;
        CallerProfile caller = _profiles.Caller(principal with { SessionTags = stated.SessionTags.IsEmpty ? principal.SessionTags : stated.SessionTags });
        return new PermissionSurvey(this, _profiles, caller, chosen).Run(cancellationToken);
    }

    /// <summary>The actions that a question is about: those of the entries, and of them those that the catalog knows for the resource if it knows any.</summary>
    internal ImmutableArray<ActionName> ActionsFor(WhatCanOptions options)
    {
        ImmutableArray<ActionName> actions = options.Actions is { } entries ? [.. ActionsOf(entries)] : Catalog;
        if (options.Resource is not { } resource || resource == "*")
        {
            return actions;
        }

        HashSet<ActionName> known = [.. Services.FindActionsFor(resource).Select(static action => ActionName.Parse(action.FullName))];
        return known.Count == 0 ? actions : [.. actions.Where(known.Contains)];
    }

    /// <summary>The context keys of the requests of a caller about some resources.</summary>
    internal static RequestContext ContextOf(Simulator simulator, CallerProfile caller, ResourceProfile resource, AccessConditions stated) =>
        WithDerivedKeys(simulator, caller, resource, stated.VpcEndpoint is { } endpoint ? WithEndpoint(endpoint, stated.Context) : stated.Context);
}
