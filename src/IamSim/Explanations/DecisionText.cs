namespace IamSim.Explanations;

/// <summary>Decisions in words.</summary>
public static class DecisionText
{
    /// <summary>The decision in one line, with the place of the statement or the name of the rule that decided.</summary>
    /// <param name="decision">The decision.</param>
    public static string Headline(in Decision decision) => ExplanationText.Headline(in decision);

    /// <summary>The layers that have to change, separated by commas; empty when there is none.</summary>
    /// <param name="decision">The decision.</param>
    public static string Blockers(in Decision decision) => ExplanationText.Blockers(in decision);

    /// <summary>What had to be assumed, one sentence each.</summary>
    /// <param name="decision">The decision.</param>
    public static IEnumerable<string> Assumptions(in Decision decision) => ExplanationText.Assumptions(decision.Assumptions);
}
