using System.Globalization;
using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Linting.Rules;

/// <summary>Dates written as seconds since 1970, which nobody reads.</summary>
internal sealed class EpochDateRule : ILintRule
{
    // The seconds of the years 1 to 9999.
    private const long Least = -62_135_596_800;
    private const long Greatest = 253_402_300_799;

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedCondition condition in policy.Statements.SelectMany(static statement => statement.Conditions))
        {
            // aws:EpochTime is such a number itself.
            if (condition.Spelling is not { IsKnown: true, Operator.Operator: DateOperator } || condition.Definition?.Types.Contains(ConditionKeyType.Numeric) == true)
            {
                continue;
            }

            foreach (PolicyValue value in condition.Key.Values)
            {
                if (IsInteger(value.Text) && Instant.TryParse(value.Text, out Instant instant))
                {
                    Report(reporter, value, instant);
                }
            }
        }
    }

    // COND-42: four digits are a year.
    private static bool IsInteger(string text) => (text.Length > 4 || text.StartsWith('-')) && AsciiDigits.IsAll(text.AsSpan(text.StartsWith('-') ? 1 : 0));

    private static void Report(LintReporter reporter, PolicyValue value, Instant instant)
    {
        if (instant.Seconds is < Least or > Greatest)
        {
            reporter.Report(LintDescriptors.EpochDate, value.Span, $"{JsonNode.Quote(value.Text)} counts seconds since 1970 and means no year of four digits", "write a date such as 2026-01-31T12:00:00Z; milliseconds are not read as such");
            return;
        }

        string date = DateTimeOffset.FromUnixTimeSeconds(instant.Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        reporter.Report(LintDescriptors.EpochDate, value.Span, $"{JsonNode.Quote(value.Text)} counts seconds since 1970 and means {date}", $"write \"{date}\"", DiagnosticFix.Replace("write the date", value.Span, $"\"{date}\""));
    }
}
