namespace IamSim.ServiceData.Generator.Sources;

/// <summary>Fills gaps that AWS's own data has: a row names a resource type, or an action a condition key, that its service does not list.</summary>
internal static class Gaps
{
    /// <param name="catalogue">The data.</param>
    /// <param name="notes">Gets a line for every gap.</param>
    public static SourceCatalogue Fill(SourceCatalogue catalogue, ICollection<string> notes) =>
        catalogue with { Services = [.. catalogue.Services.Select(service => Fill(service, notes))] };

    private static SourceService Fill(SourceService service, ICollection<string> notes)
    {
        string[] types = Missing(service.Actions.SelectMany(static action => action.ResourceTypes).Select(static row => row.ResourceType), service.ResourceTypes.Select(static type => type.Name));
        IEnumerable<string> used = service.Actions.SelectMany(static action => action.ConditionKeys.Concat(action.ResourceTypes.SelectMany(static row => row.ConditionKeys))).Concat(service.ResourceTypes.SelectMany(static type => type.ConditionKeys));
        string[] keys = Missing(used, service.ConditionKeys.Select(static key => key.Name));
        foreach (string note in types.Select(static type => $"resource type '{type}', which is taken over without ARNs").Concat(keys.Select(static key => $"condition key '{key}', which is taken over without a type")))
        {
            notes.Add($"{service.Prefix} names but does not list the {note}");
        }

        return service with
        {
            ResourceTypes = [.. service.ResourceTypes, .. types.Select(static type => new SourceResourceType(type, [], []))],
            ConditionKeys = [.. service.ConditionKeys, .. keys.Select(static key => new SourceConditionKey(key, [ConditionKeyType.Unknown], IsMultivalued: false))],
        };
    }

    private static string[] Missing(IEnumerable<string> used, IEnumerable<string> listed) => [.. used.Except(listed, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
}
