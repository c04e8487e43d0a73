using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>Finds on which resources and under which conditions the actions of a caller are allowed, by asking the engine about an example of each granted entry.</summary>
internal sealed class GrantFinder
{
    private const string ByRule = "the policy of the resource or a rule of the service allows it";

    private readonly EnvironmentAnalyzer _analyzer;
    private readonly CallerProfile _caller;
    private readonly ResourceProfile _side;
    private readonly CompiledPair _policies;
    private readonly AccessConditions _stated;
    private readonly RequestContext _context;
    private readonly ImmutableArray<EnvironmentGap> _gaps;
    private readonly CompiledStatement[] _granting;

    /// <summary>Prepares for a caller.</summary>
    /// <param name="analyzer">Who asks.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="side">What is on the side of the resources.</param>
    /// <param name="policies">Its policies, with their places in files.</param>
    /// <param name="stated">What is stated.</param>
    /// <param name="context">The context keys of the requests.</param>
    /// <param name="gaps">What is not known.</param>
    public GrantFinder(EnvironmentAnalyzer analyzer, CallerProfile caller, ResourceProfile side, CompiledPair policies, AccessConditions stated, RequestContext context, ImmutableArray<EnvironmentGap> gaps)
    {
        (_analyzer, _caller, _side, _policies, _stated, _context, _gaps) = (analyzer, caller, side, policies, stated, context, gaps);
        _granting = [.. (policies.Simulator.CompiledPolicies[PolicyKind.Identity]?.Levels ?? []).SelectMany(static level => level).Distinct().SelectMany(static policy => policy.Statements).Where(static statement => statement.Effect == PolicyEffect.Allow)];
    }

    /// <summary>The grants, what is allowed first, then by resource.</summary>
    /// <param name="classes">The actions.</param>
    /// <param name="states">The state of each class.</param>
    /// <param name="resource">The one resource that it is about; <c>null</c> for those that the statements name.</param>
    public ImmutableArray<EffectiveGrant> Find(ActionClasses classes, AccessState[] states, string? resource)
    {
        var found = new Dictionary<GrantKey, Found>();
        for (int i = 0; i < states.Length; i++)
        {
            if (states[i] != AccessState.Denied)
            {
                Find(classes, i, states[i], resource, found);
            }
        }

        int[][] members = classes.Members();
        return
        [
            .. found
                .OrderByDescending(static pair => pair.Key.State).ThenBy(static pair => pair.Key.Resource, StringComparer.Ordinal).ThenBy(static pair => pair.Key.Conditions, StringComparer.Ordinal)
                .Select(pair => ToGrant(pair.Key, pair.Value, [.. pair.Value.Classes.Distinct().SelectMany(each => members[each]).Select(action => classes.Actions[action])])),
        ];
    }

    private EffectiveGrant ToGrant(GrantKey key, Found found, ActionName[] actions) =>
        new([.. _analyzer.Cover.Write(actions)], actions.Length, key.State, key.Resource, key.IsExcluded, key.Conditions.Length == 0 ? null : key.Conditions, found.Keys, [.. found.Statements]);

    private void Find(ActionClasses classes, int place, AccessState state, string? resource, Dictionary<GrantKey, Found> found)
    {
        ActionName action = classes.Representatives[place];
        CompiledStatement[] granting = Array.FindAll(_granting, statement => statement.MatchesAction(action.Folded));
        bool isFound = false;
        if (resource is not null)
        {
            // The resource's own policy may grant without any of these.
            Add(action, place, resource, _side.Resource, false, [.. granting.Select(static statement => statement.Source)], found);
            return;
        }

        string? account = _caller.Principal.HasAccount ? _caller.Principal.AccountId : null;
        foreach (IGrouping<(string Text, bool IsExcluded), PolicyStatement> entry in granting.SelectMany(EntriesOf).GroupBy(static pair => pair.Entry, static pair => pair.Statement))
        {
            string example = entry.Key.IsExcluded ? $"arn:aws:{action.Service}:us-east-1:{_caller.Principal.AccountId}:example" : ExampleArn.Of(entry.Key.Text, _caller.Principal);
            isFound |= Add(action, place, entry.Key.Text, new RequestResource(example) { OwnerAccount = account }, entry.Key.IsExcluded, [.. entry], found);
        }

        if (!isFound)
        {
            string conditions = state == AccessState.Allowed ? "" : _gaps.Any(static gap => gap.Unsettles) ? "a policy that is not known allows it" : ByRule;
            Note(new GrantKey(state, "*", false, conditions), place, [], [], found);
        }
    }

    private bool Add(ActionName action, int place, string text, RequestResource asked, bool isExcluded, PolicyStatement[] statements, Dictionary<GrantKey, Found> found)
    {
        var request = new AccessRequest(_caller.Principal, action, asked) { Context = _context, RequestTags = _stated.RequestTags, Time = _stated.Time };
        AccessAnswer answer = _analyzer.Answer(_policies, _caller, _side, _stated, request, _gaps);
        (AccessState state, PartialDecision partial) = (answer.State, answer.Partial);
        if (state == AccessState.Denied)
        {
            return false;
        }

        string conditions = partial.Kind == PartialDecisionKind.Depends ? partial.Residual.ToString() : state == AccessState.Depends ? "what is not known allows it" : "";
        Note(new GrantKey(state, text, isExcluded, conditions), place, partial.DecidingKeys, statements, found);
        return true;
    }

    private static void Note(GrantKey key, int place, ImmutableArray<string> keys, PolicyStatement[] statements, Dictionary<GrantKey, Found> found)
    {
        if (!found.TryGetValue(key, out Found? known))
        {
            found[key] = known = new Found(keys);
        }

        known.Classes.Add(place);
        known.Statements.AddRange(statements.Where(statement => !known.Statements.Contains(statement)));
    }

    private static IEnumerable<((string Text, bool IsExcluded) Entry, PolicyStatement Statement)> EntriesOf(CompiledStatement statement) =>
        statement.Source.NotResource is { } excluded && statement.Source.Resource is null ? [((excluded.ToString(), true), statement.Source)]
        : statement.CoversEveryResource || statement.Source.Resource is not { } named ? [(("*", false), statement.Source)]
        : named.Values.Select(value => ((value.Text, false), statement.Source));

    private readonly record struct GrantKey(AccessState State, string Resource, bool IsExcluded, string Conditions);

    private sealed class Found(ImmutableArray<string> keys)
    {
        public ImmutableArray<string> Keys { get; } = keys;

        public List<int> Classes { get; } = [];

        public List<PolicyStatement> Statements { get; } = [];
    }
}
