using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>A way of spoiling a policy as people do by accident. Immutable.</summary>
public sealed class PolicyMutationOperator
{
    private readonly Func<MutationSite, IEnumerable<Mutation>> _make;

    internal PolicyMutationOperator(string name, string description, Func<MutationSite, IEnumerable<Mutation>> make) => (Name, Description, _make) = (name, description, make);

    /// <summary>The name, such as <c>widen-resource</c>; unique.</summary>
    public string Name { get; }

    /// <summary>What it does, in one line.</summary>
    public string Description { get; }

    /// <summary>All operators, in the order in which their mutants are reported.</summary>
    public static ImmutableArray<PolicyMutationOperator> All => MutationOperators.All;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The mutations of one statement.</summary>
    internal IEnumerable<Mutation> Mutate(PolicyDocument document, int statement) => _make(new MutationSite(this, document, statement));
}
