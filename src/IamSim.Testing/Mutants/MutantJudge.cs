using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>
/// Decides whether a case of a suite notices a mutant. Only the policy sets that hold the changed policy are looked at, of their cases only those
/// for which the changed statement matches differently than before, and no further than to the first that notices. Thread-safe.
/// </summary>
/// <param name="suite">The suite.</param>
internal sealed class MutantJudge(DecidedSuite suite)
{
    private readonly ConcurrentDictionary<(PolicyDocument, PolicyPlace), int> _errors = new(DocumentAndPlace.Instance);
    private readonly ConcurrentDictionary<PolicyDocument, ImmutableArray<PolicyPlace>> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>The sets that a mutation changes.</summary>
    public IEnumerable<DecidedSet> SetsOf(Mutation mutation) =>
        mutation.Level is { } level ? suite.Sets.Where(set => level.IsIn(set.Policies)) : suite.SetsOf(mutation.Document);

    /// <summary>Whether AWS would refuse the mutant although it takes the policy as it is.</summary>
    public bool IsInvalid(Mutation mutation)
    {
        if (mutation.Replacement is not { } replacement)
        {
            return SetsOf(mutation).Any(set => IsRequired(set, mutation));
        }

        foreach (PolicyPlace place in _places.GetOrAdd(mutation.Document, document => [.. suite.SetsOf(document).SelectMany(set => set.KindsOf(document).Select(set.PlaceOf)).Distinct()]))
        {
            // Judged as AWS judges what is saved today, however the suite's policies are compiled.
            PolicyPlace strict = place with { Options = EvaluationOptions.Default };
            if (ErrorsOf(replacement, strict) > _errors.GetOrAdd((mutation.Document, strict), static key => ErrorsOf(key.Item1, key.Item2)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first case that passes and does not with the mutant; <c>null</c> when there is none.</summary>
    public DecidedCase? FindKiller(Mutation mutation)
    {
        foreach (DecidedSet set in SetsOf(mutation))
        {
            StatementChange[]? changes = ChangesIn(set, mutation);
            Simulator? changed = null;
            foreach (DecidedCase one in set.Cases)
            {
                if (one.Verdict != PolicyTestVerdict.Passed || !MayNotice(set.Simulator, one.Request, one.BlocksPublicAccess, changes))
                {
                    continue;
                }

                changed ??= Simulator.Compile(mutation.Apply(set.Policies), set.Options);
                if (one.Prepared.Judge(changed.Evaluate(one.Request)) != PolicyTestVerdict.Passed)
                {
                    return one;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a request can be decided differently; <c>true</c> also where only the whole evaluation tells.</summary>
    public static bool MayNotice(Simulator simulator, AccessRequest request, bool blocksPublicAccess, StatementChange[]? changes) =>
        changes is null || blocksPublicAccess || Array.Exists(changes, change => StatementProbe.MayNotice(simulator, request, change.Before, change.After));

    /// <summary>The changed statement as it is compiled in a set, once for each kind of place; <c>null</c> when more than a statement changes.</summary>
    public static StatementChange[]? ChangesIn(DecidedSet set, Mutation mutation) => ChangesIn(set.KindsOf(mutation.Document).Select(set.PlaceOf), mutation);

    private static StatementChange[]? ChangesIn(IEnumerable<PolicyPlace> places, Mutation mutation)
    {
        if (mutation.Statement < 0)
        {
            return null;
        }

        var ignored = new DiagnosticBag();
        return [.. places.Select(place => new StatementChange(
            SharedPolicies.Get(mutation.Document, place, ignored).Statements[mutation.Statement],
            mutation.RemovesStatement ? null : SharedPolicies.Get(mutation.Replacement!, place, ignored).Statements[mutation.Statement]))];
    }

    // AWS keeps a policy at every level of an organization, a role has its trust policy and a key its key policy.
    private static bool IsRequired(DecidedSet set, Mutation mutation)
    {
        PolicySet changed = mutation.Apply(set.Policies);
        return LosesLevel(set.Policies, changed, PolicyKind.ServiceControl) || LosesLevel(set.Policies, changed, PolicyKind.ResourceControl)
            || (changed.Resource is null && set.Policies is { Resource: not null, ResourcePolicyKind: ResourcePolicyKind.RoleTrust or ResourcePolicyKind.KmsKey });
    }

    private static bool LosesLevel(PolicySet before, PolicySet after, PolicyKind kind)
    {
        ImmutableArray<ImmutableArray<PolicyDocument>> left = PolicyLevel.LevelsOf(before, kind);
        ImmutableArray<ImmutableArray<PolicyDocument>> right = PolicyLevel.LevelsOf(after, kind);
        return !left.IsEmpty && (right.IsEmpty || (left.Length == right.Length && Enumerable.Range(0, left.Length).Any(i => !left[i].IsDefaultOrEmpty && right[i].IsEmpty)));
    }

    private static int ErrorsOf(PolicyDocument document, PolicyPlace place)
    {
        var findings = new DiagnosticBag();
        SharedPolicies.Get(document, place, findings);
        return findings.ToList().Count(static finding => finding.Severity == DiagnosticSeverity.Error);
    }

    // Documents are told apart by reference; comparing them by value would read them whole.
    private sealed class DocumentAndPlace : IEqualityComparer<(PolicyDocument, PolicyPlace)>
    {
        public static DocumentAndPlace Instance { get; } = new();

        public bool Equals((PolicyDocument, PolicyPlace) left, (PolicyDocument, PolicyPlace) right) => ReferenceEquals(left.Item1, right.Item1) && left.Item2 == right.Item2;

        public int GetHashCode((PolicyDocument, PolicyPlace) pair) => HashCode.Combine(RuntimeHelpers.GetHashCode(pair.Item1), pair.Item2);
    }
}

/// <summary>A statement before and after, compiled for one kind of place.</summary>
/// <param name="Before">As it is.</param>
/// <param name="After">As it becomes; <c>null</c> when it is gone.</param>
internal sealed record StatementChange(CompiledStatement Before, CompiledStatement? After);
