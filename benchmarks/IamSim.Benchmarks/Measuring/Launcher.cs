using System.Diagnostics;
using System.Globalization;
using IamSim.Benchmarks.Questions;

namespace IamSim.Benchmarks.Measuring;

/// <summary>
/// Asks each question in processes of its own, since the just-in-time compiler may build the same code well in one process and badly in the next,
/// and from what one question taught it would build the code of another.
/// </summary>
internal static class Launcher
{
    /// <summary>The best of several processes.</summary>
    public static Measurement[] Best(QuestionBodies question, int launches, int turns) =>
    [
        .. Enumerable.Range(0, launches)
            .SelectMany(_ => Launch(question, turns))
            .GroupBy(static one => one.Body)
            .Select(static several => new Measurement(several.Key, several.Min(static one => one.Nanoseconds), several.Min(static one => one.Bytes))),
    ];

    /// <summary>What such a process does: prints a line for each body, its name, nanoseconds and bytes.</summary>
    public static int Run(string name, string policies, string turns, TextWriter output)
    {
        foreach (Measurement best in Rounds.Best(QuestionBodies.Named(name, policies), int.Parse(turns, CultureInfo.InvariantCulture)))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{best.Body} {best.Nanoseconds:R} {best.Bytes:R}"));
        }

        return 0;
    }

    private static Measurement[] Launch(QuestionBodies question, int turns)
    {
        string program = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(Launcher).Assembly.Location] : [];
        string[] arguments = [.. host, "--measure", question.Name, question.Policies, turns.ToString(CultureInfo.InvariantCulture)];
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)]
            : throw new InvalidOperationException($"the measurement of {question.Name} with {question.Policies} ended with {process.ExitCode}");
    }

    private static Measurement Read(string line)
    {
        string[] parts = line.Split(' ');
        return new Measurement(parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture), double.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
