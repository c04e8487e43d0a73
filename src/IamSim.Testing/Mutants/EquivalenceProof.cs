using System.Collections.Immutable;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Testing;

/// <summary>
/// Finds out that a mutant decides every request that there can be as the policies do: from the texts alone, where a statement means the same for
/// the actions of the catalog and the resources that they are done on, or where another one of its layer makes it useless before and after in every
/// policy set of the suite; else from what else stands in the way in the environment. What it does not see is not thereby different.
/// </summary>
/// <param name="suite">The sets.</param>
/// <param name="domain">What policies of resources are asked about.</param>
/// <param name="possible">What can be asked.</param>
/// <param name="environment">What the other policies of an environment make of it; <c>null</c> without one.</param>
internal sealed class EquivalenceProof(DecidedSuite suite, ResourceDomain domain, PossibleRequests possible, EnvironmentProof? environment)
{
    /// <summary>Whether the mutant is proven to decide alike.</summary>
    public bool Holds(Mutation mutation)
    {
        if (mutation.Level is { } level)
        {
            return IsUselessLevel(level);
        }

        // S3-5: whether a bucket policy is public is said of all of its statements together.
        if (mutation.Replacement is { } replacement && PublicBucketPolicy.IsPublic(mutation.Document) != PublicBucketPolicy.IsPublic(replacement))
        {
            return false;
        }

        return mutation.Statement < 0 ? IsUselessPolicy(mutation.Document) : IsUselessChange(mutation);
    }

    // A level on which everything is allowed and nothing denied limits nobody; of a single level the kind would be left without any, which allows nothing.
    private bool IsUselessLevel(PolicyLevel level)
    {
        StatementForm?[] forms = [.. level.Documents.SelectMany(static document => document.Statements.Select(statement => StatementForm.Of(statement, document)))];
        return Array.TrueForAll(forms, static form => form is { Effect: "Allow" })
            && Array.Exists(forms, static form => form!.AllowsEverything)
            && suite.Sets.All(set => !level.IsIn(set.Policies) || PolicyLevel.LevelsOf(set.Policies, level.Kind).Any(other => !level.IsSame(other)));
    }

    private bool IsUselessChange(Mutation mutation)
    {
        if (StatementForm.Of(mutation.Original!, mutation.Document) is not { } before)
        {
            return false;
        }

        StatementForm? after = null;
        if (mutation.Changed is { } changed)
        {
            after = StatementForm.Of(changed, mutation.Replacement!);
            if (after is null)
            {
                return false;
            }

            if (before.Equals(after) || IsSameForAllActions(mutation, before, after) || IsSameForAllResources(mutation, before, after) || IsSameWherePossible(mutation, before, after))
            {
                return true;
            }
        }

        return environment?.Holds(mutation, before, after) == true
            || suite.SetsOf(mutation.Document).All(set => Places(set.Policies, mutation.Document).All(place => IsUseless(place, mutation.Original!, before, after)));
    }

    // An entry that covers no further action than before covers none that anybody can do.
    private bool IsSameForAllActions(Mutation mutation, StatementForm before, StatementForm after) =>
        before.EqualsButActions(after) && mutation is { Original: { } original, Changed: { } changed }
        && (original.Action is null) == (changed.Action is null)
        && possible.ActionsOf(original).SetEquals(possible.ActionsOf(changed));

    private bool IsSameForAllResources(Mutation mutation, StatementForm before, StatementForm after) =>
        before.EqualsButResources(after)
        && DomainOf(mutation.Document) is { } resources
        && resources.All(resource => before.IsSureOf(resource) is { } covers && after.IsSureOf(resource) == covers);

    // What is covered besides is no resource that the action is done on, or no action that is done on the resource.
    private bool IsSameWherePossible(Mutation mutation, StatementForm before, StatementForm after)
    {
        if (!before.EqualsButEntries(after) || mutation is not { Original: { Action: not null } original, Changed: { Action: not null } changed })
        {
            return false;
        }

        HashSet<string> left = possible.ActionsOf(original);
        HashSet<string> right = possible.ActionsOf(changed);
        IReadOnlyList<string>? resources = DomainOf(mutation.Document);
        return left.Union(right, StringComparer.Ordinal).All(action =>
            (PossibleRequests.IsOutOfReach(action, original) && PossibleRequests.IsOutOfReach(action, changed))
            || IsSameWherePossible(action, left.Contains(action) ? before : null, right.Contains(action) ? after : null, resources));
    }

    private bool IsSameWherePossible(string action, StatementForm? before, StatementForm? after, IReadOnlyList<string>? resources)
    {
        if (before is not null && after is not null && before.HasSameResources(after))
        {
            return true;
        }

        if (possible.TypesOf(action) is not { } types)
        {
            return false;
        }

        if (resources is not null)
        {
            return resources.Where(resource => types.Any(type => type.CanMatch(resource))).All(resource => StatementForm.AreSameWithin(resource, before, after));
        }

        return types.Where(type => StatementForm.MayConcern(type, before, after)).SelectMany(static type => PossibleRequests.PatternsOf(type)).All(pattern => StatementForm.AreSameWithin(pattern, before, after))
            && (!possible.IsWithoutResource(action) || (before?.CoversResource("*") ?? false) == (after?.CoversResource("*") ?? false));
    }

    // Only of a policy that hangs on resources and stands nowhere else.
    private IReadOnlyList<string>? DomainOf(PolicyDocument document) =>
        suite.UsesOf(document).All(static use => use.Places.All(static place => place.Kind == PolicyKind.Resource)) ? domain.Find(document) : null;

    private bool IsUselessPolicy(PolicyDocument document)
    {
        foreach (PolicyStatement statement in document.Statements)
        {
            if (StatementForm.Of(statement, document) is not { } form
                || !suite.SetsOf(document).All(set => Places(set.Policies, document).All(place => place.IsList && IsUseless(place.Excluding(document), statement, form, null))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether another statement of the layer makes both forms useless.</summary>
    private static bool IsUseless(Place place, PolicyStatement itself, StatementForm before, StatementForm? after)
    {
        bool IsCovered(StatementForm other, string? effect) => other.Covers(before) && (after is null || other.Covers(after)) && (effect is null || (before.Effect == effect && (after is null || after.Effect == effect)));
        foreach ((PolicyDocument document, bool isSameLevel) in place.Others)
        {
            foreach (PolicyStatement statement in document.Statements)
            {
                // Of an Allow another one on the same level does the work; a Deny of the layer undoes whatever it covers, and stands for any other.
                if (!ReferenceEquals(statement, itself) && StatementForm.Of(statement, document) is { } other
                    && (other.Effect == "Deny" ? IsCovered(other, null) : isSameLevel && IsCovered(other, "Allow")))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Where a policy stands in a set, each with the policies of the same layer.</summary>
    private static IEnumerable<Place> Places(PolicySet set, PolicyDocument document)
    {
        bool IsIt(PolicyDocument? other) => ReferenceEquals(document, other);
        if (!set.Identity.IsDefault && set.Identity.Any(IsIt))
        {
            yield return new Place(true, [.. set.Identity.Select(static other => (other, true))]);
        }

        if (set.Session is { IsDefault: false } session && session.Any(IsIt))
        {
            yield return new Place(true, [.. session.Select(static other => (other, true))]);
        }

        if (IsIt(set.PermissionsBoundary) || IsIt(set.Resource) || IsIt(set.AccessPoint) || IsIt(set.VpcEndpoint))
        {
            yield return new Place(false, [(document, true)]);
        }

        foreach (ImmutableArray<ImmutableArray<PolicyDocument>> levels in new[] { PolicyLevel.LevelsOf(set, PolicyKind.ServiceControl), PolicyLevel.LevelsOf(set, PolicyKind.ResourceControl) })
        {
            foreach (ImmutableArray<PolicyDocument> level in levels.Where(level => level.Any(IsIt)))
            {
                yield return new Place(true, [.. levels.SelectMany(other => other.Select(policy => (policy, other == level)))]);
            }
        }
    }

    /// <summary>A place of a policy.</summary>
    /// <param name="IsList">Whether others may stand beside it, so that the place does not vanish with the policy.</param>
    /// <param name="Others">The policies of the layer, itself among them, each with whether it is on the same level.</param>
    private sealed record Place(bool IsList, ImmutableArray<(PolicyDocument Document, bool IsSameLevel)> Others)
    {
        public Place Excluding(PolicyDocument document) => this with { Others = Others.RemoveAll(other => ReferenceEquals(other.Document, document)) };
    }
}
