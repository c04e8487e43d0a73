using System.Text;
using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Fuzz.Mutations;
using IamSim.Json;

namespace IamSim.Fuzz.Targets;

/// <summary>Our reader of JSON against the one of .NET.</summary>
internal sealed class JsonTarget() : FuzzTarget("json", 2, "accepts and reads what System.Text.Json does; two readers of ours agree")
{
    private const int Depth = 12;

    public override IReadOnlyList<string> Tokens => [.. Mutations.Tokens.Punctuation, "null", "true", "1e5", "-0.5E+3", "\"a\":", "\\n", "\\u0041", "[[[[[[[[[[[[[", "{\"a\":{\"a\":"];

    public override bool IsJson => true;

    public override void Run(byte[] input)
    {
        SourceText source = SourceText.FromUtf8(input, null, 1, out Diagnostic? encoding);
        if (encoding is not null)
        {
            Invariant.AreFindings([encoding]);
            Invariant.Holds(!IsUtf8(input), "what is refused as UTF-8 is none");
            return;
        }

        Invariant.Holds(IsUtf8(input), "what is taken as UTF-8 is some");
        var findings = new DiagnosticBag();
        JsonSyntaxTree? tree = JsonSyntaxTree.Parse(source, Depth, findings);
        Invariant.AreFindings(findings.ToList());
        Invariant.Holds(tree is not null || findings.HasErrors, "what is not read is explained");
        string? expected = ReadByDotNet(source.Text);
        bool isDuplicate = findings.ToList().Any(static finding => finding.Descriptor == DiagnosticDescriptors.DuplicateName);
        Invariant.Holds(tree is not null == expected is not null || isDuplicate, "both readers of JSON take the same", () => $"ours: {(findings.HasErrors ? findings.ToList()[0].ToString() : "taken")}");
        if (tree is not null && !isDuplicate)
        {
            var actual = new StringBuilder();
            Write(tree.Root, actual);
            Invariant.Same(expected, actual.ToString(), "both readers of JSON read the same");
            tree.Release();
        }
    }

    private static bool IsUtf8(byte[] input)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(input);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The values in a form of our own; <c>null</c> when it is no JSON.</summary>
    private static string? ReadByDotNet(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.StartsWith('\uFEFF') ? text[1..] : text, new JsonDocumentOptions { MaxDepth = Depth });
            var builder = new StringBuilder();
            Write(document.RootElement, builder);
            return builder.ToString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    text.Append(property.Name).Append('=');
                    Write(property.Value, text);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(item, text);
                }

                text.Append(']');
                break;
            default:
                text.Append(element.ValueKind == JsonValueKind.String ? "s" + element.GetString() : element.GetRawText()).Append(';');
                break;
        }
    }

    private static void Write(JsonNode node, StringBuilder text)
    {
        switch (node.Kind)
        {
            case JsonKind.Object or JsonKind.Array:
                text.Append(node.Kind == JsonKind.Object ? '{' : '[');
                foreach (JsonNode child in node)
                {
                    text.Append(node.Kind == JsonKind.Object ? child.Name + "=" : "");
                    Write(child, text);
                }

                text.Append(node.Kind == JsonKind.Object ? '}' : ']');
                break;
            default:
                text.Append(node.Kind == JsonKind.String ? "s" + node.Text : node.Text).Append(';');
                break;
        }
    }
}
