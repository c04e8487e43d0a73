using IamSim.Diagnostics;
using IamSim.ServiceData;

namespace IamSim.Tool.Catalog;

/// <summary>The catalog's terms as the tool writes them.</summary>
internal static class CatalogWords
{
    public static IReadOnlyDictionary<string, AccessLevel> AccessLevels { get; } = new SortedDictionary<string, AccessLevel>(StringComparer.Ordinal)
    {
        ["list"] = AccessLevel.List,
        ["read"] = AccessLevel.Read,
        ["write"] = AccessLevel.Write,
        ["permissions-management"] = AccessLevel.PermissionsManagement,
        ["tagging"] = AccessLevel.Tagging,
    };

    /// <summary>The word of a level in a table, where the name in full would be too wide.</summary>
    public static string Of(AccessLevel level) => level switch
    {
        AccessLevel.PermissionsManagement => "permissions",
        AccessLevel.Unknown => "-",
        _ => AccessLevels.First(pair => pair.Value == level).Key,
    };

    /// <summary>The name of a level in JSON and on the command line.</summary>
    public static string NameOf(AccessLevel level) => AccessLevels.FirstOrDefault(pair => pair.Value == level).Key ?? "unknown";

    public static string Of(ConditionKeyType type) => type switch
    {
        ConditionKeyType.Unknown => "-",
        ConditionKeyType.IPAddress => "IpAddress",
        _ => type.ToString(),
    };

    public static string TypesOf(ConditionKeyDefinition key) =>
        (key.IsMultivalued ? "several of " : "") + string.Join(" or ", key.Types.Select(Of));

    /// <summary>The resource types of an action; a star marks those that are required, as AWS marks them.</summary>
    public static string ResourceTypesOf(ActionDefinition action) =>
        action.IsResourceLess ? "-" : string.Join(' ', action.ResourceTypes.DistinctBy(static row => row.Name).Select(static row => row.Name.Replace(' ', '-') + (row.IsRequired ? "*" : "")));

    /// <summary>The line under every answer.</summary>
    public static string Source(ServiceReference reference) => $"service data of {reference.Date:yyyy-MM-dd}";

    /// <summary>Tells that an action, a pattern of actions, a service or a key does not exist, with the nearest that does.</summary>
    public static int Unknown(ServiceReference reference, string kind, string name, IEnumerable<string> known) =>
        Unknown(reference, kind, name, name.Length == 0 ? null : Suggestion.Closest(name, known));

    /// <summary>Tells that something does not exist, with what may be meant.</summary>
    public static int Unknown(ServiceReference reference, string kind, string name, string? closest)
    {
        Console.Error.WriteLine($"iamsim: there is no {kind} '{PrintableText.Line(name)}' in the {Source(reference)}{(closest is null ? "" : $": did you mean '{closest}'?")}");
        return ExitCode.No;
    }

    /// <summary>The names of actions near a misspelled one: those of its service, or what it covers in another service where that is what is misspelled.</summary>
    public static IEnumerable<string> ActionsNear(ServiceReference reference, string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        string prefix = colon < 0 ? name : name[..colon];
        return reference.FindService(prefix) is { } service
            ? service.Actions.Select(static action => action.FullName)
            : colon < 0 ? reference.ServicePrefixes : reference.ServicePrefixes.Select(known => $"{known}{name[colon..]}").Where(reference.MatchesAnyAction);
    }
}
