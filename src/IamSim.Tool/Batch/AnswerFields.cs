using System.Globalization;
using System.Text.Json;

namespace IamSim.Tool.Batch;

/// <summary>What an answer says, one text for each column of a table; empty where it says nothing. Immutable.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="DecidedBy">The layer or rule that decided.</param>
/// <param name="BlockedBy">The layers that deny, separated by spaces.</param>
/// <param name="Policy">The policy of the statement that decided.</param>
/// <param name="File">The file of that policy.</param>
/// <param name="Sid">The id of the statement.</param>
/// <param name="StatementLine">The line of the statement.</param>
/// <param name="StatementColumn">The column of the statement.</param>
/// <param name="Assumptions">What was assumed, separated by spaces.</param>
/// <param name="Pass">Whether the expectation holds: <c>True</c> or <c>False</c>.</param>
/// <param name="Error">What is wrong with the line, or the first fault of the policies.</param>
internal sealed record AnswerFields(
    string Decision, string DecidedBy, string BlockedBy, string Policy, string File, string Sid, string StatementLine, string StatementColumn, string Assumptions, string Pass, string Error)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="members">Its members behind line and id, as a JSON object.</param>
    /// <exception cref="JsonException">It is no JSON object, or a text in it is no whole characters.</exception>
    public static AnswerFields Of(ReadOnlySpan<byte> members)
    {
        try
        {
            return Read(members);
        }
        // Half characters and bytes that are no UTF-8 are found only when a text is taken out.
        catch (InvalidOperationException exception)
        {
            throw new JsonException("a text is no whole characters", exception);
        }
    }

    private static AnswerFields Read(ReadOnlySpan<byte> members)
    {
        var reader = new Utf8JsonReader(members);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement answer = document.RootElement;
        JsonElement statement = Member(answer, "statement");
        return new AnswerFields(
            Text(answer, "decision"), Text(answer, "decidedBy"), Text(answer, "blockedBy"),
            Text(statement, "policy"), Text(statement, "file"), Text(statement, "sid"), Text(statement, "line"), Text(statement, "column"),
            Text(answer, "assumptions"), Text(answer, "pass"), ErrorOf(answer));
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string Text(JsonElement element, string name)
    {
        JsonElement value = Member(element, name);
        return value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => "",
            JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(static member => member.ToString())),
            _ => value.ToString(),
        };
    }

    private static string ErrorOf(JsonElement answer)
    {
        if (Member(answer, "inputError") is { ValueKind: JsonValueKind.Object } input)
        {
            return string.Create(CultureInfo.InvariantCulture, $"column {Text(input, "column")}: {Text(input, "message")}{HelpOf(input)}");
        }

        if (Member(answer, "policyError") is not { ValueKind: JsonValueKind.Array } faults || faults.GetArrayLength() == 0)
        {
            return "";
        }

        JsonElement first = faults[0];
        return $"{Text(first, "policy")}:{Text(first, "line")}:{Text(first, "column")}: {Text(first, "code")}: {Text(first, "message")}{HelpOf(first)}";
    }

    private static string HelpOf(JsonElement fault) => Text(fault, "help") is { Length: > 0 } help ? $"; {help}" : "";
}
