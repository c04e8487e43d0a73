using IamSim.Compilation;
using IamSim.Evaluation;
using IamSim.Policies;

namespace IamSim.PartialEvaluation;

/// <summary>Finds which layers have to allow for a check to allow, by asking the evaluator about every combination of what is open.</summary>
/// <remarks>
/// The decision is monotone in what the layers allow: six layers allow or not, the resource side grants in one of four classes. There are at
/// most 256 combinations; the smallest ones that allow, each with its conditions, tell when the check allows.
/// </remarks>
internal sealed class GrantSearch(CheckScope scope, TestTable tests, LayerFacts[] layers)
{
    private readonly List<LayerChoice> _choices = [];

    public CheckAnswer Answer()
    {
        ResidualCondition denies = ResidualCondition.Any(layers.SelectMany(static facts => facts.Denies));
        foreach (PolicyLayer layer in PolicyLayers.All)
        {
            AddChoice(layers[(int)layer.Kind]);
        }

        List<ResidualCondition> ways = FindWays(out Decision favorable);
        bool isDenied = favorable.Kind == DecisionKind.ExplicitDeny;
        return new CheckAnswer(
            ResidualCondition.All([ResidualCondition.Any(ways), ResidualCondition.Not(denies)]),
            isDenied ? ResidualCondition.Always : denies,
            favorable);
    }

    private void AddChoice(LayerFacts facts)
    {
        var choice = new LayerChoice(facts.Layer.Kind, [new LayerOption(facts.Tally, ResidualCondition.Always)]);
        // A layer that denies for certain denies whatever it allows besides.
        if (facts.Tally.Verdict != LayerVerdict.Deny)
        {
            choice.Options.AddRange(facts.Layer.Kind == PolicyKind.Resource ? StrongerGrants(facts) : AllowingLayer(facts));
        }

        _choices.Add(choice);
    }

    private static List<LayerOption> AllowingLayer(LayerFacts facts) =>
        facts.Tally.Verdict == LayerVerdict.Silent && facts.AllowsEveryLevel() is { IsNever: false } condition ? [new LayerOption(Allowing(facts, GrantClass.Direct), condition)] : [];

    // KMS grants stand beside the policy and count as if it granted.
    private List<LayerOption> StrongerGrants(LayerFacts facts)
    {
        GrantClass certain = facts.Tally.Verdict == LayerVerdict.Allow ? facts.Tally.Grant : GrantClass.None;
        List<ConditionalGrant> grants = [.. facts.Allows.Select(static allow => new ConditionalGrant(allow.Grant, allow.Condition)), .. ConditionalKmsGrants()];
        return
        [
            .. grants.Select(static grant => grant.Class).Where(grant => grant > certain).Distinct().Order().Select(grant =>
                new LayerOption(Allowing(facts, grant), ResidualCondition.Any(grants.Where(other => other.Class >= grant).Select(static other => other.Condition)))),
        ];
    }

    private IEnumerable<ConditionalGrant> ConditionalKmsGrants()
    {
        if (scope.Check.Request.Service != "kms")
        {
            yield break;
        }

        foreach (KmsGrant grant in scope.Check.Resource.KmsGrants)
        {
            scope.Context.AssumesUnknown = false;
            GrantClass certain = KmsGrants.Reach(grant, scope.Check.Request, scope.Context);
            scope.Context.AssumesUnknown = true;
            GrantClass possible = KmsGrants.Reach(grant, scope.Check.Request, scope.Context);
            if (possible > certain)
            {
                yield return new ConditionalGrant(possible, ResidualCondition.Of(tests.Of(grant, scope)));
            }
        }
    }

    private static LayerTally Allowing(LayerFacts facts, GrantClass grant)
    {
        LayerTally tally = facts.Tally;
        (tally.Verdict, tally.Grant) = (LayerVerdict.Allow, grant);
        tally.Statement = facts.Allows.FirstOrDefault(allow => allow.Grant >= grant)?.Statement ?? tally.Statement;
        return tally;
    }

    /// <summary>The conditions of the smallest combinations that allow, and the decision of the largest.</summary>
    private List<ResidualCondition> FindWays(out Decision favorable)
    {
        var ways = new List<ResidualCondition>();
        var smallest = new List<int[]>();
        int[] picks = new int[_choices.Count];
        // A smaller combination always comes before a larger one.
        do
        {
            favorable = Decide(picks);
            if (favorable.IsAllowed && !smallest.Exists(way => way.Zip(picks).All(static pair => pair.First <= pair.Second)))
            {
                smallest.Add([.. picks]);
                ways.Add(ResidualCondition.All(_choices.Select((choice, index) => choice.Options[picks[index]].Condition)));
            }
        }
        while (Next(picks));

        return ways;
    }

    private Decision Decide(int[] picks)
    {
        LayerTallies tallies = default;
        for (int i = 0; i < picks.Length; i++)
        {
            tallies.Set(PolicyLayers.Of(_choices[i].Kind), _choices[i].Options[picks[i]].Tally);
        }

        scope.Context.AssumesUnknown = false;
        return Evaluator.Decide(scope.Check, in tallies, scope.Context);
    }

    private bool Next(int[] picks)
    {
        for (int i = picks.Length - 1; i >= 0; i--)
        {
            if (++picks[i] < _choices[i].Options.Count)
            {
                return true;
            }

            picks[i] = 0;
        }

        return false;
    }

    private sealed record LayerChoice(PolicyKind Kind, List<LayerOption> Options);

    private sealed record LayerOption(LayerTally Tally, ResidualCondition Condition);

    private sealed record ConditionalGrant(GrantClass Class, ResidualCondition Condition);
}
