using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>
/// Decides whether a case of a suite notices a mutant. Only the policy sets that hold the changed policy are looked at, of their cases only those
/// for which the changed statement matches differently than before, and no further than to the first that notices. Of a changed policy the
/// changed statement alone is compiled before there is such a case. Thread-safe.
/// </summary>
/// <param name="suite">The suite.</param>
internal sealed class MutantJudge(DecidedSuite suite)
{
    /// <summary>The sets that a mutation changes.</summary>
    public IEnumerable<DecidedSet> SetsOf(Mutation mutation) =>
        mutation.Level is { } level ? suite.Sets.Where(set => level.IsIn(set.Policies)) : suite.SetsOf(mutation.Document);

    /// <summary>Whether AWS would refuse the mutant although it takes the policy as it is.</summary>
    public bool IsInvalid(Mutation mutation)
    {
        if (mutation.Replacement is null)
        {
            return SetsOf(mutation).Any(set => IsRequired(set, mutation));
        }

        if (mutation.Changed is not { } changed)
        {
            return false;
        }

        // Judged as AWS judges what is saved today, however the suite's policies are compiled.
        IEnumerable<PolicyPlace> places = suite.UsesOf(mutation.Document).SelectMany(static use => use.Places).Select(static place => place with { Options = EvaluationOptions.Default }).Distinct();
        return places.Any(place => ErrorsOf(changed, mutation.Document, place) is > 0 and int errors && errors > ErrorsOf(mutation.Original!, mutation.Document, place));
    }

    /// <summary>The first case that passes and does not with the mutant; <c>null</c> when there is none.</summary>
    public DecidedCase? FindKiller(Mutation mutation)
    {
        if (mutation.Statement < 0)
        {
            return SetsOf(mutation).Select(set => FindKiller(set, mutation, null)).FirstOrDefault(static killer => killer is not null);
        }

        ImmutableArray<DecidedUse> uses = suite.UsesOf(mutation.Document);
        var known = new List<StatementChange>();
        foreach (DecidedUse use in uses)
        {
            foreach (PolicyPlace place in use.Places)
            {
                if (!known.Exists(change => change.Place == place))
                {
                    known.AddRange(StatementChange.In(mutation, [place]));
                }
            }

            StatementChange[] changes = known.Count == use.Places.Length ? [.. known] : [.. known.Where(change => use.Places.Contains(change.Place))];
            if (FindKiller(use.Set, mutation, changes) is { } killer)
            {
                return killer;
            }
        }

        return null;
    }

    /// <summary>Whether a request can be decided differently; <c>true</c> also where only the whole evaluation tells.</summary>
    /// <param name="simulator">The policies as they are.</param>
    /// <param name="request">The request.</param>
    /// <param name="blocksPublicAccess">Whether S3 Block Public Access takes part.</param>
    /// <param name="changes">The changed statement; <c>null</c> when more than a statement changes.</param>
    public static bool MayNotice(Simulator simulator, AccessRequest request, bool blocksPublicAccess, StatementChange[]? changes) =>
        changes is null || blocksPublicAccess || Array.Exists(changes, change => StatementProbe.MayNotice(simulator, request, change.Before, change.After));

    private static DecidedCase? FindKiller(DecidedSet set, Mutation mutation, StatementChange[]? changes)
    {
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

        return null;
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

    private static int ErrorsOf(PolicyStatement statement, PolicyDocument document, PolicyPlace place)
    {
        var findings = new DiagnosticBag();
        StatementChange.Compile(statement, document, place, findings);
        return findings.HasErrors ? findings.ToList().Count(static finding => finding.Severity == DiagnosticSeverity.Error) : 0;
    }
}
