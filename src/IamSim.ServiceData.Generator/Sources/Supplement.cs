namespace IamSim.ServiceData.Generator.Sources;

/// <summary>Adds what an older source says of actions and a newer one leaves out: the actions they depend on, and that they cannot be called.</summary>
internal static class Supplement
{
    public static SourceCatalogue Add(SourceCatalogue catalogue, SourceCatalogue older)
    {
        Dictionary<string, SourceAction> known = older.Services
            .SelectMany(static service => service.Actions.Select(action => (Key: $"{service.Prefix}:{action.Name}", action)))
            .ToDictionary(static pair => pair.Key, static pair => pair.action, StringComparer.OrdinalIgnoreCase);
        return catalogue with
        {
            Sources = [.. catalogue.Sources, .. older.Sources.Select(static source => source + " (dependent actions, permission-only actions)")],
            Services = [.. catalogue.Services.Select(service => service with
            {
                Actions = [.. service.Actions.Select(action => known.TryGetValue($"{service.Prefix}:{action.Name}", out SourceAction? old) ? Add(action, old) : action)],
            })],
        };
    }

    private static SourceAction Add(SourceAction action, SourceAction older)
    {
        // What belonged to a row that is not there any more belongs to the action.
        IEnumerable<string> homeless = older.ResourceTypes
            .Where(row => !action.ResourceTypes.Any(kept => IsSame(kept, row)))
            .SelectMany(static row => row.DependentActions);
        return action with
        {
            IsPermissionOnly = action.IsPermissionOnly || older.IsPermissionOnly,
            DependentActions = Join(action.DependentActions, older.DependentActions.Concat(homeless)),
            ResourceTypes = [.. action.ResourceTypes.Select(row => row with { DependentActions = Join(row.DependentActions, older.ResourceTypes.Where(old => IsSame(row, old)).SelectMany(static old => old.DependentActions)) })],
        };
    }

    private static bool IsSame(SourceRow left, SourceRow right) => string.Equals(left.ResourceType, right.ResourceType, StringComparison.OrdinalIgnoreCase);

    private static string[] Join(IEnumerable<string> left, IEnumerable<string> right) => [.. left.Concat(right).Distinct(StringComparer.OrdinalIgnoreCase)];
}
