using System.CommandLine;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tool;

/// <summary><c>iamsim simulate FILE…</c>: answers scenarios.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Scenario files: .json (one scenario), .ndjson (one a line), or - for standard input.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "How to answer.", DefaultValueFactory = static _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "ndjson");
        var explain = new Option<bool>("--explain") { Description = "Tell what every layer said, and which keys were derived." };
        var evaluation = new EvaluationArguments();
        var command = new Command("simulate", "Answers scenarios: one question each, with everything needed to answer it.") { files, format, explain };
        evaluation.AddTo(command);
        UnknownOptions.Refuse(files, command);
        command.SetAction((parsed, cancellation) =>
        {
            var reader = new ScenarioReaderOptions { Evaluation = evaluation.Options(parsed), Now = evaluation.Now(parsed) };
            // On a thread of its own, so that an interrupt ends the tool also while it waits for input.
            return Task.Run(() => Run(parsed.GetValue(files)!, parsed.GetValue(format)!, parsed.GetValue(explain), reader, cancellation), CancellationToken.None);
        });
        return command;
    }

    private static int Run(string[] files, string format, bool explain, ScenarioReaderOptions options, CancellationToken cancellation)
    {
        var tally = new SimulationTally();
        return OutputFaults.Guard(Answer, () => tally.ExitCode);

        int Answer()
        {
            using IAnswerPrinter printer = format == "text" ? new TextPrinter() : new JsonPrinter(asArray: format == "json");
            foreach (string file in files)
            {
                foreach (ScenarioReading reading in Read(file, options, tally))
                {
                    cancellation.ThrowIfCancellationRequested();
                    ScenarioAnswer answer = ScenarioAnswer.Create(reading, explain);
                    tally.Count(answer);
                    printer.Print(answer);
                }
            }

            printer.Finish(tally);
            return tally.ExitCode;
        }
    }

    private static IEnumerable<ScenarioReading> Read(string file, ScenarioReaderOptions options, SimulationTally tally)
    {
        Stream? stream = InputFile.Open(file, out string? unreadable);
        if (stream is null)
        {
            Complain(unreadable!, tally);
            yield break;
        }

        using (stream)
        {
            ScenarioReaderOptions relative = options with { BaseDirectory = InputFile.FolderOf(file) };
            bool single = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
            IEnumerable<(SourceText Source, Diagnostic? Fault)> sources = single ? WholeFile(stream, file) : ScenarioLines.Read(stream, InputFile.NameOf(file));
            foreach ((SourceText source, Diagnostic? fault) in Readable(sources, file, tally))
            {
                yield return fault is null ? ScenarioReader.Read(source, relative) : new ScenarioReading(null, null, null, [fault], []);
            }
        }
    }

    // What fails to be read costs the rest of its file, not the other files and not the answers given so far.
    private static IEnumerable<(SourceText Source, Diagnostic? Fault)> Readable(IEnumerable<(SourceText Source, Diagnostic? Fault)> sources, string file, SimulationTally tally)
    {
        using IEnumerator<(SourceText Source, Diagnostic? Fault)> enumerator = sources.GetEnumerator();
        while (true)
        {
            try
            {
                if (!enumerator.MoveNext())
                {
                    yield break;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Complain(InputFile.Describe(file, exception), tally);
                yield break;
            }

            yield return enumerator.Current;
        }
    }

    private static void Complain(string fault, SimulationTally tally)
    {
        Console.Error.WriteLine($"iamsim: {fault}");
        tally.CountUnreadable();
    }

    private static IEnumerable<(SourceText Source, Diagnostic? Fault)> WholeFile(Stream stream, string name)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        SourceText source = SourceText.FromUtf8(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), name, 1, out Diagnostic? fault);
        yield return (source, fault);
    }
}
