using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim;

/// <summary>What was wrong with a version of a policy set that could not be put in force. Immutable and thread-safe.</summary>
public sealed class PolicyLoadFailure
{
    internal PolicyLoadFailure(DateTimeOffset time, ImmutableArray<string> messages, ImmutableArray<Diagnostic> diagnostics, Exception? exception)
    {
        Time = time;
        Messages = messages;
        Diagnostics = diagnostics;
        Exception = exception;
    }

    /// <summary>When it was found, by the container's clock.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Every finding in one line: those of <see cref="Diagnostics"/> with file, line, column and help, files that cannot be read, faults of the configuration. At least one.</summary>
    public ImmutableArray<string> Messages { get; }

    /// <summary>The findings that have a place in a policy, warnings included; empty when only files or the configuration were at fault.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>What code threw that makes policies or reads the configuration; <c>null</c> when nothing was thrown.</summary>
    public Exception? Exception { get; }

    /// <summary>The <see cref="Messages"/>, one a line.</summary>
    public override string ToString() => string.Join('\n', Messages);
}
