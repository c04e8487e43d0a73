using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.ServiceData;

namespace IamSim.Testing;

/// <summary>The actions of a sentence. Immutable.</summary>
/// <param name="Text">As they were written.</param>
/// <param name="Actions">The actions, each with what the catalog says of it; <c>null</c> where it was taken as it is.</param>
/// <param name="AreExpanded">Whether they come from wildcards, or there are several.</param>
internal sealed record ExpectedActions(string Text, ImmutableArray<ExpectedAction> Actions, bool AreExpanded)
{
    public static ExpectedActions Of(ActionName action) => new(action.Text, [new ExpectedAction(action, null, IsFromWildcard: false)], AreExpanded: false);

    /// <exception cref="ArgumentException">There is no entry, or one that covers no action.</exception>
    public static ExpectedActions Read(ReadOnlySpan<string> entries, ServiceReference services)
    {
        var actions = ImmutableArray.CreateBuilder<ExpectedAction>();
        foreach (string entry in entries)
        {
            ArgumentNullException.ThrowIfNull(entry);
            bool hasWildcards = entry.AsSpan().ContainsAny('*', '?');
            int before = actions.Count;
            actions.AddRange(hasWildcards ? services.ExpandActions(entry).Select(static one => new ExpectedAction(ActionName.Parse(one.FullName), one, IsFromWildcard: true)) : Exact(entry, services));
            if (actions.Count == before)
            {
                throw new ArgumentException($"the catalog of {services.Date:yyyy-MM-dd} has no action {JsonNode.Quote(entry)}: {Hint(entry, services)}", nameof(entries));
            }
        }

        return actions.Count == 0
            ? throw new ArgumentException("expected at least one action", nameof(entries))
            : new ExpectedActions(string.Join(", ", entries), [.. actions.DistinctBy(static one => one.Name)], actions.Count > 1);
    }

    private static IEnumerable<ExpectedAction> Exact(string entry, ServiceReference services) =>
        services.FindAction(entry) is { } known ? [new ExpectedAction(ActionName.Parse(entry), known, IsFromWildcard: false)] : [];

    private static string Hint(string entry, ServiceReference services)
    {
        int colon = entry.IndexOf(':', StringComparison.Ordinal);
        string prefix = colon < 0 ? entry : entry[..colon];
        if (services.FindService(prefix) is null)
        {
            return Suggestion.Closest(prefix, services.ServicePrefixes) is { } service ? $"did you mean the service '{service}'?" : "expected service:Name, such as s3:GetObject";
        }

        return Suggestion.Closest(entry, services.ExpandActions(prefix + ":*").Select(static action => action.FullName)) is { } close
            ? $"did you mean '{close}'?"
            : "for one that is newer, give an ActionName";
    }
}

/// <summary>One action of a sentence.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What the catalog says; <c>null</c> where it was not asked.</param>
/// <param name="IsFromWildcard">Whether it was not written itself.</param>
internal sealed record ExpectedAction(ActionName Name, ActionDefinition? Definition, bool IsFromWildcard)
{
    /// <summary>Whether a request for it can be about a resource; also where nothing is known.</summary>
    public bool Takes(string arn) => Definition is null || arn == "*" || Definition.ResourceTypes.Any(type =>
        type.ResourceType.ArnPatterns.Count == 0 || type.ResourceType.CanMatch(arn) || (KeyAliases.KeyFormOf(arn) is { } key && type.ResourceType.CanMatch(key)));

    public bool IsResourceLess => Definition is { IsResourceLess: true };
}
