using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Testing;

/// <summary>What can be asked at all, by the catalog of services: which actions an entry covers, and on which resources they can be done. Immutable and thread-safe.</summary>
/// <param name="services">The catalog.</param>
internal sealed class PossibleRequests(ServiceReference services)
{
    // STS-5, STS-6: nobody else than an identity provider makes these calls.
    private static readonly string[] OfProviders = ["sts:assumerolewithsaml", "sts:assumerolewithwebidentity"];

    /// <summary>The actions that the entries of Action or NotAction cover, folded. What the catalog does not know is an action all the same.</summary>
    public HashSet<string> ActionsOf(PolicyStatement statement)
    {
        var actions = new HashSet<string>(StringComparer.Ordinal);
        foreach (PolicyValue entry in (statement.Action ?? statement.NotAction)!.Values)
        {
            actions.UnionWith(entry.Text.AsSpan().ContainsAny('*', '?') ? services.ExpandActions(entry.Text).Select(static action => AsciiFold.ToLower(action.FullName)) : [AsciiFold.ToLower(entry.Text)]);
        }

        return actions;
    }

    /// <summary>The types of the resources that an action is done on; <c>null</c> where nothing is known of them.</summary>
    public IReadOnlyList<ResourceTypeDefinition>? TypesOf(string action) =>
        services.FindAction(action) is { } definition && definition.ResourceTypes.All(static row => row.ResourceType.ArnPatterns.Count > 0)
            ? [.. definition.ResourceTypes.Select(static row => row.ResourceType)]
            : null;

    /// <summary>Whether requests for an action of known types may name no resource.</summary>
    public bool IsWithoutResource(string action) => services.FindAction(action)?.ResourceTypes.Any(static row => row.IsRequired) != true;

    /// <summary>Whether a request for the action may name the resource, which is a concrete ARN or <c>*</c>.</summary>
    public bool IsPossible(string action, string resource) =>
        TypesOf(action) is not { } types || (resource == "*" ? IsWithoutResource(action) : types.Any(type => type.IsMatch(resource)));

    /// <summary>Whether only identity providers ask for the action, and a statement reaches none.</summary>
    public static bool IsOutOfReach(string action, PolicyStatement statement) =>
        Array.IndexOf(OfProviders, action) >= 0
        && statement.Principal is { Wildcard: null } element
        && element.Groups.All(static group => group.Kind.Text is "AWS" or "Service" && group.Values.All(static value => value.Text != "*"));

    /// <summary>A pattern of every ARN that a resource type has.</summary>
    public static IEnumerable<string> PatternsOf(ResourceTypeDefinition type, string account = "*", string partition = "*") =>
        type.ArnPatterns.Select(pattern => WithoutPlaceholders(pattern
            .Replace("${Partition}", partition, StringComparison.Ordinal)
            .Replace("${Account}", account, StringComparison.Ordinal)));

    private static string WithoutPlaceholders(string pattern)
    {
        while (pattern.IndexOf("${", StringComparison.Ordinal) is >= 0 and int start)
        {
            int end = pattern.IndexOf('}', start);
            pattern = end < 0 ? $"{pattern.AsSpan(0, start)}*" : $"{pattern.AsSpan(0, start)}*{pattern.AsSpan(end + 1)}";
        }

        return pattern;
    }
}
