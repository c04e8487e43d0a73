using IamSim.Identifiers;
using IamSim.Tests.Reference;

namespace IamSim.Fuzz.Targets;

/// <summary>Whole questions over all layers, whose every choice is a byte of the input, against the reference.</summary>
/// <param name="name">The name of the target.</param>
/// <param name="subject">What they are about, as <see cref="RandomQuestions.Subjects"/> has it.</param>
internal sealed class QuestionTarget(string name, string subject) : FuzzTarget(name, 10, "the engine decides as the reference; strings, explanation and reading again decide the same")
{
    private readonly Func<Dice, Question> _make = RandomQuestions.Subjects.Single(pair => pair.Subject == subject).Make;

    public override bool UsesReference => true;

    public override int MaximumLength => 600;

    public override void Run(byte[] input)
    {
        Question question = _make(new Dice(new ByteChoices(input)));
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
