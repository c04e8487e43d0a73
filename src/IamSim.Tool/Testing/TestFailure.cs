using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Explanations;
using IamSim.Policies;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary>A row that did not pass, told by the first of its cases that did not.</summary>
internal sealed class TestFailure
{
    private TestFailure(PolicyTestRowResult row)
    {
        Row = row;
        Cases = [.. row.Results.Where(static result => result.Verdict != PolicyTestVerdict.Passed).OrderBy(static result => result.Verdict)];
        Explanation = First.Explain();
    }

    public PolicyTestRowResult Row { get; }

    /// <summary>The cases that did not pass, the failed before the uncertain.</summary>
    public ImmutableArray<PolicyTestResult> Cases { get; }

    public PolicyTestResult First => Cases[0];

    /// <summary>Why the first one is decided as it is.</summary>
    public Explanation Explanation { get; }

    public SourcePlace Place => Row.Row.Place;

    /// <summary>The statement that decided; <c>null</c> when none did.</summary>
    public PolicyStatement? Statement => Explanation.Decision.Statement;

    /// <summary>The test and the row.</summary>
    public string Title => $"{Row.Test.Name}: {TestWords.Row(Row.Row)}";

    public string Expected => TestWords.Expected(First.Case.Expected);

    public string Got => TestWords.Got(First, Explanation.Decision);

    public string Request => $"{First.Case.Principal} {First.Case.Action} {First.Case.Resource}";

    /// <summary>The failure in one line.</summary>
    public string Message => $"expected {Expected}, got {Got}: {Request}{(Cases.Length > 1 ? $", and {TestWords.Count(Cases.Length - 1, "other case")} of the row" : "")}";

    /// <summary>The rows of a suite that did not pass.</summary>
    public static IEnumerable<TestFailure> Of(PolicyTestRun run) => run.Rows.Where(static row => row.Verdict != PolicyTestVerdict.Passed).Select(Of);

    /// <summary>A row that did not pass.</summary>
    public static TestFailure Of(PolicyTestRowResult row) => new(row);
}
