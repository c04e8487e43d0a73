using IamSim.Identifiers;
using IamSim.Tests.Reference;

namespace IamSim.Fuzz.Targets;

/// <summary>Whole questions over all layers, whose every choice is a byte of the input, against the reference.</summary>
internal sealed class QuestionTarget(string name, Func<Dice, Question> make) : FuzzTarget(name, 10, "the engine decides as the reference; strings, explanation and reading again decide the same")
{
    public static Question Conditions(Dice dice) => RandomQuestions.MakeCondition(dice);

    public static Question Everything(Dice dice) => RandomQuestions.Make(dice);

    public static Question Damaged(Dice dice) => PolicyDamage.Apply(dice, RandomQuestions.Make(dice));

    public override bool UsesReference => true;

    public override int MaximumLength => 600;

    public override void Run(byte[] input)
    {
        Question question = make(new Dice(new ByteChoices(input)));
        var simulator = Simulator.Compile(question.Set, question.Options, Question.Clock);
        Decision answer = simulator.Evaluate(question.Request);
        DecisionKind expected = question.AskOracle();
        Invariant.Holds(answer.Kind == expected, "the engine decides as the reference", () => $"the reference says {expected}, the engine {answer} of\n{question}");
        Invariant.Same(answer, simulator.Explain(question.Request).Decision, "an explanation has the same decision");
        if (question.Request.Resources.Length == 1 && question.Request.RequestTags.IsEmpty && question.Request.Time is null && question.Request.Resources[0] == new RequestResource(question.Request.Resources[0].Arn))
        {
            Decision byText = simulator.Evaluate(question.Request.Principal, question.Request.Action.Text, question.Request.Resources[0].Arn, question.Request.Context);
            Invariant.Same(answer, byText, "strings are answered as a request");
        }
    }
}
