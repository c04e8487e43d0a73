using System.Text.Json;

namespace IamSim.Testing;

/// <summary>The reports.</summary>
public sealed partial record PolicyCoverage
{
    /// <summary>Writes a table of the policies, and every statement and part that is not covered, one a line with its place.</summary>
    /// <param name="writer">Where to; lines end in <c>\n</c>.</param>
    public void WriteText(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        CoverageText.Write(this, writer);
    }

    /// <summary>Writes one HTML file without scripts or links to elsewhere: the text of every policy with its statements and parts colored.</summary>
    /// <param name="writer">Where to, as UTF-8.</param>
    public void WriteHtml(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        CoverageHtml.Write(this, writer);
    }

    /// <summary>Writes XML in the form of Cobertura: a policy is a class, a line has the hits of the part on it that was met least, conditions are branches.</summary>
    /// <param name="stream">Where to, as UTF-8; left open.</param>
    /// <param name="time">The time that the report names; <c>null</c> for now.</param>
    public void WriteCobertura(Stream stream, DateTimeOffset? time = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CoberturaReport.Write(this, stream, time ?? TimeProvider.System.GetUtcNow());
    }

    /// <summary>Writes one JSON object.</summary>
    /// <param name="writer">Where to; a place where a value may stand.</param>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        CoverageJson.Write(this, writer);
    }
}
