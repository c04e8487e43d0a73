using System.Globalization;
using IamSim.Explanations;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary>Tests in words, as every kind of output says them.</summary>
internal static class TestWords
{
    public static string Expected(ExpectedDecision expected) => expected switch
    {
        ExpectedDecision.Allow => "allowed",
        ExpectedDecision.ImplicitDeny => "denied implicitly",
        ExpectedDecision.ExplicitDeny => "denied explicitly",
        _ => "denied",
    };

    /// <summary>The table of a row.</summary>
    public static string Table(ExpectedDecision expected) => expected switch
    {
        ExpectedDecision.Allow => "allow",
        ExpectedDecision.ImplicitDeny => "implicit",
        ExpectedDecision.ExplicitDeny => "explicit",
        _ => "deny",
    };

    /// <summary>A row by its table, its entry and its context.</summary>
    public static string Row(PolicyTestRow row) => $"{Table(row.Expected)} {row.ActionEntry}{(row.ContextName is null ? "" : $" ({row.ContextName})")}";

    /// <summary>What a case was answered with, with the reason.</summary>
    public static string Got(PolicyTestResult result, Decision explained) => result.Verdict == PolicyTestVerdict.Uncertain
        ? $"not certain: {string.Join("; ", result.Gaps.Select(static gap => gap.Message))}"
        : DecisionText.Headline(explained);

    /// <summary>A number with its noun.</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>The counts of a report in one line.</summary>
    public static string Summary(TestReport report) => string.Create(CultureInfo.InvariantCulture, $"{Count(report.Runs.Length, "suite")}, {Count(report.Rows, "row")}, {Count(report.Cases, "case")}: {report.Passed:N0} passed, {report.Failed:N0} failed, {report.Uncertain:N0} uncertain, {Count(report.Errors, "error")}");

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
