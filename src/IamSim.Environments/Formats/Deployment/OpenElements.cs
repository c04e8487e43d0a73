using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Matching;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>Splits the elements of a statement into what is certain of them and what they may be.</summary>
internal static class OpenElements
{
    /// <summary>Splits an element that has something open. Its possible form covers all that it can become, be it more.</summary>
    public static OpenElement Split(string name, DeployedValue element) => name switch
    {
        "Principal" => SplitPrincipal(element),
        "NotPrincipal" => SplitExcept("Principal", name, element, PrincipalWithoutOpen(element)),
        "Action" => SplitList(name, element, static _ => false, CoversAction),
        // An ARN with a symbol for a name still is the ARN of what has that symbol for a name here.
        "Resource" => SplitList(name, element, static text => text.StartsWith("arn:", StringComparison.Ordinal), CoversResource),
        "NotAction" => SplitExcept("Action", name, element, Closed(element, CoversAction)),
        "NotResource" => SplitExcept("Resource", name, element, Closed(element, CoversResource)),
        "Condition" => new OpenElement(null, ClosedConditions(element), name),
        _ => new OpenElement(element, element, name),
    };

    private static OpenElement SplitList(string name, DeployedValue element, Func<string, bool> isOfUse, Func<string, string, bool> covers)
    {
        DeployedValue[] certain = [.. CertainItems(element, covers).Where(item => !item.IsOpen || isOfUse(item.Text))];
        DeployedValue[] possible = [.. element.Flatten().Select(static item => item.IsOpen ? DeployedValue.OfText(item.Origin, OpenText.Guess(item.Text)) : item)];
        return new OpenElement(certain.Length == 0 ? null : DeployedValue.OfList(element.Origin, certain), possible.Length == 0 ? Everything(element.Origin) : DeployedValue.OfList(element.Origin, possible), name);
    }

    private static OpenElement SplitPrincipal(DeployedValue element)
    {
        var groups = new List<KeyValuePair<string, DeployedValue>>();
        foreach (KeyValuePair<string, DeployedValue> group in element.Members)
        {
            DeployedValue[] certain = [.. CertainItems(group.Value, string.Equals).Where(static item => !item.IsOpen || Principal.TryParse(OpenText.Show(item.Text), out _))];
            if (certain.Length > 0)
            {
                groups.Add(KeyValuePair.Create(group.Key, DeployedValue.OfList(group.Value.Origin, certain)));
            }
        }

        return new OpenElement(groups.Count == 0 ? null : DeployedValue.OfMap(element.Origin, groups), Everything(element.Origin), "Principal");
    }

    // "All but these" loses what is open of these, and so covers more; with nothing left it is everything.
    private static OpenElement SplitExcept(string positive, string name, DeployedValue element, DeployedValue? closed) =>
        closed is null ? new OpenElement(null, Everything(element.Origin), positive) : new OpenElement(null, closed, name);

    private static DeployedValue? Closed(DeployedValue element, Func<string, string, bool> covers)
    {
        DeployedValue[] closed = [.. CertainItems(element, covers).Where(static item => !item.IsOpen)];
        return closed.Length == 0 ? null : DeployedValue.OfList(element.Origin, closed);
    }

    private static DeployedValue? PrincipalWithoutOpen(DeployedValue element)
    {
        var groups = new List<KeyValuePair<string, DeployedValue>>();
        foreach (KeyValuePair<string, DeployedValue> group in element.Members)
        {
            if (Closed(group.Value, string.Equals) is { } closed)
            {
                groups.Add(KeyValuePair.Create(group.Key, closed));
            }
        }

        return groups.Count == 0 ? null : DeployedValue.OfMap(element.Origin, groups);
    }

    // Without the tests that are open; the guard stands for whether they are met.
    private static DeployedValue? ClosedConditions(DeployedValue element)
    {
        var blocks = new List<KeyValuePair<string, DeployedValue>>();
        foreach (KeyValuePair<string, DeployedValue> block in element.Members.Where(static block => !OpenText.IsOpen(block.Key)))
        {
            KeyValuePair<string, DeployedValue>[] tests = [.. block.Value.Members.Where(static test => !test.Value.IsOpen && !OpenText.IsOpen(test.Key))];
            if (tests.Length > 0)
            {
                blocks.Add(KeyValuePair.Create(block.Key, DeployedValue.OfMap(block.Value.Origin, tests)));
            }
        }

        return blocks.Count == 0 ? null : DeployedValue.OfMap(element.Origin, blocks);
    }

    // Of a choice it is what either way has.
    private static IEnumerable<DeployedValue> CertainItems(DeployedValue? element, Func<string, string, bool> covers) => element?.Kind switch
    {
        null => [],
        DeployedKind.List => element.Items.SelectMany(item => CertainItems(item, covers)),
        DeployedKind.Choice => Common([.. CertainItems(element.Items[0], covers)], [.. CertainItems(element.Items[1], covers)], covers),
        _ => [element],
    };

    private static IEnumerable<DeployedValue> Common(DeployedValue[] one, DeployedValue[] other, Func<string, string, bool> covers) =>
        one.Where(item => Array.Exists(other, wide => covers(wide.Text, item.Text)))
            .Concat(other.Where(item => Array.Exists(one, wide => covers(wide.Text, item.Text))))
            .DistinctBy(static item => item.Text, StringComparer.Ordinal);

    private static bool CoversAction(string wide, string narrow) =>
        wide == narrow || Covers(Pattern.Compile(AsciiFold.ToLower(wide), PatternMode.Text), wide, AsciiFold.ToLower(narrow));

    // Beyond the fifth colon a wildcard of the narrow one stays there (GRAM-54); the values of variables are not known.
    private static bool CoversResource(string wide, string narrow)
    {
        const int Parts = 6;
        string[] parts = narrow.Split(':', Parts);
        bool isPlain = parts.Length == Parts && !Array.Exists(parts[..^1], static part => part.AsSpan().ContainsAny('*', '?')) && !narrow.Contains('$', StringComparison.Ordinal) && !wide.Contains('$', StringComparison.Ordinal);
        return wide == narrow || wide == "*" || (isPlain && Covers(Pattern.Compile(wide, PatternMode.Resource), wide, narrow));
    }

    // A pattern that matches another one as it is written covers it, unless one of its question marks stands for a star.
    private static bool Covers(Pattern pattern, string wide, string narrow) =>
        !OpenText.IsOpen(wide) && !OpenText.IsOpen(narrow) && !(wide.Contains('?', StringComparison.Ordinal) && narrow.Contains('*', StringComparison.Ordinal)) && pattern.IsMatch(narrow);

    private static DeployedValue Everything(JsonNode origin) => DeployedValue.OfText(origin, "*");
}
