using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.ServiceData;
using IamSim.Testing.Suites;

namespace IamSim.Testing.Recording;

/// <summary>Asks every principal about every action and resource, and writes the answers as a suite.</summary>
internal sealed class Recorder(AwsEnvironment environment, string environmentPath, PolicyTestRecordingOptions options, CancellationToken stop)
{
    private static readonly string[] Header =
    [
        "What users and roles may do and not do today, recorded by iamsim record.",
        "This is a snapshot, not an intent: review it, remove what nobody means, and give the tests names that say what is meant.",
        "An entry with a star stands for every action that it covers and that takes the resource.",
    ];

    private readonly PolicyTestSubject _subject = new(new EnvironmentAnalyzer(environment, ServiceReference.Default));
    private readonly PolicyTestRunner _runner = new();

    public bool TryRecord([NotNullWhen(true)] out PolicyTestRecording? recording, [NotNullWhen(false)] out string? fault)
    {
        recording = null;
        IamPrincipal[] principals = [.. environment.Principals.Where(IsChosen)];
        if (principals.Length == 0)
        {
            fault = options.Principals.IsEmpty ? "the environment has no users and no roles" : $"no user or role is called {string.Join(" or ", options.Principals)}";
            return false;
        }

        if (new RecordedTargets(_subject.Analyzer!, options).Find(out fault) is not { } targets)
        {
            fault ??= "there is nothing to ask about";
            return false;
        }

        long cases = (long)principals.Length * targets.Sum(static target => (long)target.Actions.Count);
        if (cases > CaseBudget.MaximumCases)
        {
            fault = string.Create(CultureInfo.InvariantCulture, $"that would be {cases:N0} cases, and a suite has at most {CaseBudget.MaximumCases:N0}: choose fewer principals, actions or resources");
            return false;
        }

        var tables = new RecordedTables[principals.Length];
        Parallel.For(0, principals.Length, new ParallelOptions { CancellationToken = stop }, index => tables[index] = Ask(principals[index], targets));
        recording = Write(principals, tables);
        fault = null;
        return true;
    }

    private bool IsChosen(IamPrincipal principal) => options.Principals.IsEmpty || options.Principals.Any(pattern => RecordedTargets.Matches(pattern, principal.Arn) || RecordedTargets.Matches(pattern, principal.Name));

    private RecordedTables Ask(IamPrincipal principal, List<RecordedTarget> targets)
    {
        var tables = new RecordedTables();
        Principal caller = Principal.Parse(principal.Arn);
        foreach (RecordedTarget target in targets)
        {
            stop.ThrowIfCancellationRequested();
            tables.Add(target, [.. target.Actions.Select(action => _runner.Run(_subject.Prepare(new PolicyTestCase(caller, action, target.Resource, ExpectedDecision.Allow))).Verdict)]);
        }

        return tables;
    }

    private PolicyTestRecording Write(IamPrincipal[] principals, RecordedTables[] tables)
    {
        var yaml = new SuiteYaml();
        foreach (string line in Header)
        {
            yaml.Comment(0, line);
        }

        int uncertain = tables.Sum(static table => table.Uncertain);
        if (uncertain > 0)
        {
            yaml.Comment(0, string.Create(CultureInfo.InvariantCulture, $"{uncertain} answers are not certain, since policies are missing, and were left out."));
        }

        yaml.Member(0, "environment", environmentPath);
        yaml.Line(0, "tests:");
        int rows = 0;
        int cases = 0;
        // Principals that may do the same are one test.
        foreach (var group in principals.Select((principal, index) => (Principal: principal, Tables: tables[index])).GroupBy(static one => one.Tables.Key, StringComparer.Ordinal))
        {
            RecordedTables first = group.First().Tables;
            if (first.Allow.Count + first.Deny.Count == 0)
            {
                continue;
            }

            string[] arns = [.. group.Select(static one => one.Principal.Arn)];
            yaml.Line(1, $"- name: {SuiteYaml.Scalar(NameOf([.. group.Select(static one => one.Principal.Name)]))}");
            yaml.Member(2, "principal", arns);
            Write(yaml, "allow", first.Allow);
            Write(yaml, "deny", first.Deny);
            rows += first.Allow.Count + first.Deny.Count;
            cases += first.Cases * arns.Length;
        }

        if (rows == 0)
        {
            yaml.Line(1, "[]");
        }

        return new PolicyTestRecording(yaml.ToString(), principals.Length, rows, cases, uncertain);
    }

    private static string NameOf(string[] names)
    {
        const int Shown = 3;
        string first = string.Join(", ", names.Distinct(StringComparer.Ordinal).Take(Shown));
        int more = names.Distinct(StringComparer.Ordinal).Count() - Shown;
        return more > 0 ? string.Create(CultureInfo.InvariantCulture, $"{first} and {more} more today") : $"{first} today";
    }

    private static void Write(SuiteYaml yaml, string name, IReadOnlyList<(string Entry, List<string> Resources)> table)
    {
        if (table.Count == 0)
        {
            return;
        }

        yaml.Line(2, $"{name}:");
        foreach ((string entry, List<string> resources) in table)
        {
            yaml.Member(3, entry, resources);
        }
    }
}
