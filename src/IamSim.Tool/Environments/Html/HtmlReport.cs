using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IamSim.Tool.Environments.Html;

/// <summary>Writes the report of an environment as one HTML file that needs nothing else.</summary>
internal static class HtmlReport
{
    public static void Write(Stream output, HtmlReportData data)
    {
        string script = "\n" + Resource("report.js").TrimEnd() + "\n";
        // Only this very script may run, whatever else finds its way into the file.
        string hash = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        string rest = Resource("report.html");
        foreach ((string mark, Action write) in new (string, Action)[]
        {
            ("{{SCRIPT-HASH}}", () => writer.Write(hash)),
            ("{{TITLE}}", () => writer.Write(System.Net.WebUtility.HtmlEncode(data.Title))),
            ("{{STYLE}}", () => writer.Write(Resource("report.css").TrimEnd())),
            ("{{DATA}}", () => WriteData(writer, data)),
            ("\n{{SCRIPT}}\n", () => writer.Write(script)),
        })
        {
            int at = rest.IndexOf(mark, StringComparison.Ordinal);
            writer.Write(rest[..at]);
            write();
            rest = rest[(at + mark.Length)..];
        }

        writer.Write(rest);
    }

    // The default encoder writes every < and > as an escape, so that no text ends the element.
    private static void WriteData(StreamWriter writer, HtmlReportData data)
    {
        writer.Flush();
        using var json = new Utf8JsonWriter(writer.BaseStream);
        json.WriteStartObject();
        json.WriteString("title", data.Title);
        json.WriteString("about", data.About);
        json.WriteStartArray("summary");
        foreach ((string name, string value) in data.Summary)
        {
            WriteTexts(json, name, value);
        }

        json.WriteEndArray();
        json.WriteStartArray("accounts");
        foreach ((string id, string? name) in data.Accounts)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("name", name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteList(json, "services", data.Services);
        WriteHeat(json, data);
        json.WriteStartArray("findings");
        foreach (HtmlFinding finding in data.Findings)
        {
            json.WriteStartObject();
            json.WriteString("severity", finding.Severity);
            json.WriteString("kind", finding.Kind);
            json.WriteString("title", finding.Title);
            json.WriteString("subject", finding.Subject);
            json.WriteString("detail", finding.Detail);
            json.WriteString("place", finding.Place);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteList(json, "assumptions", data.Assumptions);
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteHeat(Utf8JsonWriter json, HtmlReportData data)
    {
        json.WriteStartArray("rows");
        foreach (IReadOnlyList<HtmlHeatCell> row in data.Rows)
        {
            json.WriteStartArray();
            foreach (HtmlHeatCell cell in row)
            {
                json.WriteStartArray();
                json.WriteNumberValue(cell.Service);
                json.WriteNumberValue(cell.Allowed);
                json.WriteNumberValue(cell.Depends);
                json.WriteNumberValue(cell.Level);
                json.WriteNumberValue(cell.Total);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("principals");
        foreach (HtmlPrincipal principal in data.Principals)
        {
            json.WriteStartObject();
            json.WriteString("arn", principal.Arn);
            json.WriteString("name", principal.Name);
            json.WriteString("kind", principal.Kind);
            json.WriteNumber("account", principal.Account);
            json.WriteNumber("row", principal.Row);
            json.WriteBoolean("administrator", principal.IsAdministrator);
            json.WriteBoolean("unsettled", principal.IsUnsettled);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, params ReadOnlySpan<string> texts)
    {
        json.WriteStartArray();
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("html/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
