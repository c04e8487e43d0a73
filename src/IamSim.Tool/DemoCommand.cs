using System.CommandLine;
using System.Reflection;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Explanations;
using IamSim.Scenarios;
using IamSim.Tool.Demo;
using Spectre.Console;

namespace IamSim.Tool;

/// <summary><c>iamsim demo</c>: questions about two invented companies, answered by the engine as any others.</summary>
internal static class DemoCommand
{
    // The question whose explanation shows most layers at once.
    private const string Explained = "boundary";

    // Where the repository has the example organization, so that its commands read the same.
    private const string ExampleFolder = "examples/acme";

    public static Command Create()
    {
        var output = new Option<string?>("--out") { HelpName = "folder", Description = "Write the files of the example organization to a new or empty folder instead, for questions of your own." };
        var command = new Command("demo", "Answers ten questions about an invented company and six about a whole organization; needs no files, no network and no account.") { output };
        command.SetAction(parsed => parsed.GetValue(output) is { } folder ? Write(folder) : Run());
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
        console.WriteLine();
        bool isExpected = AskOrganization(console, answers.Length);
        return isExpected && answers.All(static answer => answer.Pass == true) ? ExitCode.Yes : ExitCode.No;
    }

    private static bool AskOrganization(IAnsiConsole console, int asked)
    {
        using var example = new ExampleOrganization();
        AwsEnvironment environment = example.Analyzer.Environment;
        OrganizationQuestion[] questions = OrganizationQuestion.All;
        OrganizationAnswer[] answers = [.. questions.Select(question => question.Ask(example.Analyzer))];
        console.WriteLine($"Acme is a whole organization as AWS's commands print it: {environment.Accounts.Length} accounts, {environment.Principals.Length} users and roles, {environment.Resources.Length} resources.");
        console.WriteLine();
        Table table = NewTable();
        for (int i = 0; i < answers.Length; i++)
        {
            table.AddRow($"{asked + i + 1}", Terminal.Escape(questions[i].Title), $"[{answers[i].Color.ToMarkup()}]{Terminal.Escape(answers[i].Text)}[/]", Terminal.Escape(answers[i].Because));
        }

        console.Write(table);
        console.WriteLine($"Ask about it yourself, in a copy of the repository or after iamsim demo --out {ExampleFolder}:");
        console.WriteLine();
        foreach (OrganizationQuestion question in questions)
        {
            Console.Out.WriteLine($"iamsim {question.Command} --env {ExampleFolder}");
        }

        return questions.Zip(answers, static (question, answer) => question.Expected == answer.Text).All(static isExpected => isExpected);
    }

    private static int Write(string folder)
    {
        string shown = PrintableText.Line(folder);
        try
        {
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                Console.Error.WriteLine($"iamsim: --out {shown}: there is something already: expected a new or empty folder");
                return ExitCode.CannotAnswer;
            }

            int count = ExampleOrganization.WriteTo(folder);
            Console.Out.WriteLine($"{count} files of the example organization are in {shown}. Ask about them: iamsim env check {shown}");
            return ExitCode.Yes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.Error.WriteLine($"iamsim: --out {shown}: {PrintableText.Line(exception.Message)}");
            return ExitCode.CannotAnswer;
        }
    }

    private static Table NewTable()
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("#", "Question", "Answer", "Because");
        return table;
    }

    private static Table Draw(ScenarioAnswer[] answers)
    {
        Table table = NewTable();
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
        foreach (string name in assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".json", StringComparison.Ordinal) && name.AsSpan().IndexOfAny('/', '\\') < 0).Order(StringComparer.Ordinal))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            yield return new SourceText(reader.ReadToEnd(), name);
        }
    }
}
