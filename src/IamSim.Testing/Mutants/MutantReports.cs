using System.Globalization;
using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Testing;

/// <summary>Mutants as text and as JSON.</summary>
internal static class MutantReports
{
    public static void WriteText(PolicyMutantRun run, TextWriter writer)
    {
        Line(writer, $"mutants  {run.Mutants.Length}: {run.Killed} killed, {run.Survived} survived, {run.Untold} of which no request tells, {run.Equivalent} equivalent, {run.Invalid} that AWS refuses");
        Line(writer, $"score    {(Math.Floor(run.Score * 1000) / 10).ToString("0.0", CultureInfo.InvariantCulture)} %");
        foreach (PolicyMutant mutant in run.Survivors.Where(static mutant => mutant.TellingCase is not null))
        {
            Line(writer, "");
            Line(writer, $"{Describe(mutant)}: survived");
            Line(writer, $"  {PrintableText.Line(mutant.TellingCase!.ToString())}: {Name(mutant.TellingDecision)}, with the mutant {Name(mutant.MutatedDecision)}");
            Line(writer, "  a test that notices:");
            foreach (string line in mutant.SuggestedTest!.TrimEnd('\n').Split('\n'))
            {
                Line(writer, $"  {PrintableText.Line(line)}");
            }
        }

        PolicyMutant[] untold = [.. run.Survivors.Where(static mutant => mutant.TellingCase is null)];
        if (untold.Length > 0)
        {
            Line(writer, "");
            Line(writer, "survived, and no request was found that tells them apart");
            foreach (PolicyMutant mutant in untold)
            {
                Line(writer, $"  {Describe(mutant)}");
            }
        }
    }

    public static void WriteJson(PolicyMutantRun run, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("mutants", run.Mutants.Length);
        writer.WriteNumber("killed", run.Killed);
        writer.WriteNumber("survived", run.Survived);
        writer.WriteNumber("untold", run.Untold);
        writer.WriteNumber("equivalent", run.Equivalent);
        writer.WriteNumber("invalid", run.Invalid);
        writer.WriteNumber("score", Math.Round(run.Score, 4));
        writer.WriteStartArray("survivors");
        foreach (PolicyMutant mutant in run.Survivors)
        {
            writer.WriteStartObject();
            writer.WriteString("operator", mutant.Operator.Name);
            writer.WriteString("file", mutant.Place.File);
            writer.WriteNumber("line", mutant.Place.Line);
            writer.WriteNumber("column", mutant.Place.Column);
            writer.WriteString("before", mutant.Before);
            writer.WriteString("after", mutant.After);
            writer.WriteString("request", mutant.TellingCase?.ToString());
            writer.WriteString("decision", mutant.TellingDecision?.ToString());
            writer.WriteString("mutatedDecision", mutant.MutatedDecision?.ToString());
            writer.WriteString("suggestedTest", mutant.SuggestedTest);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Describe(PolicyMutant mutant) => PrintableText.Line($"{mutant.Place}: {mutant.Operator}: {mutant.Description}");

    private static string Name(DecisionKind? kind) => kind switch
    {
        DecisionKind.Allowed => "allowed",
        DecisionKind.ExplicitDeny => "explicitly denied",
        _ => "implicitly denied",
    };

    private static void Line(TextWriter writer, string line)
    {
        writer.Write(line);
        writer.Write('\n');
    }
}
