using System.CommandLine;
using System.Reflection;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Scenarios;
using Spectre.Console;

namespace IamSim.Tool;

/// <summary><c>iamsim demo</c>: the questions of an invented company, answered by the engine as any other scenario.</summary>
internal static class DemoCommand
{
    // The question whose explanation shows most layers at once.
    private const string Explained = "boundary";

    public static Command Create()
    {
        var command = new Command("demo", "Answers ten questions about an invented company; needs no files, no network and no account.");
        command.SetAction(static _ => Run());
        return command;
    }

    private static int Run()
    {
        IAnsiConsole console = Terminal.Create(Console.Out, Console.IsOutputRedirected);
        ScenarioAnswer[] answers = [.. Story().Select(static source => ScenarioAnswer.Create(ScenarioReader.Read(source), explain: true))];
        console.WriteLine("Parcelwing ships parcels from three AWS accounts in one organization:");
        console.WriteLine("  111122223333 orders (production)   444455556666 analytics   777788889999 management");
        console.WriteLine();
        console.Write(Draw(answers));
        ScenarioAnswer example = answers.First(static answer => answer.Reading.Id == Explained);
        console.WriteLine($"Why? The full explanation of \"{example.Reading.Scenario!.Title}\":");
        console.WriteLine();
        console.WriteLine(example.Explanation!.ToString());
        console.WriteLine("Ask your own: iamsim why --help, or iamsim simulate FILE (the format is described in docs/scenario-format.md)");
        return answers.All(static answer => answer.Pass == true) ? ExitCode.Yes : ExitCode.No;
    }

    private static Table Draw(ScenarioAnswer[] answers)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("#", "Question", "Answer", "Because");
        foreach ((int index, ScenarioAnswer answer) in answers.Index())
        {
            Decision decision = answer.Decision!.Value;
            string style = Terminal.ColorOf(decision.Kind).ToMarkup();
            table.AddRow($"{index + 1}", Terminal.Escape(answer.Reading.Scenario!.Title ?? ""), $"[{style}]{decision.Kind}[/]", Terminal.Escape(Because(decision)));
        }

        return table;
    }

    private static string Because(in Decision decision)
    {
        string headline = DecisionText.Headline(decision);
        int colon = headline.IndexOf(' ', StringComparison.Ordinal);
        return headline[(colon + 1)..].Replace("(explicitly) ", "", StringComparison.Ordinal).Replace("(implicitly)", "", StringComparison.Ordinal).TrimStart(':', ' ');
    }

    /// <summary>The scenarios of the story in order.</summary>
    internal static IEnumerable<SourceText> Story()
    {
        Assembly assembly = typeof(DemoCommand).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            yield return new SourceText(reader.ReadToEnd(), name);
        }
    }
}
