using System.Text;
using IamSim.ServiceData.Generator.Sources;

namespace IamSim.ServiceData.Generator;

/// <summary>What a catalogue changes against the one before it, for people.</summary>
internal static class ChangeSummary
{
    /// <summary>Writes a summary: numbers first, then an empty line, then every change on a line of its own.</summary>
    public static string Write(SourceCatalogue? before, SourceCatalogue after, IEnumerable<string> notes)
    {
        Dictionary<string, string> old = before is null ? [] : Facts(before);
        Dictionary<string, string> now = Facts(after);
        string[] added = [.. now.Keys.Except(old.Keys).Order(StringComparer.Ordinal)];
        string[] removed = [.. old.Keys.Except(now.Keys).Order(StringComparer.Ordinal)];
        string[] changed = [.. now.Keys.Where(name => old.TryGetValue(name, out string? fact) && fact != now[name]).Order(StringComparer.Ordinal)];

        var text = new StringBuilder();
        text.Append($"Service data of {after.Date:yyyy-MM-dd}, from {string.Join(" and ", after.Sources)}\n");
        text.Append(before is null ? "Compared with nothing\n" : $"Compared with {before.Date:yyyy-MM-dd}, from {string.Join(" and ", before.Sources)}\n");
        foreach (string kind in new[] { "service", "action", "resource type", "condition key" })
        {
            text.Append($"{kind + "s:",-16}{Count(now.Keys, kind),6}, added {Count(added, kind)}, removed {Count(removed, kind)}, changed {Count(changed, kind)}\n");
        }

        foreach (string note in notes)
        {
            text.Append($"note: {note}\n");
        }

        text.Append('\n');
        // Everything of a first catalogue is new, and of a new service too.
        foreach (string name in before is null ? [] : added.Where(name => !IsPartOf(name, added)))
        {
            text.Append($"+ {name}\n");
        }

        foreach (string name in removed.Where(name => !IsPartOf(name, removed)))
        {
            text.Append($"- {name}\n");
        }

        foreach (string name in changed)
        {
            text.Append($"~ {name}: {old[name]} -> {now[name]}\n");
        }

        return text.ToString();
    }

    private static int Count(IEnumerable<string> names, string kind) => names.Count(name => name.StartsWith(kind + " ", StringComparison.Ordinal));

    private static bool IsPartOf(string name, string[] services)
    {
        int service = name.IndexOf(" of ", StringComparison.Ordinal);
        return service >= 0 && Array.BinarySearch(services, $"service {name[(service + 4)..]}", StringComparer.Ordinal) >= 0;
    }

    // One line of facts for every thing that has a name.
    private static Dictionary<string, string> Facts(SourceCatalogue catalogue)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SourceService service in catalogue.Services)
        {
            facts[$"service {service.Prefix}"] = service.Name;
            foreach (SourceAction action in service.Actions)
            {
                facts[$"action {action.Name} of {service.Prefix}"] = Describe(action);
            }

            foreach (SourceResourceType type in service.ResourceTypes)
            {
                facts[$"resource type {type.Name} of {service.Prefix}"] = $"{string.Join(", ", type.ArnPatterns)}; {Join(type.ConditionKeys)}";
            }

            foreach (SourceConditionKey key in service.ConditionKeys)
            {
                facts[$"condition key {key.Name} of {service.Prefix}"] = $"{(key.IsMultivalued ? "several of " : "")}{string.Join(" or ", key.Types)}";
            }
        }

        return facts;
    }

    private static string Describe(SourceAction action)
    {
        IEnumerable<string> rows = action.ResourceTypes
            .Select(static row => $"{row.ResourceType}{(row.IsRequired ? "*" : "")}({Join(row.ConditionKeys)})({Join(row.DependentActions)})")
            .Order(StringComparer.OrdinalIgnoreCase);
        return $"{action.AccessLevel}{(action.IsPermissionOnly ? ", permission-only" : "")}; {string.Join(' ', rows)}; {Join(action.ConditionKeys)}; {Join(action.DependentActions)}";
    }

    private static string Join(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.OrdinalIgnoreCase));
}
