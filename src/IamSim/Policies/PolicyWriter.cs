using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Policies;

/// <summary>Writes a document from its elements, so that parsing the result gives the same elements.</summary>
internal static class PolicyWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Write(PolicyDocument document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            WriteValue(writer, "Version", document.Version);
            WriteValue(writer, "Id", document.Id);
            WriteUnknown(writer, document.Source, document.UnknownElements);
            writer.WritePropertyName("Statement");
            if (document.StatementIsArray || document.Statements.Length != 1)
            {
                writer.WriteStartArray();
                foreach (PolicyStatement statement in document.Statements)
                {
                    WriteStatement(writer, statement);
                }

                writer.WriteEndArray();
            }
            else
            {
                WriteStatement(writer, document.Statements[0]);
            }

            writer.WriteEndObject();
        }

        return WithAllowedCharacters(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    // GRAM-7: policies hold characters up to U+00FF only. Others stand in texts alone, where an escape means the same.
    private static string WithAllowedCharacters(string json)
    {
        if (json.AsSpan().IndexOfAnyExceptInRange('\0', '\u00FF') < 0)
        {
            return json;
        }

        var escaped = new StringBuilder(json.Length + 64);
        foreach (char c in json)
        {
            _ = c <= '\u00FF' ? escaped.Append(c) : escaped.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }

    private static void WriteStatement(Utf8JsonWriter writer, PolicyStatement statement)
    {
        writer.WriteStartObject();
        WriteValue(writer, "Sid", statement.Sid);
        WriteValue(writer, "Effect", statement.Effect);
        WritePrincipal(writer, "Principal", statement.Principal);
        WritePrincipal(writer, "NotPrincipal", statement.NotPrincipal);
        WriteElement(writer, "Action", statement.Action);
        WriteElement(writer, "NotAction", statement.NotAction);
        WriteElement(writer, "Resource", statement.Resource);
        WriteElement(writer, "NotResource", statement.NotResource);
        WriteCondition(writer, statement.Condition);
        WriteUnknown(writer, statement.Source, statement.UnknownElements);
        writer.WriteEndObject();
    }

    private static void WritePrincipal(Utf8JsonWriter writer, string name, PrincipalElement? element)
    {
        if (element is null)
        {
            return;
        }

        if (element.Wildcard is { } wildcard)
        {
            WriteValue(writer, name, wildcard);
            return;
        }

        writer.WriteStartObject(name);
        foreach (PrincipalGroup group in element.Groups)
        {
            WriteValues(writer, group.Kind.Text, group.Values, group.IsArray);
        }

        writer.WriteEndObject();
    }

    private static void WriteElement(Utf8JsonWriter writer, string name, PolicyElement? element)
    {
        if (element is not null)
        {
            WriteValues(writer, name, element.Values, element.IsArray);
        }
    }

    private static void WriteCondition(Utf8JsonWriter writer, ConditionElement? condition)
    {
        if (condition is null)
        {
            return;
        }

        writer.WriteStartObject("Condition");
        foreach (ConditionOperatorElement element in condition.Operators)
        {
            writer.WriteStartObject(element.Operator.Text);
            foreach (ConditionKeyElement key in element.Keys)
            {
                WriteValues(writer, key.Key.Text, key.Values, key.IsArray);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter writer, string name, ImmutableArray<PolicyValue> values, bool isArray)
    {
        writer.WritePropertyName(name);
        if (!isArray && values.Length == 1)
        {
            WriteScalar(writer, values[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (PolicyValue value in values)
        {
            WriteScalar(writer, value);
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, PolicyValue? value)
    {
        if (value is { } present)
        {
            writer.WritePropertyName(name);
            WriteScalar(writer, present);
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, PolicyValue value)
    {
        if (value.Kind == PolicyValueKind.String)
        {
            writer.WriteStringValue(value.Text);
        }
        else
        {
            writer.WriteRawValue(value.Text);
        }
    }

    private static void WriteUnknown(Utf8JsonWriter writer, SourceText source, ImmutableArray<UnknownElement> elements)
    {
        foreach (UnknownElement element in elements)
        {
            writer.WritePropertyName(element.Name.Text);
            writer.WriteRawValue(source.Slice(element.Span));
        }
    }
}
