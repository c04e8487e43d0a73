using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IamSim.Json;

namespace IamSim.Environments.Formats.Notation;

/// <summary>Writes a policy that stands in YAML as JSON. Every value becomes a text, as policies know hardly any other: an account stays twelve digits, a version its date.</summary>
internal static class PolicyJson
{
    public static string Write(NotationNode policy)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" }))
        {
            Write(policy, writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // The reader bounds the depth.
    private static void Write(NotationNode node, Utf8JsonWriter writer)
    {
        switch (node.Kind)
        {
            case JsonKind.Object:
                writer.WriteStartObject();
                foreach (NotationMember member in node.Members)
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonKind.Array:
                writer.WriteStartArray();
                foreach (NotationNode item in node.Items)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonKind.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(node.Text);
                break;
        }
    }
}
