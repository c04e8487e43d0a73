using System.Collections.Concurrent;
using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Testing.Suites;

/// <summary>What the catalog of services tells about entries of actions, remembered. Thread-safe.</summary>
internal sealed class CatalogActions(ServiceReference services)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ActionName>> _expanded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, HashSet<string>> _byResource = new(StringComparer.Ordinal);

    public ServiceReference Services => services;

    /// <summary>The actions that an entry with wildcards covers.</summary>
    public IReadOnlyList<ActionName> Expand(string entry) => _expanded.GetOrAdd(entry, static (pattern, catalog) => [.. catalog.ExpandActions(pattern).Select(static action => ActionName.Parse(action.FullName))], services);

    /// <summary>Whether the catalog lists the action for resources of that form. Of one that it does not know nothing is told.</summary>
    public bool Takes(ActionName action, string arn) => _byResource.GetOrAdd(arn, static (resource, catalog) => new HashSet<string>(catalog.FindActionsFor(resource).Select(static one => one.FullName), StringComparer.OrdinalIgnoreCase), services).Contains(action.Text);

    /// <summary>An entry that was probably meant; <c>null</c> for none.</summary>
    public string? Suggest(string entry)
    {
        int colon = entry.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return "write service:Name, such as s3:GetObject or s3:Get*";
        }

        string prefix = entry[..colon];
        string name = entry[(colon + 1)..];
        if (services.FindService(prefix) is not { } service)
        {
            return Diagnostics.Suggestion.Closest(prefix, services.ServicePrefixes) is { } closest ? $"did you mean '{closest}:{name}'?" : "iamsim actions lists the actions there are";
        }

        // Of a pattern its beginning is what was misspelled.
        string plain = name.Replace("*", "", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal);
        string ending = name[plain.Length..];
        IEnumerable<string> known = ending.Length == 0 || !name.StartsWith(plain, StringComparison.Ordinal)
            ? service.Actions.Select(static action => action.Name)
            : new[] { plain.Length - 1, plain.Length }.SelectMany(length => service.Actions.Where(action => length > 0 && action.Name.Length >= length).Select(action => action.Name[..length])).Distinct(StringComparer.Ordinal);
        return Diagnostics.Suggestion.Closest(plain, known) is { } close ? $"did you mean '{service.Prefix}:{close}{ending}'?" : $"iamsim actions {service.Prefix} lists the actions there are";
    }
}
