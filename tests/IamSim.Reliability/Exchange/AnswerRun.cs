using System.Diagnostics;
using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Reliability.Exchange;

/// <summary>Answers scenarios in the form in which other engines answer them, with the time that each took.</summary>
internal static class AnswerRun
{
    private const int Repetitions = 101;

    /// <summary>Writes an answer a line: reading, compiling and evaluating together, the median of some runs after a first one. The result is an exit code.</summary>
    public static int Write(string path)
    {
        using FileStream file = File.OpenRead(path);
        foreach ((SourceText line, Diagnostic? _) in ScenarioLines.Read(file, path))
        {
            ScenarioAnswer answer = ScenarioAnswer.Create(ScenarioReader.Read(line));
            var microseconds = new double[Repetitions];
            for (int i = 0; i < Repetitions; i++)
            {
                long start = Stopwatch.GetTimestamp();
                ScenarioAnswer.Create(ScenarioReader.Read(line));
                microseconds[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }

            string? note = answer.PolicyErrors.FirstOrDefault()?.Diagnostic.Message ?? answer.Reading.InputErrors.FirstOrDefault()?.Message;
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                id = answer.Reading.Id,
                decision = answer.Decision?.Kind.ToString() ?? ForeignAnswer.Unsupported,
                note,
                microseconds = Math.Round(microseconds.Order().ElementAt(Repetitions / 2), 1),
            }));
        }

        return 0;
    }
}
