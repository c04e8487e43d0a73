using System.Globalization;

namespace IamSim.Benchmarks.Measuring;

/// <summary>A line of the table of goals.</summary>
/// <param name="Id">P1 to P12.</param>
/// <param name="Text">What is measured, and how much it may be.</param>
/// <param name="Value">What was measured; <see cref="double.NaN"/> when it could not be.</param>
/// <param name="Limit">The goal.</param>
/// <param name="Unit">Of both.</param>
/// <param name="Naive">How many times the naive interpreter takes, where it does the same work.</param>
/// <param name="Note">What else there is to say.</param>
internal sealed record Goal(string Id, string Text, double Value, double Limit, string Unit, double? Naive = null, string Note = "")
{
    /// <summary>Whether more is better.</summary>
    public bool IsLeast { get; init; }

    public string Verdict => double.IsNaN(Value) ? "not measured" : (IsLeast ? Value >= Limit : Value <= Limit) ? "pass" : "**short**";

    /// <summary>The line in Markdown.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Id} | {Text} | {(IsLeast ? "≥" : "≤")} {Number(Limit)} {Unit} | {(double.IsNaN(Value) ? "–" : $"{Number(Value)} {Unit}")} | {(Naive is { } naive ? $"{Number(naive)} ×" : "")} | {Verdict} | {Note} |");

    private static string Number(double number) => number.ToString(Math.Abs(number) >= 100 ? "N0" : Math.Abs(number) >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
}
