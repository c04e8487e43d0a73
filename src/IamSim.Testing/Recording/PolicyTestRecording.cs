using System.Diagnostics.CodeAnalysis;
using IamSim.Environments;
using IamSim.Testing.Recording;

namespace IamSim.Testing;

/// <summary>Today's decisions of an environment, written as a suite: a snapshot, to be reviewed. Immutable and thread-safe.</summary>
public sealed class PolicyTestRecording
{
    internal PolicyTestRecording(string text, int principals, int rows, int cases, int uncertain) => (Text, Principals, Rows, Cases, Uncertain) = (text, principals, rows, cases, uncertain);

    /// <summary>The suite as YAML. Run against the same environment it passes.</summary>
    public string Text { get; }

    /// <summary>How many users and roles there are in it.</summary>
    public int Principals { get; }

    /// <summary>How many rows it has.</summary>
    public int Rows { get; }

    /// <summary>How many cases its rows stand for.</summary>
    public int Cases { get; }

    /// <summary>How many requests have no certain answer, and were left out.</summary>
    public int Uncertain { get; }

    /// <summary>Asks, and writes what was answered.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="environmentPath">What the suite is to name as its environment: a path from the folder on where it will lie.</param>
    /// <param name="options">What it is about; <c>null</c> means <see cref="PolicyTestRecordingOptions.Default"/>.</param>
    /// <param name="recording">The suite, or <c>null</c>.</param>
    /// <param name="fault">Why there is none, in one line; <c>null</c> when there is one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static bool TryRecord(AwsEnvironment environment, string environmentPath, PolicyTestRecordingOptions? options, [NotNullWhen(true)] out PolicyTestRecording? recording, [NotNullWhen(false)] out string? fault, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(environmentPath);
        return new Recorder(environment, environmentPath, options ?? PolicyTestRecordingOptions.Default, cancellationToken).TryRecord(out recording, out fault);
    }

    /// <summary>What it holds.</summary>
    public override string ToString() => $"{Cases} cases in {Rows} rows for {Principals} users and roles";
}
