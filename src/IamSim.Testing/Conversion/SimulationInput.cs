using System.Collections.Immutable;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Testing.Suites;

namespace IamSim.Testing.Conversion;

/// <summary>The input of a simulation. Immutable but for its results.</summary>
internal sealed record SimulationInput
{
    /// <summary>The name of the file without folder and ending.</summary>
    public required string Name { get; init; }

    /// <summary>Who asks.</summary>
    public required Principal Caller { get; init; }

    /// <summary>Whether its policies are those of a principal in an account, and not in the input.</summary>
    public bool IsOfPrincipal { get; init; }

    /// <summary>The identity policies.</summary>
    public ImmutableArray<PolicyDocument> Identity { get; init; } = [];

    /// <summary>The permissions boundary; <c>null</c> for none.</summary>
    public PolicyDocument? Boundary { get; init; }

    /// <summary>The policy of the resource; <c>null</c> for none.</summary>
    public PolicyDocument? Resource { get; init; }

    /// <summary>The actions that are asked about.</summary>
    public ImmutableArray<ActionName> Actions { get; init; } = [];

    /// <summary>The resources that are asked about.</summary>
    public ImmutableArray<string> Resources { get; init; } = [];

    /// <summary>The context keys.</summary>
    public StatedContext Context { get; init; } = StatedContext.None;

    /// <summary>What AWS answered; empty when there is no file of results.</summary>
    public List<SimulationResult> Results { get; } = [];

    /// <summary>A text that is the same for the same policies.</summary>
    public string PoliciesKey => string.Join('\n', Identity.Select(static policy => policy.ToCanonicalJson()).Append(Boundary?.ToCanonicalJson()).Append(Resource?.ToCanonicalJson()).Append(IsOfPrincipal ? "of the environment" : ""));
}
