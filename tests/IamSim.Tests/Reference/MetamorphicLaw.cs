namespace IamSim.Tests.Reference;

/// <summary>A law of how a change of a question changes its answer, whatever the question.</summary>
/// <param name="Name">The law, as a sentence.</param>
/// <param name="Change">The changed question; <c>null</c> where the change makes no sense.</param>
/// <param name="Allows">Whether an answer may follow the one before.</param>
internal sealed record MetamorphicLaw(string Name, Func<Dice, Question, Question?> Change, Func<DecisionKind, DecisionKind, bool> Allows)
{
    /// <summary>What the changed question is compared with; the question itself unless said otherwise.</summary>
    public Func<Question, Question> Base { get; init; } = static question => question;

    /// <summary>What a change does that no rule concerns: nothing.</summary>
    public static bool Same(DecisionKind before, DecisionKind after) => before == after;

    /// <summary>What a change does that can only take away.</summary>
    public static bool NeverGrants(DecisionKind before, DecisionKind after) => before == DecisionKind.Allowed || after != DecisionKind.Allowed;

    /// <summary>What a change does that can only give.</summary>
    public static bool NeverTakes(DecisionKind before, DecisionKind after) => before != DecisionKind.Allowed || after == DecisionKind.Allowed;

    /// <summary>What is wrong; <c>null</c> when the law holds or says nothing.</summary>
    public string? FaultOf(Dice dice, Question question)
    {
        if (Change(dice, question) is not { } changed)
        {
            return null;
        }

        DecisionKind before = Base(question).AskEngine().Kind;
        DecisionKind after = changed.AskEngine().Kind;
        return Allows(before, after) ? null : $"{Name}: {before} became {after}\nby\n{changed}\nfrom\n";
    }

    public override string ToString() => Name;
}
