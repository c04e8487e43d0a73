using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Every mutation of the policies of a suite.</summary>
internal static class MutationList
{
    /// <summary>Makes the list: policy by policy, statement by statement, operator by operator; levels last.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="documents">The policies to change.</param>
    /// <param name="operators">The operators to use.</param>
    public static ImmutableArray<Mutation> Of(DecidedSuite suite, ImmutableArray<PolicyDocument> documents, ImmutableArray<PolicyMutationOperator> operators)
    {
        var mutations = ImmutableArray.CreateBuilder<Mutation>();
        PolicyMutationOperator[] ofStatements = [.. MutationOperators.OfStatements.Where(operators.Contains)];
        foreach (PolicyDocument document in documents)
        {
            if (operators.Contains(MutationOperators.RemovePolicy))
            {
                mutations.Add(new Mutation(MutationOperators.RemovePolicy, document, null, document.Span, document.ToString(), ""));
            }

            for (int i = 0; i < document.Statements.Length; i++)
            {
                foreach (PolicyMutationOperator mutator in ofStatements)
                {
                    mutations.AddRange(mutator.Mutate(document, i));
                }
            }
        }

        if (operators.Contains(MutationOperators.RemoveLevel))
        {
            mutations.AddRange(LevelsOf(suite, documents));
        }

        return mutations.ToImmutable();
    }

    // A level of one policy is that policy taken away, and one of nothing but policies that are not to be changed is nobody's fault.
    private static IEnumerable<Mutation> LevelsOf(DecidedSuite suite, ImmutableArray<PolicyDocument> documents)
    {
        var changed = new HashSet<PolicyDocument>(documents, ReferenceEqualityComparer.Instance);
        var found = new List<PolicyLevel>();
        foreach (PolicyKind kind in new[] { PolicyKind.ServiceControl, PolicyKind.ResourceControl })
        {
            foreach (ImmutableArray<PolicyDocument> level in suite.Sets.SelectMany(set => PolicyLevel.LevelsOf(set.Policies, kind)))
            {
                if (level.Length > 1 && level.FirstOrDefault(changed.Contains) is { } first && !found.Exists(known => known.Kind == kind && known.IsSame(level)))
                {
                    found.Add(new PolicyLevel(kind, level));
                    yield return new Mutation(MutationOperators.RemoveLevel, first, null, first.Span, string.Join(", ", level), "") { Level = found[^1] };
                }
            }
        }
    }
}
