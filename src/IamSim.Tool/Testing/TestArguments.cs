using System.Collections.Immutable;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary>The command line of <c>iamsim test</c>, read.</summary>
internal sealed record TestArguments
{
    /// <summary>Suites and folders.</summary>
    public required string[] Paths { get; init; }

    /// <summary>Which cases are asked.</summary>
    public ImmutableArray<PolicyTestFilter> Filters { get; init; } = [];

    /// <summary>text or json.</summary>
    public string Format { get; init; } = "text";

    /// <summary>Where a JUnit report goes; <c>null</c> for none.</summary>
    public string? JUnit { get; init; }

    /// <summary>Where a SARIF log goes; <c>null</c> for none.</summary>
    public string? Sarif { get; init; }

    /// <summary>Whether a GitHub workflow is told of failures.</summary>
    public bool Annotates { get; init; }

    /// <summary>Whether it goes on when files change.</summary>
    public bool Watches { get; init; }
}
