using System.Collections.Concurrent;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Testing.Suites;

/// <summary>What the catalog of services tells about entries of actions, remembered. Thread-safe.</summary>
internal sealed class CatalogActions(ServiceReference services)
{
    private readonly ConcurrentDictionary<string, Covered> _covered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Covered> _taking = new(StringComparer.Ordinal);

    public ServiceReference Services => services;

    /// <summary>The actions that an entry with wildcards covers.</summary>
    public IReadOnlyList<ActionName> Expand(string entry) => CoveredBy(entry).Actions;

    /// <summary>Those of them that the catalog lists for resources of a form.</summary>
    public IEnumerable<ActionName> Expand(string entry, string arn)
    {
        Covered covered = CoveredBy(entry);
        return Taking(arn).Actions.Where(action => covered.Names.Contains(action.Text));
    }

    /// <summary>Whether the catalog lists the action for resources of that form. Of one that it does not know nothing is told.</summary>
    public bool Takes(ActionName action, string arn) => Taking(arn).Names.Contains(action.Text);

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

    private Covered CoveredBy(string entry) => _covered.GetOrAdd(entry, static (pattern, catalog) => Covered.Of(catalog.ExpandActions(pattern)), services);

    private Covered Taking(string arn) => _taking.GetOrAdd(arn, static (resource, catalog) =>
        Covered.Of(KeyAliases.KeyFormOf(resource) is { } key ? catalog.FindActionsFor(resource).Union(catalog.FindActionsFor(key)) : catalog.FindActionsFor(resource)), services);

    private sealed record Covered(IReadOnlyList<ActionName> Actions, HashSet<string> Names)
    {
        public static Covered Of(IEnumerable<ActionDefinition> actions)
        {
            ActionName[] names = [.. actions.Select(static action => ActionName.Parse(action.FullName))];
            return new Covered(names, new HashSet<string>(names.Select(static name => name.Text), StringComparer.OrdinalIgnoreCase));
        }
    }
}
