using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.PartialEvaluation;

/// <summary>A context key that policies ask for and that a request neither states nor lets the engine derive.</summary>
/// <param name="Name">The key as the policies spell it; of several spellings the first in ordinal order.</param>
/// <param name="PolicyKinds">The kinds of policy that ask for it, in the order in which AWS looks at them.</param>
public sealed record MissingContextKey(string Name, ImmutableArray<PolicyKind> PolicyKinds)
{
    /// <summary>The name and the kinds of policy.</summary>
    public override string ToString() => $"{Name} ({string.Join(", ", PolicyKinds)})";
}
