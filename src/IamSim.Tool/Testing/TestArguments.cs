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

    /// <summary>Whether coverage is told.</summary>
    public bool ShowsCoverage { get; init; }

    /// <summary>Where the coverage goes as HTML; <c>null</c> for nowhere.</summary>
    public string? CoverageHtml { get; init; }

    /// <summary>Where the coverage goes as Cobertura XML; <c>null</c> for nowhere.</summary>
    public string? Cobertura { get; init; }

    /// <summary>The percentage of statements that must be covered; <c>null</c> for any.</summary>
    public double? MinimumCoverage { get; init; }

    /// <summary>Whether coverage is measured.</summary>
    public bool MeasuresCoverage => ShowsCoverage || CoverageHtml is not null || Cobertura is not null || MinimumCoverage is not null;

    /// <summary>Whether mutants are made.</summary>
    public bool MakesMutants { get; init; }

    /// <summary>How many mutants may survive; <c>null</c> for any number.</summary>
    public int? MaximumSurviving { get; init; }
}
