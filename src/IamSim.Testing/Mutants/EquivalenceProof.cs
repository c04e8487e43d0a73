using System.Collections.Immutable;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.ServiceData;
using IamSim.Services;

namespace IamSim.Testing;

/// <summary>
/// Finds out from the texts alone that a mutant decides every request as the policies do: a statement that means the same, or that another one of
/// its layer makes useless before and after, in every policy set of the suite. What it does not see is not thereby different.
/// </summary>
/// <param name="suite">The sets.</param>
/// <param name="domain">What policies of resources are asked about.</param>
/// <param name="services">The actions that there are.</param>
internal sealed class EquivalenceProof(DecidedSuite suite, ResourceDomain domain, ServiceReference services)
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

            if (before.Equals(after) || IsSameForAllActions(mutation, before, after) || IsSameForAllResources(mutation, before, after))
            {
                return true;
            }
        }

        return suite.SetsOf(mutation.Document).All(set => Places(set.Policies, mutation.Document).All(place => IsUseless(place, mutation.Original!, before, after)));
    }

    // An entry that covers no further action than before covers none that anybody can do.
    private bool IsSameForAllActions(Mutation mutation, StatementForm before, StatementForm after) =>
        before.EqualsButActions(after) && mutation is { Original: { } original, Changed: { } changed }
        && (original.Action is null) == (changed.Action is null)
        && ActionsOf(original).SetEquals(ActionsOf(changed));

    private HashSet<string> ActionsOf(PolicyStatement statement)
    {
        var actions = new HashSet<string>(StringComparer.Ordinal);
        foreach (PolicyValue entry in (statement.Action ?? statement.NotAction)!.Values)
        {
            // What the catalog does not know is an action all the same.
            actions.UnionWith(entry.Text.AsSpan().ContainsAny('*', '?') ? services.ExpandActions(entry.Text).Select(static action => AsciiFold.ToLower(action.FullName)) : [AsciiFold.ToLower(entry.Text)]);
        }

        return actions;
    }

    private bool IsSameForAllResources(Mutation mutation, StatementForm before, StatementForm after) =>
        before.EqualsButResources(after)
        && domain.Find(mutation.Document) is { } resources
        && suite.UsesOf(mutation.Document).All(static use => use.Places.All(static place => place.Kind == PolicyKind.Resource))
        && resources.All(resource => before.IsSureOf(resource) is { } covers && after.IsSureOf(resource) == covers);

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
