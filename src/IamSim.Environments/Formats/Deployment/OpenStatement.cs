using IamSim.Json;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>
/// Makes statements without open pieces from one that has some: the certain part of it as it is; and all that it may be under a condition on
/// a key that nobody knows, so that a partial evaluation finds that the answer depends, and an ordinary one that an Allow does not hold.
/// </summary>
internal sealed class OpenStatement(DeploymentScope scope, PolicyShape shape)
{
    // Each doubles the statements: with more than these, the ways are not told apart.
    private const int MaximumChoices = 5;

    private static readonly string[] Outcomes = ["true", "false"];

    /// <summary>Closes a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="guards">Keys and values of conditions that it stands under.</param>
    public IEnumerable<DeployedValue> Close(DeployedValue statement, IReadOnlyList<KeyValuePair<string, string>> guards)
    {
        if (statement.Kind == DeployedKind.Choice)
        {
            return CloseChoice(statement, guards);
        }

        if (statement.Kind == DeployedKind.List)
        {
            return statement.Items.SelectMany(item => Close(item!, guards));
        }

        if (!statement.IsOpen)
        {
            return [guards.Count == 0 ? statement : WithGuards(statement, guards)];
        }

        if (statement.Kind != DeployedKind.Map)
        {
            return Anything(statement, guards);
        }

        string[] choices = [.. OpenChoices.Symbols(statement)];
        return choices.Length is 0 or > MaximumChoices ? CloseMembers(statement, guards) : CloseWays(statement, choices[0], guards);
    }

    private IEnumerable<DeployedValue> CloseChoice(DeployedValue choice, IReadOnlyList<KeyValuePair<string, string>> guards)
    {
        foreach ((bool holds, IReadOnlyList<KeyValuePair<string, string>> under) in Ways(choice.Text, guards))
        {
            foreach (DeployedValue closed in choice.Items[holds ? 0 : 1] is { } statement ? Close(statement, under) : [])
            {
                yield return closed;
            }
        }
    }

    // What either way has is certain; besides, the statement is one of two.
    private IEnumerable<DeployedValue> CloseWays(DeployedValue statement, string condition, IReadOnlyList<KeyValuePair<string, string>> guards)
    {
        if (Split(statement, out _, out _) is { } certain)
        {
            yield return WithGuards(certain, guards);
        }

        foreach ((bool holds, IReadOnlyList<KeyValuePair<string, string>> under) in Ways(condition, guards))
        {
            foreach (DeployedValue closed in OpenChoices.Settle(statement, condition, holds) is { } settled && IsWhole(settled, statement) ? Close(settled, under) : [])
            {
                yield return closed;
            }
        }
    }

    // A condition that holds around a statement holds in it.
    private IEnumerable<(bool Holds, IReadOnlyList<KeyValuePair<string, string>> Under)> Ways(string condition, IReadOnlyList<KeyValuePair<string, string>> guards)
    {
        string key = scope.GuardKey([condition], condition);
        string? settled = guards.FirstOrDefault(guard => guard.Key == key).Value;
        foreach (string value in Outcomes.Where(value => settled is null || settled == value))
        {
            yield return (value == "true", settled is null ? [.. guards, KeyValuePair.Create(key, value)] : guards);
        }
    }

    // A way that loses an element which it needs cannot be deployed.
    private static bool IsWhole(DeployedValue way, DeployedValue statement)
    {
        static bool Has(DeployedValue value, string name) => value.Get(name) is { } element && element is not { Kind: DeployedKind.List, Items.Length: 0 };
        string[][] needed = [["Effect"], ["Action", "NotAction"], ["Principal", "NotPrincipal"], ["Resource", "NotResource"]];
        return Array.TrueForAll(needed, names => Array.Exists(names, name => Has(way, name)) || !Array.Exists(names, name => Has(statement, name)));
    }

    private IEnumerable<DeployedValue> CloseMembers(DeployedValue statement, IReadOnlyList<KeyValuePair<string, string>> guards)
    {
        if (Split(statement, out DeployedValue? effect, out List<KeyValuePair<string, DeployedValue>> possible) is { } certain)
        {
            yield return WithGuards(certain, guards);
        }

        foreach (DeployedValue guarded in ClosePossible(statement, effect, possible, guards))
        {
            yield return guarded;
        }
    }

    // What is certain of it, or null; its effect where that is open; and the elements of all that it may be.
    private static DeployedValue? Split(DeployedValue statement, out DeployedValue? effect, out List<KeyValuePair<string, DeployedValue>> possible)
    {
        var certain = new List<KeyValuePair<string, DeployedValue>>();
        possible = [];
        bool isCertain = true;
        effect = null;
        foreach ((string name, DeployedValue value) in statement.Members)
        {
            if (name == "Effect" && value.IsOpen)
            {
                effect = value;
                isCertain = false;
                continue;
            }

            if (name == "Sid")
            {
                // Two statements may not have the same.
                certain.Add(KeyValuePair.Create(name, Shown(value)));
                continue;
            }

            OpenElement element = value.IsOpen ? OpenElements.Split(name, value) : new OpenElement(value, value, name);
            isCertain &= element.Certain is not null;
            Add(certain, name, element.Certain);
            Add(possible, element.PossibleName, element.Possible);
        }

        return isCertain ? DeployedValue.OfMap(statement.Origin, certain) : null;
    }

    private IEnumerable<DeployedValue> ClosePossible(DeployedValue statement, DeployedValue? effect, List<KeyValuePair<string, DeployedValue>> possible, IReadOnlyList<KeyValuePair<string, string>> guards)
    {
        List<KeyValuePair<string, string>> all = [.. guards];
        string[] texts = [.. statement.Members.Where(static member => member.Key is not ("Effect" or "Sid")).SelectMany(static member => OpenPieces(member.Key, member.Value))];
        if (texts.Length > 0)
        {
            all.Add(KeyValuePair.Create(scope.GuardKey(texts.SelectMany(OpenText.Symbols), string.Join('\n', texts)), "true"));
        }

        if (effect is null)
        {
            yield return WithGuards(DeployedValue.OfMap(statement.Origin, possible), all);
            yield break;
        }

        string key = scope.GuardKey(OpenText.Symbols(OpenPieces("Effect", effect).First()), "Effect");
        foreach (string either in new[] { "Allow", "Deny" })
        {
            IEnumerable<KeyValuePair<string, DeployedValue>> members = possible.Prepend(KeyValuePair.Create("Effect", DeployedValue.OfText(effect.Origin, either)));
            yield return WithGuards(DeployedValue.OfMap(statement.Origin, members), [.. all, KeyValuePair.Create(key, either)]);
        }
    }

    /// <summary>Statements that may allow or deny anything, for one of which nothing is known.</summary>
    private IEnumerable<DeployedValue> Anything(DeployedValue statement, IReadOnlyList<KeyValuePair<string, string>> guards)
    {
        string key = scope.GuardKey(OpenText.Symbols(statement.Text), $"Statement\n{statement.Text}");
        foreach (string either in new[] { "Allow", "Deny" })
        {
            List<KeyValuePair<string, DeployedValue>> members = [KeyValuePair.Create("Effect", DeployedValue.OfText(statement.Origin, either))];
            string[] elements = shape switch
            {
                PolicyShape.Identity => ["Action", "Resource"],
                PolicyShape.Trust => ["Principal", "Action"],
                _ => ["Principal", "Action", "Resource"],
            };
            members.AddRange(elements.Select(element => KeyValuePair.Create(element, DeployedValue.OfText(statement.Origin, element == "Action" && shape == PolicyShape.Trust ? "sts:*" : "*"))));
            yield return WithGuards(DeployedValue.OfMap(statement.Origin, members), [.. guards, KeyValuePair.Create(key, either)]);
        }
    }

    private static DeployedValue WithGuards(DeployedValue statement, IReadOnlyList<KeyValuePair<string, string>> guards)
    {
        if (guards.Count == 0)
        {
            return Shown(statement);
        }

        JsonNode origin = statement.Origin;
        const string Operator = "StringEquals";
        // Both ways of a choice may have the same Sid, which no two statements may.
        List<KeyValuePair<string, DeployedValue>> members = [.. statement.Members.Where(static member => member.Key is not ("Condition" or "Sid"))];
        DeployedValue? condition = statement.Get("Condition");
        List<KeyValuePair<string, DeployedValue>> blocks = [.. condition?.Members ?? []];
        int at = blocks.FindIndex(static block => string.Equals(block.Key, Operator, StringComparison.OrdinalIgnoreCase));
        IEnumerable<KeyValuePair<string, DeployedValue>> tests = guards.DistinctBy(static guard => guard.Key, StringComparer.Ordinal).Select(guard => KeyValuePair.Create(guard.Key, DeployedValue.OfText(origin, guard.Value)));
        if (at >= 0)
        {
            blocks[at] = KeyValuePair.Create(blocks[at].Key, DeployedValue.OfMap(blocks[at].Value.Origin, blocks[at].Value.Members.Concat(tests)));
        }
        else
        {
            blocks.Add(KeyValuePair.Create(Operator, DeployedValue.OfMap(origin, tests)));
        }

        members.Add(KeyValuePair.Create("Condition", DeployedValue.OfMap(condition?.Origin ?? origin, blocks)));
        return Shown(DeployedValue.OfMap(origin, members));
    }

    /// <summary>The value with symbols for what is open.</summary>
    public static DeployedValue Shown(DeployedValue value) => !value.IsOpen ? value : value.Kind switch
    {
        DeployedKind.Text => DeployedValue.OfText(value.Origin, OpenText.Show(value.Text)),
        DeployedKind.List => DeployedValue.OfList(value.Origin, value.Items.Select(static item => Shown(item!))),
        DeployedKind.Map => DeployedValue.OfMap(value.Origin, value.Members.Select(static member => KeyValuePair.Create(OpenText.Show(member.Key), Shown(member.Value)))),
        _ => DeployedValue.OfText(value.Origin, $"~{value.Text}~"),
    };

    // Each with where it stands: the same text means something else under another operator.
    private static IEnumerable<string> OpenPieces(string path, DeployedValue value) => value.Kind switch
    {
        _ when !value.IsOpen => [],
        DeployedKind.Text => [$"{path}|{value.Text}"],
        DeployedKind.List => value.Items.SelectMany(item => OpenPieces(path, item!)),
        DeployedKind.Map => value.Members.SelectMany(member => OpenText.IsOpen(member.Key) ? [$"{path}/{member.Key}"] : OpenPieces($"{path}/{member.Key}", member.Value)),
        _ => [$"{path}|{OpenText.Of(value.Text)}", .. value.Items.Where(static item => item is not null).SelectMany(item => OpenPieces(path, item!))],
    };

    private static void Add(List<KeyValuePair<string, DeployedValue>> members, string name, DeployedValue? value)
    {
        if (value is not null)
        {
            members.Add(KeyValuePair.Create(name, value));
        }
    }
}
