using System.Collections.Immutable;
using System.CommandLine;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary><c>iamsim test PATH…</c>: whether policies allow and forbid what suites say they are meant to.</summary>
internal static class TestCommand
{
    private static readonly Argument<string[]> Paths = new("path") { Description = "Suites, or folders, of which every *.iamtest.yaml, *.iamtest.yml and *.iamtest.json is a suite. Default: this folder.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string[]> Filter = new("--filter") { HelpName = "text", Description = "Only cases with the text in the name of their test, their principal or their action, or with such a tag; name:…, tag:…, principal:…, action:… and resource:… look at one of them; with * or ? the text is all of it. Given several times, all must hold.", DefaultValueFactory = static _ => [] };
    private static readonly Option<string> Format = new("--format") { Description = "How to answer: text for people, or json.", DefaultValueFactory = static _ => "text" };
    private static readonly Option<string?> JUnit = new("--junit") { HelpName = "file", Description = "Write a JUnit report too." };
    private static readonly Option<string?> Sarif = new("--sarif") { HelpName = "file", Description = "Write a SARIF 2.1.0 log too." };
    private static readonly Option<bool> GitHub = new("--github") { Description = "Print annotations for a GitHub workflow too. Default where GITHUB_ACTIONS is true." };
    private static readonly Option<bool> Watch = new("--watch") { Description = "Go on, and test again whenever a suite, a policy or a file of an environment changes." };

    private static readonly Option<bool> Coverage = new("--coverage") { Description = "Tell which statements, entries and conditions of the policies decided something, and which never mattered." };
    private static readonly Option<string?> CoverageHtml = new("--coverage-html") { HelpName = "file", Description = "Write the coverage as an HTML file too, with the policies colored." };
    private static readonly Option<string?> Cobertura = new("--cobertura") { HelpName = "file", Description = "Write the coverage as Cobertura XML too." };
    private static readonly Option<double?> MinimumCoverage = new("--min-coverage") { HelpName = "percent", Description = "Exit with 1 when a smaller share of the statements is covered." };
    private static readonly Option<bool> Mutants = new("--mutants") { Description = "Spoil the policies one place at a time, and tell which of it no case notices, with tests that would." };
    private static readonly Option<int?> MaximumSurviving = new("--max-surviving") { HelpName = "count", Description = "Exit with 1 when more mutants survive that a request tells. Given alone it means --mutants too." };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("test", "Tests policies against suites of what they are meant to allow and forbid. Exits with 0 when all cases passed, 1 when one failed or is uncertain, 2 when a suite has errors.") { Paths, Filter, Format, JUnit, Sarif, GitHub, Watch, Coverage, CoverageHtml, Cobertura, MinimumCoverage, Mutants, MaximumSurviving };
        UnknownOptions.Refuse(Paths, command);
        command.Validators.Add(static result =>
        {
            foreach (string text in result.GetValue(Filter) ?? [])
            {
                if (!PolicyTestFilter.TryParse(text, out _, out string? fault))
                {
                    result.AddError($"--filter: {fault}");
                }
            }

            if (result.GetValue(Watch) && result.GetValue(Format) == "json")
            {
                result.AddError("--watch has the format text only");
            }
        });
        command.Validators.Add(static result =>
        {
            if (result.GetValue(MinimumCoverage) is { } percent && !(percent is >= 0 and <= 100))
            {
                result.AddError("--min-coverage: expected a percentage from 0 to 100");
            }

            if (result.GetValue(MaximumSurviving) is < 0)
            {
                result.AddError("--max-surviving: expected 0 or more");
            }
        });
        command.SetAction(static (parsed, cancellation) =>
        {
            TestArguments arguments = Read(parsed);
            return Task.Run(() => Run(arguments, cancellation), CancellationToken.None);
        });
        return command;
    }

    private static TestArguments Read(ParseResult parsed) => new()
    {
        Paths = parsed.GetValue(Paths) is { Length: > 0 } given ? given : ["."],
        Filters = [.. (parsed.GetValue(Filter) ?? []).Select(static text => PolicyTestFilter.TryParse(text, out PolicyTestFilter? filter, out _) ? filter : null).OfType<PolicyTestFilter>()],
        Format = parsed.GetValue(Format)!,
        JUnit = parsed.GetValue(JUnit),
        Sarif = parsed.GetValue(Sarif),
        Annotates = parsed.GetValue(GitHub) || Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true",
        Watches = parsed.GetValue(Watch),
        ShowsCoverage = parsed.GetValue(Coverage),
        CoverageHtml = parsed.GetValue(CoverageHtml),
        Cobertura = parsed.GetValue(Cobertura),
        MinimumCoverage = parsed.GetValue(MinimumCoverage),
        MakesMutants = parsed.GetValue(Mutants) || parsed.GetValue(MaximumSurviving) is not null,
        MaximumSurviving = parsed.GetValue(MaximumSurviving),
    };

    private static int Run(TestArguments arguments, CancellationToken stop)
    {
        int last = ExitCode.Yes;
        return OutputFaults.Guard(
            () =>
            {
                var session = new TestSession(arguments, TimeProvider.System);
                var output = new TestOutput(arguments);
                last = output.Write(session.Run(stop));
                if (!arguments.Watches)
                {
                    return last;
                }

                using var changes = new FileChanges();
                new TestWatch(session, changes, TimeProvider.System).Run(next => last = output.Write(next), stop);
                return last;
            },
            () => last);
    }
}
