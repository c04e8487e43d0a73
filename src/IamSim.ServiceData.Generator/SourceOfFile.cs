using IamSim.ServiceData.Generator.Sources;

namespace IamSim.ServiceData.Generator;

/// <summary>What a catalogue file says, as a source that can be compared and written again.</summary>
internal static class SourceOfFile
{
    public static SourceCatalogue Read(ServiceReference reference) =>
        new(reference.Date, reference.Sources, [.. reference.ServicePrefixes.Select(prefix => Read(reference.FindService(prefix)!))]);

    private static SourceService Read(ServiceDefinition service) => new(
        service.Prefix,
        service.Name,
        [.. service.Actions.Select(Read)],
        [.. service.ResourceTypes.Select(static type => new SourceResourceType(type.Name, type.ArnPatterns, Names(type.ConditionKeys)))],
        [.. service.ConditionKeys.Select(static key => new SourceConditionKey(key.Name, key.Types, key.IsMultivalued))]);

    private static SourceAction Read(ActionDefinition action) => new(
        action.Name,
        action.AccessLevel,
        action.IsPermissionOnly,
        [.. action.ResourceTypes.Select(static row => new SourceRow(row.Name, row.IsRequired, Names(row.ConditionKeys), row.DependentActions))],
        Names(action.ConditionKeys),
        action.DependentActions);

    private static string[] Names(IReadOnlyList<ConditionKeyDefinition> keys) => [.. keys.Select(static key => key.Name)];
}
