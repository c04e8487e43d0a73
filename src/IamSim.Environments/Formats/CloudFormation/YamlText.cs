using IamSim.Diagnostics;
using IamSim.Environments.Loading;
using IamSim.Json;
using YamlDotNet.Core;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>
/// Reads YAML into the tree that JSON is read into, every value at its place in the YAML. Short forms of CloudFormation's functions become
/// the long ones: <c>!GetAtt Key.Arn</c> is <c>{"Fn::GetAtt": "Key.Arn"}</c>. Scalars are texts, but for plain <c>true</c>, <c>false</c> and <c>null</c>.
/// </summary>
internal static class YamlText
{
    /// <summary>Whether a file is YAML: by its ending, or where that says nothing by its first character.</summary>
    public static bool IsYaml(EnvironmentFile file, SourceText source) => file.Extension switch
    {
        ".yaml" or ".yml" => true,
        ".template" => source.Text.AsSpan().TrimStart() is [not ('{' or '['), ..],
        _ => false,
    };

    /// <summary>Parses the first document of a text. <c>null</c>, with a finding, when it is not YAML.</summary>
    public static JsonSyntaxTree? Parse(SourceText source, int maximumDepth, DiagnosticBag diagnostics)
    {
        try
        {
            return new YamlTreeBuilder(source, maximumDepth, diagnostics).Build();
        }
        catch (YamlException exception)
        {
            int at = (int)Math.Clamp(exception.Start.Index, 0, source.Text.Length);
            diagnostics.Add(EnvironmentDiagnostics.NotYaml, source, new SourceSpan(at, at < source.Text.Length ? 1 : 0), $"the text is not YAML: {Plain(exception)}");
            return null;
        }
        // The scanner lets slip what the framework says of an escape such as \UFFFFFFFF.
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidOperationException or IndexOutOfRangeException)
        {
            diagnostics.Add(EnvironmentDiagnostics.NotYaml, source, new SourceSpan(0, 0), $"the text is not YAML: {Plain(exception)}");
            return null;
        }
    }

    // The parser repeats where it is, in front of what it says or in brackets.
    private static string Plain(Exception exception)
    {
        string message = (exception.InnerException ?? exception).Message;
        int end = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        string rest = PrintableText.Line(end < 0 ? message : message[(end + 3)..]).TrimEnd('.', ' ');
        return rest.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(rest[0]) + rest[1..];
    }
}
