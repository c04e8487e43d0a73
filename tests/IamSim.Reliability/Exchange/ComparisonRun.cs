using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Reliability.Exchange;

/// <summary>The answers of another engine beside the library's.</summary>
internal sealed class ComparisonRun
{
    private readonly DifferenceClasses _classes;
    private readonly int _examples;
    private readonly Dictionary<string, List<string>> _explained = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _unexplained = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _unsupported = new(StringComparer.Ordinal);
    private StreamWriter? _listing;
    private int _agreed;
    private int _unanswered;
    private int _faulty;

    private ComparisonRun(DifferenceClasses classes, int examples)
    {
        _classes = classes;
        _examples = examples;
    }

    /// <summary>Compares; the result is an exit code: 1 when a difference is not explained.</summary>
    public static int Compare(string scenarios, string answers, string? classes, string? differences, int examples)
    {
        Dictionary<string, ForeignAnswer> foreign;
        ComparisonRun run;
        try
        {
            foreign = ForeignAnswer.Read(answers);
            run = new ComparisonRun(new DifferenceClasses(classes is null ? [] : DifferenceClass.Read(classes)), examples);
        }
        catch (Exception exception) when (exception is IOException or FormatException or JsonException)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

        var watch = Stopwatch.StartNew();
        using StreamWriter? listing = differences is null ? null : new StreamWriter(differences);
        run._listing = listing;
        using FileStream file = File.OpenRead(scenarios);
        foreach ((SourceText line, Diagnostic? _) in ScenarioLines.Read(file, scenarios))
        {
            run.CompareLine(line, foreign);
        }

        return run.Report(watch.Elapsed);
    }

    private void CompareLine(SourceText line, Dictionary<string, ForeignAnswer> foreign)
    {
        ScenarioReading reading = ScenarioReader.Read(line);
        if (ScenarioAnswer.Create(reading) is not { Decision: { } decision } || reading.Scenario is not { Id: { } id })
        {
            _faulty++;
            return;
        }

        if (!foreign.TryGetValue(id, out ForeignAnswer? answer))
        {
            _unanswered++;
        }
        else if (answer.Decision == ForeignAnswer.Unsupported)
        {
            string note = answer.Note ?? "no reason given";
            _unsupported[note] = _unsupported.GetValueOrDefault(note) + 1;
        }
        else if (answer.Agrees(decision.Kind))
        {
            _agreed++;
        }
        else
        {
            Classify(line, id, answer);
        }
    }

    private void Classify(SourceText line, string id, ForeignAnswer answer)
    {
        DifferenceCase difference = DifferenceCase.Read(line)!;
        ScenarioFeatures features = difference.Features;
        string? known = _classes.NameOf(difference, answer);
        _listing?.WriteLine(JsonSerializer.Serialize(new { id, iamSim = difference.Decision.ToString(), other = answer.Decision, @class = known, features = features.All, scenario = JsonDocument.Parse(line.Text) }));
        string name = known ?? $"{features.Subject}: IamSim {difference.Decision}, the other {answer.Decision}; {string.Join(" ", features.OfKinds("operator", "element", "grant", "decided-by"))}";
        Count(known is null ? _unexplained : _explained, name, $"IamSim {difference.Decision}, the other {answer.Decision}: {line.Text}");
    }

    private static void Count(Dictionary<string, List<string>> classes, string name, string example)
    {
        if (!classes.TryGetValue(name, out List<string>? members))
        {
            classes.Add(name, members = []);
        }

        members.Add(example);
    }

    private int Report(TimeSpan elapsed)
    {
        int explained = _explained.Values.Sum(static members => members.Count);
        int unexplained = _unexplained.Values.Sum(static members => members.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"compare: {_agreed:N0} agreed, {explained:N0} disagreements explained, {unexplained:N0} not explained, {_unsupported.Values.Sum():N0} that the other engine cannot be asked, "
            + $"{_unanswered:N0} without an answer, {_faulty:N0} that are no scenarios; {elapsed.TotalSeconds:N0} s"));
        foreach ((string note, int count) in _unsupported.OrderByDescending(static pair => pair.Value))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  cannot be asked {count:N0}: {note}"));
        }

        Show("explained", _explained, examples: 0);
        foreach (string unused in _classes.Names.Where(name => !_explained.ContainsKey(name)))
        {
            Console.WriteLine($"  explained, but did not occur: {unused}");
        }

        Show("NOT EXPLAINED", _unexplained, _examples);
        return unexplained == 0 && _unanswered == 0 && _faulty == 0 ? 0 : 1;
    }

    private static void Show(string kind, Dictionary<string, List<string>> classes, int examples)
    {
        foreach ((string name, List<string> members) in classes.OrderByDescending(static pair => pair.Value.Count).ThenBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind} {members.Count:N0}: {name}"));
            // The shortest say the same with less.
            foreach (string example in members.OrderBy(static text => text.Length).Take(examples))
            {
                Console.WriteLine($"    {example}");
            }
        }
    }
}
