using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Tool;

/// <summary><c>iamsim diagnostic ID</c>: what a finding means, with a wrong and a right example.</summary>
internal static class DiagnosticCommand
{
    // Longer lines are hard to read, however wide the window is.
    private const int MaximumWidth = 100;

    public static Command Create()
    {
        var id = new Argument<string?>("id") { HelpName = "id", Description = "The id of a finding, such as IAM0007; without it all are listed.", Arity = ArgumentArity.ZeroOrOne };
        id.CompletionSources.Add(static _ => KnownDiagnostics.All.Select(static descriptor => new CompletionItem(descriptor.Id)));
        var format = new Option<string>("--format") { Description = "How to print it.", DefaultValueFactory = static _ => "text" };
        format.AcceptOnlyFromAmong("text", "markdown", "json");
        var command = new Command("diagnostic", "Explains a finding: what AWS does, a wrong example and a right one.") { id, format };
        command.SetAction(parsed => OutputFaults.Guard(() => Run(parsed.GetValue(id), parsed.GetValue(format)!), static () => ExitCode.Yes));
        return command;
    }

    private static int Run(string? id, string format)
    {
        DiagnosticDescriptor? descriptor = KnownDiagnostics.All.FirstOrDefault(descriptor => string.Equals(descriptor.Id, id, StringComparison.OrdinalIgnoreCase));
        if (id is not null && descriptor is null)
        {
            string? closest = Suggestion.Closest(id.ToUpperInvariant(), KnownDiagnostics.All.Select(static known => known.Id));
            Console.Error.WriteLine($"iamsim: there is no diagnostic '{PrintableText.Line(id)}'{(closest is null ? "" : $": did you mean '{closest}'?")}");
            Console.Error.WriteLine("iamsim: 'iamsim diagnostic' lists all of them");
            return ExitCode.CannotAnswer;
        }

        using var output = new StreamWriter(Console.OpenStandardOutput());
        output.Write(descriptor is null ? List(format) : Show(descriptor, format));
        return ExitCode.Yes;
    }

    private static string Show(DiagnosticDescriptor descriptor, string format)
    {
        DiagnosticPage page = DiagnosticPage.Of(descriptor);
        return format switch
        {
            "markdown" => page.Markdown,
            "json" => Json(writer => Write(writer, descriptor, page)),
            _ => page.ToText(Console.IsOutputRedirected ? MaximumWidth : Math.Clamp(Console.WindowWidth - 1, 40, MaximumWidth)),
        };
    }

    private static string List(string format) => format switch
    {
        "markdown" => "| Id | Severity | Title |\n| --- | --- | --- |\n" + Lines(static known => $"| {known.Id} | {SeverityName.Of(known.Severity)} | {known.Title} |"),
        "json" => Json(static writer =>
        {
            writer.WriteStartArray();
            foreach (DiagnosticDescriptor known in KnownDiagnostics.All)
            {
                Write(writer, known, page: null);
            }

            writer.WriteEndArray();
        }),
        _ => Lines(static known => $"{known.Id}  {SeverityName.Of(known.Severity),-7}  {known.Title}"),
    };

    private static string Lines(Func<DiagnosticDescriptor, string> line) => string.Concat(KnownDiagnostics.All.Select(known => line(known) + "\n"));

    private static void Write(Utf8JsonWriter writer, DiagnosticDescriptor descriptor, DiagnosticPage? page)
    {
        writer.WriteStartObject();
        writer.WriteString("code", descriptor.Id);
        writer.WriteString("severity", SeverityName.Of(descriptor.Severity));
        writer.WriteString("title", descriptor.Title);
        writer.WriteString("rule", descriptor.Rule);
        if (page is not null)
        {
            writer.WriteString("page", page.Markdown);
        }

        writer.WriteEndObject();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = PrintableText.JsonEncoder }))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
