using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Policies;

namespace IamSim.Scenarios;

/// <summary>Writes answers in the JSON form of docs/scenario-format.md.</summary>
public static class ScenarioAnswerWriter
{
    /// <summary>Writes one answer as a JSON object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="answer">The answer.</param>
    public static void Write(Utf8JsonWriter writer, ScenarioAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(answer);
        writer.WriteStartObject();
        writer.WriteString("id", answer.Reading.Id);
        if (!answer.Reading.InputErrors.IsEmpty)
        {
            writer.WriteNumber("line", answer.Reading.InputErrors[0].Position.Line);
        }

        WriteMembers(writer, answer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the members of an answer behind <c>id</c> and <c>line</c>, for an object that the caller begins and ends.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="answer">The answer.</param>
    public static void WriteMembers(Utf8JsonWriter writer, ScenarioAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(answer);
        if (!answer.Reading.InputErrors.IsEmpty)
        {
            WriteInputError(writer, answer.Reading.InputErrors[0]);
        }
        else if (!answer.PolicyErrors.IsEmpty)
        {
            WriteFaults(writer, "policyError", answer.PolicyErrors);
        }
        else if (answer.Decision is { } decision)
        {
            WriteDecision(writer, answer, decision);
        }

        if (answer.Pass is { } pass)
        {
            writer.WriteBoolean("pass", pass);
        }
    }

    /// <summary>The name of a deciding layer in answers: <c>serviceControl</c>, <c>rule:STS-8</c>, <c>none</c>.</summary>
    /// <param name="decision">The decision.</param>
    public static string NameOf(in Decision decision) => DecisionNames.Of(in decision);

    private static void WriteInputError(Utf8JsonWriter writer, Diagnostic error)
    {
        writer.WriteStartObject("inputError");
        writer.WriteString("message", error.Message);
        writer.WriteNumber("column", error.Position.Column);
        WriteHelp(writer, error);
        writer.WriteEndObject();
    }

    private static void WriteFaults(Utf8JsonWriter writer, string name, IEnumerable<ScenarioFault> faults)
    {
        writer.WriteStartArray(name);
        foreach (ScenarioFault fault in faults)
        {
            writer.WriteStartObject();
            writer.WriteString("code", fault.Diagnostic.Id);
            writer.WriteString("message", fault.Diagnostic.Message);
            writer.WriteString("policy", fault.Policy);
            LinePosition position = fault.Diagnostic.Position;
            writer.WriteNumber("line", position.Line);
            writer.WriteNumber("column", position.Column);
            WriteHelp(writer, fault.Diagnostic);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteHelp(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        if (diagnostic.Help is { } help)
        {
            writer.WriteString("help", help);
        }
    }

    private static void WriteDecision(Utf8JsonWriter writer, ScenarioAnswer answer, in Decision decision)
    {
        writer.WriteString("decision", decision.Kind.ToString());
        writer.WriteString("decidedBy", NameOf(in decision));
        WriteNames(writer, "blockedBy", DecisionText.Sources(decision.BlockedBy).Select(static source => DecisionNames.Of(source)));
        if (decision.Statement is { } statement)
        {
            WriteStatement(writer, answer, statement);
        }

        WriteNames(writer, "assumptions", DecisionNames.Of(decision.Assumptions));

        // A lenient compile passes over what AWS would refuse: the answer says over what.
        if (!answer.Warnings.IsEmpty && (answer.Explanation is not null || answer.Reading.Scenario!.Options.Lenient))
        {
            WriteFaults(writer, "warnings", answer.Warnings);
        }

        if (answer.Explanation is { } explanation)
        {
            writer.WritePropertyName("explanation");
            explanation.WriteJson(writer, new ExplanationJsonOptions { PolicyLabel = answer.Reading.Scenario!.LabelOf });
        }
    }

    private static void WriteNames(Utf8JsonWriter writer, string member, IEnumerable<string> names)
    {
        string[] all = [.. names];
        if (all.Length == 0)
        {
            return;
        }

        writer.WriteStartArray(member);
        foreach (string name in all)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }

    private static void WriteStatement(Utf8JsonWriter writer, ScenarioAnswer answer, PolicyStatement statement)
    {
        writer.WriteStartObject("statement");
        writer.WriteString("policy", answer.Reading.Scenario!.LabelOf(statement));
        if (statement.Source.Name is { } file)
        {
            writer.WriteString("file", file);
        }

        if (statement.Sid is { } sid)
        {
            writer.WriteString("sid", sid.Text);
        }

        writer.WriteNumber("line", statement.Position.Line);
        writer.WriteNumber("column", statement.Position.Column);
        writer.WriteEndObject();
    }
}
