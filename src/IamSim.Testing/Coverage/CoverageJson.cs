using System.Text.Json;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Coverage as one JSON object.</summary>
internal static class CoverageJson
{
    public static void Write(PolicyCoverage coverage, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("cases", coverage.Cases);
        WritePercent(writer, "statementPercent", coverage.StatementPercent);
        WritePercent(writer, "decisivePercent", coverage.DecisivePercent);
        WritePercent(writer, "entryPercent", coverage.EntryPercent);
        WritePercent(writer, "conditionPercent", coverage.ConditionPercent);
        writer.WriteStartArray("layers");
        foreach (LayerCoverage layer in coverage.Layers)
        {
            writer.WriteStartObject();
            writer.WriteString("layer", layer.Layer.ToString());
            writer.WriteNumber("cases", layer.Cases);
            writer.WriteNumber("decided", layer.Decided);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("policies");
        foreach (PolicyDocumentCoverage policy in coverage.Policies)
        {
            WritePolicy(writer, policy);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("untouched");
        foreach (PolicyDocument document in coverage.Untouched)
        {
            writer.WriteStringValue(document.Source.Name ?? document.ToString());
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePolicy(Utf8JsonWriter writer, PolicyDocumentCoverage policy)
    {
        writer.WriteStartObject();
        writer.WriteString("file", policy.File);
        writer.WriteString("name", policy.Document.ToString());
        writer.WriteStartArray("kinds");
        foreach (PolicyKind kind in policy.Kinds)
        {
            writer.WriteStringValue(kind.ToString());
        }

        writer.WriteEndArray();
        writer.WriteNumber("cases", policy.Cases);
        WritePercent(writer, "statementPercent", policy.StatementPercent);
        writer.WriteStartArray("statements");
        foreach (StatementCoverage statement in policy.Statements)
        {
            writer.WriteStartObject();
            writer.WriteString("label", statement.Label);
            writer.WriteNumber("line", statement.Position.Line);
            writer.WriteNumber("column", statement.Position.Column);
            writer.WriteNumber("matchedCases", statement.MatchedCases);
            writer.WriteNumber("decidedCases", statement.DecidedCases);
            writer.WriteString("decisiveCase", statement.DecisiveCase?.ToString());
            writer.WriteStartArray("elements");
            foreach (ElementCoverage element in statement.Elements)
            {
                WriteElement(writer, element);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteElement(Utf8JsonWriter writer, ElementCoverage element)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", element.Kind.ToString());
        writer.WriteString("text", element.Text);
        writer.WriteNumber("line", element.Position.Line);
        writer.WriteNumber("column", element.Position.Column);
        writer.WriteNumber("cases", element.Cases);
        if (element.Kind == CoveredElementKind.Condition)
        {
            writer.WriteNumber("failedCases", element.FailedCases);
        }

        writer.WriteBoolean("covered", element.IsCovered);
        writer.WriteEndObject();
    }

    private static void WritePercent(Utf8JsonWriter writer, string name, double percent) => writer.WriteNumber(name, Math.Round(percent, 2));
}
