using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IamSim.Fuzz.Targets;

namespace IamSim.Fuzz;

/// <summary>What is to be done.</summary>
internal sealed record FuzzArguments
{
    private const string Help = """
        usage: IamSim.Fuzz [--target NAME[,NAME]|all] [--seconds N] [--executions N] [--seed N] [--corpus FOLDER] [--findings FOLDER] [--keep N]
               IamSim.Fuzz --replay [FILE] [--target NAME]
               IamSim.Fuzz --list
               IamSim.Fuzz --afl NAME | --instrument-only FOLDER

          --seconds N      for each target; 60 unless --executions is given
          --executions N   of a target that costs 1; one that costs 10 gets a tenth. The same seed and number make the same inputs
          --keep N         writes the N inputs back to the corpus that together reach the most
          --replay         runs the corpus and the findings as they are, without instrumentation and without changing anything
        """;

    public ImmutableArray<IFuzzTarget> Targets { get; private init; } = FuzzTargets.All;

    /// <summary>For each target; <c>null</c> for no bound.</summary>
    public double? Seconds { get; private init; }

    /// <summary>Of a target that costs 1; <c>null</c> for no bound.</summary>
    public long? Executions { get; private init; }

    public int Seed { get; private init; } = 1;

    public string Corpus { get; private init; } = CorpusFolder.Find();

    public string Findings { get; private init; } = "findings";

    /// <summary>How many inputs of each target are written back to the corpus; <c>null</c> for none.</summary>
    public int? Keep { get; private init; }

    public bool IsList { get; private init; }

    public bool IsReplay { get; private init; }

    public string? ReplayFile { get; private init; }

    public string? InstrumentOnly { get; private init; }

    public bool IsAfl { get; private init; }

    /// <summary>The file by which the instrumented process tells its parent what it runs; <c>null</c> in the parent.</summary>
    public string? SharedFile { get; private init; }

    /// <summary>The arguments as they were given, for the process that does it.</summary>
    public ImmutableArray<string> Given { get; private init; } = [];

    public static bool TryParse(string[] arguments, TextWriter errors, [NotNullWhen(true)] out FuzzArguments? parsed)
    {
        parsed = null;
        var result = new FuzzArguments { Given = [.. arguments] };
        for (int i = 0; i < arguments.Length; i++)
        {
            string? value = i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[i + 1] : null;
            if (result.With(arguments[i], value) is not { } next)
            {
                errors.WriteLine($"'{string.Join(' ', new[] { arguments[i], value }.OfType<string>())}' is not understood\n{Help}");
                return false;
            }

            result = next;
            i += value is null ? 0 : 1;
        }

        parsed = result.Seconds is null && result.Executions is null ? result with { Seconds = 60 } : result;
        return true;
    }

    private FuzzArguments? With(string option, string? value) => (option, value) switch
    {
        ("--list", null) => this with { IsList = true },
        ("--replay", _) => this with { IsReplay = true, ReplayFile = value },
        ("--target", "all") => this with { Targets = FuzzTargets.All },
        ("--target", not null) => TargetsOf(value) is { } targets ? this with { Targets = targets } : null,
        ("--afl", not null) => TargetsOf(value) is { Length: 1 } one ? this with { Targets = one, IsAfl = true } : null,
        ("--seconds", not null) => double.TryParse(value, CultureInfo.InvariantCulture, out double seconds) ? this with { Seconds = seconds } : null,
        ("--executions", not null) => long.TryParse(value, CultureInfo.InvariantCulture, out long executions) ? this with { Executions = executions } : null,
        ("--seed", not null) => int.TryParse(value, CultureInfo.InvariantCulture, out int seed) ? this with { Seed = seed } : null,
        ("--keep", not null) => int.TryParse(value, CultureInfo.InvariantCulture, out int keep) ? this with { Keep = keep } : null,
        ("--corpus", not null) => this with { Corpus = Path.GetFullPath(value) },
        ("--findings", not null) => this with { Findings = Path.GetFullPath(value) },
        ("--instrument-only", not null) => this with { InstrumentOnly = Path.GetFullPath(value) },
        ("--shared", not null) => this with { SharedFile = value },
        _ => null,
    };

    private static ImmutableArray<IFuzzTarget>? TargetsOf(string names)
    {
        IFuzzTarget?[] targets = [.. names.Split(',').Select(FuzzTargets.Of)];
        return targets.Contains(null) ? null : [.. targets.OfType<IFuzzTarget>()];
    }
}
