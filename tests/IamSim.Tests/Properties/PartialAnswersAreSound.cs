using System.Collections.Immutable;
using FsCheck;
using IamSim.Conditions;
using IamSim.PartialEvaluation;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Properties;

/// <summary>Partial answers against the enumeration of what the unknown keys may be.</summary>
public sealed class PartialAnswersAreSound
{
    private const int Choices = 3;
    private const int Fillings = 24;

    [Fact]
    public void Partial_answers_hold_whatever_the_unknown_keys_are() => Check(RandomQuestions.Strict, 500);

    [Fact]
    public void Partial_answers_hold_about_conditions() => Check(RandomQuestions.Conditions, 1500);

    [Fact]
    public void Partial_answers_hold_about_resources() => Check(RandomQuestions.Resources, 600);

    [Fact]
    public void Partial_answers_hold_about_buckets() => Check(RandomQuestions.S3, 500);

    [Fact]
    public void Partial_answers_hold_about_keys() => Check(RandomQuestions.Kms, 700);

    [Fact]
    public void Partial_answers_hold_about_roles() => Check(RandomQuestions.RoleTrust, 500);

    [Fact]
    public void Partial_answers_hold_about_imported_documents() => Check(RandomQuestions.Lenient, 500);

    [Fact]
    public void Without_unknown_keys_the_partial_answer_is_the_answer() => RandomCases.Check(RandomQuestions.Strict, 800, static question =>
    {
        Simulator simulator = Simulator.Compile(question.Set, question.Options, FixedClock.Instance);
        PartialDecision answer = simulator.EvaluatePartial(question.Request, UnknownContextKeys.None);
        return answer.Decision == simulator.Evaluate(question.Request) && answer.Kind == (answer.Decision.Value.IsAllowed ? PartialDecisionKind.Allowed : PartialDecisionKind.Denied) ? null : $"{answer}";
    });

    [Fact]
    public void Whoever_states_the_missing_keys_gets_an_answer() => RandomCases.Check(RandomQuestions.Strict, 1200, static question =>
    {
        var dice = new Dice(1);
        Simulator simulator = Simulator.Compile(question.Set, question.Options, FixedClock.Instance);
        PartialQuestion values = PartialQuestion.Make(dice, question);
        ImmutableArray<MissingContextKey> missing = simulator.GetMissingContextKeys(question.Request);
        // Pairs of an encryption context that a grant asks for are no keys of a policy.
        static bool IsPair(string key) => key.StartsWith(PartialQuestion.EncryptionContext, StringComparison.OrdinalIgnoreCase);
        string? surprise = simulator.EvaluatePartial(question.Request).DecidingKeys.FirstOrDefault(key => !IsPair(key) && !missing.Any(other => other.Name.Equals(key, StringComparison.OrdinalIgnoreCase)));
        RequestContext context = missing.Aggregate(question.Request.Context, (context, key) => context.With(key.Name, values.Value(dice, key.Name)));
        AccessRequest stated = question.Request with { Context = context };
        PartialDecision answer = simulator.EvaluatePartial(stated);
        return surprise is not null ? $"a key decides and is not missing\n{surprise}"
            : simulator.GetMissingContextKeys(stated) is { IsEmpty: false } left ? $"keys are missing though stated\n{string.Join(", ", left)}"
            : answer.Kind == PartialDecisionKind.Depends && !answer.DecidingKeys.All(IsPair) ? $"nothing is missing, and yet\n{answer}"
            : null;
    });

    /// <summary>Guards the generator, and that the engine does not answer Depends out of caution alone.</summary>
    [Fact]
    public void Random_questions_reach_all_three_answers_and_most_that_depend_are_seen_to()
    {
        var counts = new Dictionary<PartialDecisionKind, int>();
        int seen = 0;
        foreach ((ulong seed, Question question) in RandomCases.Of(RandomQuestions.Conditions, 600))
        {
            var dice = new Dice((int)(seed % int.MaxValue));
            PartialQuestion partial = PartialQuestion.Make(dice, question);
            Simulator simulator = Simulator.Compile(question.Set, question.Options);
            PartialDecision answer = simulator.EvaluatePartial(question.Request, partial.Unknown);
            counts[answer.Kind] = counts.GetValueOrDefault(answer.Kind) + 1;
            seen += answer.Kind == PartialDecisionKind.Depends && Enumerable.Range(0, 200).Select(_ => simulator.Evaluate(partial.Fill(dice).Request).IsAllowed).Distinct().Count() == 2 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(", ", counts)}; {seen} were seen to depend");
        Assert.All(Enum.GetValues<PartialDecisionKind>(), kind => Assert.InRange(counts.GetValueOrDefault(kind), RandomCases.Count(600) / 12, RandomCases.Count(600)));
        Assert.InRange(seen, counts[PartialDecisionKind.Depends] * 2 / 3, counts[PartialDecisionKind.Depends]);
    }

    private static void Check(Gen<Question> questions, int normal) => RandomCases.Check(questions, normal, static question =>
        Enumerable.Range(0, Choices).Select(choice => Fault(new Dice(choice), question)).FirstOrDefault(static fault => fault is not null));

    private static string? Fault(Dice dice, Question question)
    {
        PartialQuestion partial = PartialQuestion.Make(dice, question);
        Simulator simulator = Simulator.Compile(question.Set, question.Options, FixedClock.Instance);
        PartialDecision answer = simulator.EvaluatePartial(question.Request, partial.Unknown);
        string Tell(string fault, Question? filled = null) => $"{fault}\nunknown: {partial.Unknown}\n{answer}\n{filled?.Request.Context.Aggregate("filled:", static (text, pair) => $"{text} {pair.Key}={pair.Value}")}";
        if (answer.Kind == PartialDecisionKind.Depends == answer.DecidingKeys.IsEmpty)
        {
            return Tell("deciding keys do not fit the kind");
        }

        for (int i = 0; i < Fillings; i++)
        {
            Question filled = partial.Fill(dice);
            Decision decision = simulator.Evaluate(filled.Request);
            if (answer.Kind != PartialDecisionKind.Depends && decision.IsAllowed != (answer.Kind == PartialDecisionKind.Allowed))
            {
                return Tell("not sound", filled);
            }

            if (answer.Decision is { } exact && exact.Kind != decision.Kind)
            {
                return Tell($"the decision is not exact: {decision.Kind}", filled);
            }

            if (answer.Residual.Holds(test => ReferenceEvaluator.Holds(test, filled)) != decision.IsAllowed)
            {
                return Tell($"the residual condition is wrong: {decision.Kind}", filled);
            }
        }

        return Others(dice, partial, simulator, answer) is { } filling ? Tell("other keys than the deciding ones decide", filling) : null;
    }

    /// <summary>A filling in which another key than the deciding ones makes a difference.</summary>
    private static Question? Others(Dice dice, PartialQuestion partial, Simulator simulator, PartialDecision answer)
    {
        // A star stands for every pair that is not named.
        IEnumerable<string> deciding = answer.DecidingKeys.SelectMany(key => key.EndsWith('*') ? partial.Keys.Where(other => other.StartsWith(key[..^1], StringComparison.OrdinalIgnoreCase)) : [key]);
        for (int i = 0; i < Fillings / 4; i++)
        {
            ImmutableDictionary<string, ContextValue> given = deciding.Aggregate(
                ImmutableDictionary.Create<string, ContextValue>(StringComparer.OrdinalIgnoreCase), (values, key) => values.SetItem(key, partial.Value(dice, key)));
            bool allowed = simulator.Evaluate(partial.Fill(dice, given).Request).IsAllowed;
            for (int j = 0; j < 4; j++)
            {
                Question other = partial.Fill(dice, given);
                if (simulator.Evaluate(other.Request).IsAllowed != allowed)
                {
                    return other;
                }
            }
        }

        return null;
    }

    private sealed class FixedClock : TimeProvider
    {
        public static readonly FixedClock Instance = new();

        public override DateTimeOffset GetUtcNow() => Question.Now;
    }
}
