using IamSim.ServiceData;

namespace IamSim.Linting;

/// <summary>Finds the actions that the entries of one policy name. Short patterns name thousands, so that a hostile policy runs out of them.</summary>
internal sealed class ActionExpander(ServiceReference services)
{
    // Patterns without a service are tried on the whole catalog.
    private const int MaximumAcrossServices = 200;

    // Ten times the catalog.
    private const int MaximumActions = 200_000;

    private int _acrossServices;
    private int _actions;

    /// <summary>The actions that an entry names; none once the policy has asked for too many.</summary>
    public IReadOnlyList<ActionDefinition> Expand(LintedAction action)
    {
        if (_actions >= MaximumActions || (action.HasWildcardInPrefix && ++_acrossServices > MaximumAcrossServices))
        {
            return [];
        }

        ActionDefinition[] found = [.. services.ExpandActions(action.Text)];
        _actions += found.Length;
        return found;
    }
}
