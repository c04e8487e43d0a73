using IamSim.Compilation;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>What one check saw of one statement.</summary>
/// <param name="Kind">The kind of policy.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Outcome">Whether it matched, or what did not.</param>
internal sealed record StatementSighting(PolicyKind Kind, CompiledStatement Statement, StatementOutcome Outcome)
{
    /// <summary>The places of entries that matched the request.</summary>
    public List<int> Entries { get; } = [];

    /// <summary>The places of entries of NotAction, NotResource or NotPrincipal that alone kept the request out.</summary>
    public List<int> Excluding { get; } = [];

    /// <summary>The places of conditions that were reached, with whether they held.</summary>
    public List<(int Place, bool Held)> Conditions { get; } = [];

    /// <summary>The places of values that the request had.</summary>
    public List<int> Values { get; } = [];
}
