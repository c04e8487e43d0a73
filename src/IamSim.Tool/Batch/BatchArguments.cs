using IamSim.Scenarios;

namespace IamSim.Tool.Batch;

/// <summary>What the command line of <c>iamsim batch</c> asks for.</summary>
internal sealed record BatchArguments
{
    /// <summary>The path of the input, or <c>-</c>.</summary>
    public required string Input { get; init; }

    /// <summary>Whether the input is CSV.</summary>
    public required bool IsCsv { get; init; }

    /// <summary>The path of the policies; <c>null</c> when every line is a scenario.</summary>
    public string? Policies { get; init; }

    public required IAnswerFormat Format { get; init; }

    /// <summary>The path of the output; <c>null</c> for standard output.</summary>
    public string? Output { get; init; }

    public int? Threads { get; init; }

    public bool IsOrdered { get; init; }

    /// <summary>Where the input begins; <c>null</c> for its start.</summary>
    public long? From { get; init; }

    public bool Resumes { get; init; }

    public required ScenarioReaderOptions Reader { get; init; }
}
