using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Tool.Validation;

/// <summary>What SARIF logs of every command have in common.</summary>
internal static class SarifParts
{
    /// <summary>The schema of a log.</summary>
    public const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>The level of a severity.</summary>
    public static string Level(DiagnosticSeverity severity) => severity == DiagnosticSeverity.Info ? "note" : SeverityName.Of(severity);

    /// <summary>Writes an object that has a text.</summary>
    public static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    /// <summary>Writes where a file is.</summary>
    public static void WriteArtifact(Utf8JsonWriter writer, string path)
    {
        writer.WriteStartObject("artifactLocation");
        if (path == InputFile.StandardInput)
        {
            writer.WriteString("uri", "stdin");
        }
        else
        {
            writer.WriteString("uri", ArtifactPath.ToUri(path));
            if (ArtifactPath.Relative(path) is not null)
            {
                writer.WriteString("uriBaseId", "%SRCROOT%");
            }
        }

        writer.WriteEndObject();
    }
}
