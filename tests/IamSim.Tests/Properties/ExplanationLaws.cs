using FsCheck;
using IamSim.Explanations;
using IamSim.Policies;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Properties;

/// <summary>What an explanation says is what the evaluation did, whatever was asked.</summary>
public sealed class ExplanationLaws
{
    private static readonly Gen<Question>[] Families =
        [RandomQuestions.Strict, RandomQuestions.Conditions, RandomQuestions.Resources, RandomQuestions.S3, RandomQuestions.Kms, RandomQuestions.RoleTrust, RandomQuestions.Lenient];

    [Fact]
    public void Explaining_decides_as_evaluating_does() => CheckAll(400, static question =>
    {
        Explanation explanation = Explain(question);
        return explanation.Decision == question.AskEngine() ? null : $"explained {explanation.Decision}, evaluated {question.AskEngine()}";
    });

    [Fact]
    public void The_first_element_that_differs_is_the_outcome_of_the_statement() => CheckAll(400, static question =>
        Statements(Explain(question)).Select(static statement => (statement, First: Expected(statement.Elements.FirstOrDefault(static element => !element.Matches))))
            .Where(static pair => pair.statement.Outcome != StatementOutcome.NotUnderstood && pair.statement.Outcome != pair.First)
            .Select(static pair => $"the outcome is not the first difference\n{pair.statement}, but the first difference is {pair.First}").FirstOrDefault());

    [Fact]
    public void Every_place_that_is_pointed_at_lies_in_its_statement() => CheckAll(300, static question =>
        Statements(Explain(question)).SelectMany(static statement => statement.Elements.Select(element => (statement, element)))
            .Where(static pair => pair.element.Span.Start < pair.statement.Statement.Span.Start || pair.element.Span.End > pair.statement.Statement.Span.End || pair.element.Span.Length == 0)
            .Select(static pair => $"a span lies outside\n{pair.element} of {pair.statement}").FirstOrDefault());

    [Fact]
    public void Every_proposed_fix_allows_and_needs_each_of_its_changes() => CheckAll(60, static question =>
    {
        foreach (ProposedFix fix in Explain(question).ProposeFixes(4))
        {
            Decision decision = (question with { Set = fix.Policies, Request = fix.Request }).AskEngine();
            if (!decision.IsAllowed || decision != fix.Decision)
            {
                return $"a fix does not allow\n{fix}: {decision}";
            }
        }

        return null;
    });

    [Fact]
    public void The_oracle_too_allows_what_a_fix_mends() => CheckAll(60, static question =>
        Explain(question).ProposeFixes(3).Where(fix => (question with { Set = fix.Policies, Request = fix.Request }).AskOracle() != DecisionKind.Allowed)
            .Select(static fix => $"the oracle denies a fix\n{fix}").FirstOrDefault());

    [Fact]
    public void Telling_an_explanation_never_fails_and_stays_within_printable_lines() => CheckAll(200, static question =>
    {
        string text = Explain(question).ToText(new ExplanationTextOptions { Fixes = 0 });
        return text.All(static c => c == '\n' || !char.IsControl(c)) ? null : "a control character is told";
    });

    /// <summary>Guards the laws: without fixes they would say nothing.</summary>
    [Fact]
    public void Most_denied_questions_have_a_fix()
    {
        int denied = 0;
        int mended = 0;
        foreach ((_, Question question) in RandomCases.Of(RandomQuestions.Strict, 200))
        {
            Explanation explanation = Explain(question);
            denied += explanation.Decision.IsAllowed ? 0 : 1;
            mended += explanation.ProposeFixes(1).Length;
        }

        Assert.InRange(mended, denied / 2, denied);
        Assert.True(denied > 20);
    }

    private static void CheckAll(int normal, Func<Question, string?> fault)
    {
        foreach (Gen<Question> family in Families)
        {
            RandomCases.Check(family, normal, fault);
        }
    }

    private static Explanation Explain(Question question) => Simulator.Compile(question.Set, question.Options, Question.Clock).Explain(question.Request);

    private static IEnumerable<StatementExplanation> Statements(Explanation explanation) =>
        explanation.Checks.SelectMany(static check => check.Layers).SelectMany(static layer => layer.Statements);

    private static StatementOutcome Expected(ElementExplanation? first) => first switch
    {
        null => StatementOutcome.Matched,
        ActionExplanation => StatementOutcome.ActionDiffers,
        ResourceExplanation => StatementOutcome.ResourceDiffers,
        PrincipalExplanation => StatementOutcome.PrincipalDiffers,
        _ => StatementOutcome.ConditionFails,
    };
}
