using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Testing;

/// <summary>What a statement means, without order, repetition and entries that others of it cover. Immutable.</summary>
internal sealed class StatementForm
{
    private readonly bool _actionsAreExcluded;
    private readonly bool _resourcesAreExcluded;
    private readonly ImmutableArray<string> _actions;
    private readonly ImmutableArray<string> _resources;
    private readonly string? _principals;
    private readonly ImmutableSortedSet<string> _conditions;
    private readonly string? _version;

    private StatementForm(PolicyStatement statement, string? version)
    {
        _version = version;
        Effect = statement.Effect?.Text;
        _actionsAreExcluded = statement.Action is null;
        _resourcesAreExcluded = statement.Resource is null && statement.NotResource is not null;
        _actions = Reduce([.. ((statement.Action ?? statement.NotAction)?.Values ?? []).Select(static value => AsciiFold.ToLower(value.Text))], EntryCover.CoversAction);
        PolicyElement? resources = statement.Resource ?? statement.NotResource;
        _resources = resources is null ? default : Reduce([.. resources.Values.Where(static value => value.Kind != PolicyValueKind.Null).Select(static value => value.Text)], EntryCover.CoversResource);
        _principals = PrincipalsOf(statement);
        _conditions = [.. ConditionsOf(statement.Condition)];
    }

    /// <summary>The effect as written.</summary>
    public string? Effect { get; }

    /// <summary>Whether it allows everything to everyone, whatever the request.</summary>
    public bool AllowsEverything => Effect == "Allow" && _conditions.IsEmpty && _principals is null or "Principal *" && IsEverything(_actions, _actionsAreExcluded) && !_resources.IsDefault && IsEverything(_resources, _resourcesAreExcluded);

    /// <summary>The form of a statement; <c>null</c> for one that has parts nobody can be sure of.</summary>
    public static StatementForm? Of(PolicyStatement statement, PolicyDocument document)
    {
        bool isClear = statement is { Effect.Text: "Allow" or "Deny", UnknownElements.IsEmpty: true }
            && (statement.Action is null) != (statement.NotAction is null)
            && (statement.Resource is null || statement.NotResource is null)
            && (statement.Principal is null || statement.NotPrincipal is null)
            && (statement.Action ?? statement.NotAction) is { Values.IsEmpty: false }
            && (statement.Resource ?? statement.NotResource) is not { Values.IsEmpty: true }
            && statement.Condition?.Operators.All(static element => OperatorSpelling.Read(element.Operator.Text).IsKnown) != false;
        return isClear ? new StatementForm(statement, document.Version?.Text) : null;
    }

    /// <summary>Whether both match the same requests with the same effect.</summary>
    public bool Equals(StatementForm other) => Effect == other.Effect && Covers(other) && other.Covers(this);

    /// <summary>Whether it surely matches every request that another one matches, whatever the effects. Principals are the same ones, so that it reaches callers alike.</summary>
    public bool Covers(StatementForm other) =>
        _version == other._version
        && _principals == other._principals
        && _conditions.IsSubsetOf(other._conditions)
        && CoversEntries(_actions, _actionsAreExcluded, other._actions, other._actionsAreExcluded, EntryCover.CoversAction)
        && CoversResources(other);

    /// <summary>Whether both differ in their actions only.</summary>
    public bool EqualsButActions(StatementForm other) => HasSameConditions(other) && HasSameResources(other);

    /// <summary>Whether both differ in their resources only.</summary>
    public bool EqualsButResources(StatementForm other) =>
        HasSameConditions(other)
        && CoversEntries(_actions, _actionsAreExcluded, other._actions, other._actionsAreExcluded, EntryCover.CoversAction)
        && CoversEntries(other._actions, other._actionsAreExcluded, _actions, _actionsAreExcluded, EntryCover.CoversAction);

    /// <summary>Whether both differ in their actions and resources only.</summary>
    public bool EqualsButEntries(StatementForm other) => HasSameConditions(other);

    /// <summary>Whether it differs from what it becomes in its actions and resources only, if it becomes anything.</summary>
    public bool EqualsConditionsOf(StatementForm? other) => other is null || HasSameConditions(other);

    /// <summary>Whether both match the same resources.</summary>
    public bool HasSameResources(StatementForm other) => CoversResources(other) && other.CoversResources(this);

    /// <summary>Whether what it matches is named by entries of Resource, and not by what is kept out or by nothing.</summary>
    public bool NamesResources => !_resources.IsDefault && !_resourcesAreExcluded;

    /// <summary>The entries of Resource or NotResource; none where there are none.</summary>
    public ImmutableArray<string> Resources => _resources.IsDefault ? [] : _resources;

    /// <summary>Whether an entry of Resource surely matches whatever a pattern matches.</summary>
    public bool CoversResource(string pattern) => _resources.IsDefault || (!_resourcesAreExcluded && _resources.Any(entry => EntryCover.CoversResource(entry, pattern)));

    /// <summary>Whether an entry of Resource may match something that a pattern matches.</summary>
    public bool MayMeet(string pattern) => _resources.IsDefault || _resourcesAreExcluded || _resources.Any(entry => EntryCover.MeetsArn(entry, pattern));

    /// <summary>Whether one of two statements may match a resource of a type; <c>null</c> stands for a statement that matches none.</summary>
    public static bool MayConcern(ResourceTypeDefinition type, StatementForm? one, StatementForm? other) => (one?.MayConcern(type) ?? false) || (other?.MayConcern(type) ?? false);

    /// <summary>
    /// Whether one statement on its actions and another one on its own match the same of what a pattern stands for, as far as their resources go.
    /// <c>null</c> stands for a statement that does not cover the action.
    /// </summary>
    public static bool AreSameWithin(string pattern, StatementForm? one, StatementForm? other)
    {
        if ((one is null || !one.MayMeet(pattern)) && (other is null || !other.MayMeet(pattern)))
        {
            return true;
        }

        return one is not null && other is not null && one.IsWithin(pattern, other) && other.IsWithin(pattern, one);
    }

    private bool MayConcern(ResourceTypeDefinition type) => !NamesResources || _resources.Any(type.CanMatch);

    // Whether the other one matches what this one matches of the pattern.
    private bool IsWithin(string pattern, StatementForm other)
    {
        if (other.CoversResource(pattern))
        {
            return true;
        }

        return NamesResources && _resources.All(entry => !EntryCover.MeetsArn(entry, pattern) || other.CoversResource(EntryCover.Common(entry, pattern)));
    }

    /// <summary>Whether the resources match everything that a pattern stands for, or nothing of it; <c>null</c> where neither is sure.</summary>
    public bool? IsSureOf(string pattern)
    {
        if (_resources.IsDefault || _resources.Any(entry => EntryCover.CoversResource(entry, pattern)))
        {
            return !_resourcesAreExcluded;
        }

        // Without a wildcard or a variable an entry is one resource: not the one that the pattern is, if it is one.
        return !pattern.Contains('*', StringComparison.Ordinal) && _resources.All(static entry => !entry.AsSpan().ContainsAny("*?$") && entry.AsSpan().Count(':') >= 5) ? _resourcesAreExcluded : null;
    }

    private bool HasSameConditions(StatementForm other) =>
        Effect == other.Effect && _version == other._version && _principals == other._principals && _conditions.SetEquals(other._conditions);

    private bool CoversResources(StatementForm other) =>
        _resources.IsDefault || other._resources.IsDefault
            ? _resources.IsDefault == other._resources.IsDefault
            : CoversEntries(_resources, _resourcesAreExcluded, other._resources, other._resourcesAreExcluded, EntryCover.CoversResource);

    private static bool CoversEntries(ImmutableArray<string> wide, bool wideIsExcluded, ImmutableArray<string> narrow, bool narrowIsExcluded, Func<string, string, bool> covers) => (wideIsExcluded, narrowIsExcluded) switch
    {
        (false, false) => narrow.All(entry => wide.Any(other => covers(other, entry))),
        // The fewer are kept out, the more is matched.
        (true, true) => wide.All(entry => narrow.Any(other => covers(other, entry))),
        (false, true) => wide.Contains("*"),
        _ => false,
    };

    private static bool IsEverything(ImmutableArray<string> entries, bool areExcluded) => !areExcluded && entries.Contains("*");

    // Of two entries that cover each other the first stays.
    private static ImmutableArray<string> Reduce(ImmutableArray<string> entries, Func<string, string, bool> covers)
    {
        ImmutableArray<string> distinct = [.. entries.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return [.. distinct.Where((entry, i) => !distinct.Where((other, j) => j != i && covers(other, entry) && !(j > i && covers(entry, other))).Any())];
    }

    private static string? PrincipalsOf(PolicyStatement statement)
    {
        if ((statement.Principal ?? statement.NotPrincipal) is not { } element)
        {
            return null;
        }

        string name = statement.Principal is null ? "NotPrincipal" : "Principal";
        IEnumerable<string> entries = element.Wildcard is { } wildcard ? [wildcard.Text] : element.Groups.SelectMany(static group => group.Values.Select(value => group.Kind.Text == "AWS" && value.Text == "*" ? "*" : $"{group.Kind.Text}\u0001{value.Text}"));
        return $"{name} {string.Join('\u0002', entries.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}";
    }

    private static IEnumerable<string> ConditionsOf(ConditionElement? block) =>
        from element in block?.Operators ?? []
        from key in element.Keys
        let values = key.Values.Select(static value => value.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        select $"{OperatorSpelling.Read(element.Operator.Text).Usual}\u0001{AsciiFold.ToLower(key.Key.Text)}\u0001{string.Join('\u0002', values)}";
}
