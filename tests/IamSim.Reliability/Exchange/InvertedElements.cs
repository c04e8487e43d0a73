using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Reliability.Exchange;

/// <summary>Tells whether a difference comes from elements of statements that the other engine compares otherwise: the library is asked again with them answered the other way round.</summary>
internal static class InvertedElements
{
    /// <summary>Any number of elements at once; of more than ten only one, two, or all of them.</summary>
    public const int All = 10;

    /// <summary>One or two elements at once.</summary>
    public const int Few = 0;

    // How an entry that reached nobody could have reached the caller.
    private static readonly Func<AccessRequest, PrincipalElement>[] Reaching =
    [
        static request => Naming(request.Principal.AccountId ?? ""),
        static request => Naming(request.Principal.Text),
        static _ => new PrincipalElement(Text("*"), [], default, default),
    ];

    /// <summary>The scenario with some of its elements answered the other way round.</summary>
    /// <param name="difference">The scenario.</param>
    /// <param name="concerns">Which elements.</param>
    /// <param name="most"><see cref="All"/> or <see cref="Few"/>.</param>
    public static IEnumerable<DifferenceCase?> Of(DifferenceCase difference, Func<ElementFeatures, bool> concerns, int most)
    {
        ElementFeatures[] candidates = [.. difference.Features.Elements.Where(concerns)];
        bool reaches = candidates.Any(static candidate => candidate.Element is PrincipalExplanation { Matches: false });
        return (reaches ? Reaching : Reaching.Take(1)).SelectMany(reaching => Combinations(candidates, most).Select(chosen => Changed(difference, chosen, reaching(difference.Scenario.Request))));
    }

    private static IEnumerable<ElementFeatures[]> Combinations(ElementFeatures[] candidates, int most)
    {
        if (candidates.Length <= most)
        {
            for (int bits = 1; bits < 1 << candidates.Length; bits++)
            {
                yield return [.. candidates.Where((_, i) => (bits >> i & 1) != 0)];
            }

            yield break;
        }

        for (int i = 0; i < candidates.Length; i++)
        {
            for (int k = i; k < candidates.Length; k++)
            {
                yield return i == k ? [candidates[i]] : [candidates[i], candidates[k]];
            }
        }

        if (candidates.Length > 2)
        {
            yield return candidates;
        }
    }

    private static DifferenceCase? Changed(DifferenceCase difference, ElementFeatures[] chosen, PrincipalElement caller)
    {
        PolicySet set = difference.Scenario.Policies;
        PolicyDocument? Changed(PolicyDocument? document) => document is null ? null : Invert(document, chosen, caller);
        ImmutableArray<PolicyDocument> ChangedAll(ImmutableArray<PolicyDocument> documents) => [.. documents.Select(document => Invert(document, chosen, caller))];
        ImmutableArray<ImmutableArray<PolicyDocument>>? ChangedLevels(ImmutableArray<ImmutableArray<PolicyDocument>>? levels) => levels is { } present ? [.. present.Select(ChangedAll)] : null;
        PolicySet changed = set with
        {
            Identity = ChangedAll(set.Identity),
            PermissionsBoundary = Changed(set.PermissionsBoundary),
            Session = set.Session is { } session ? ChangedAll(session) : null,
            Resource = Changed(set.Resource),
            AccessPoint = Changed(set.AccessPoint),
            VpcEndpoint = Changed(set.VpcEndpoint),
            ServiceControlPolicies = ChangedLevels(set.ServiceControlPolicies),
            ResourceControlPolicies = ChangedLevels(set.ResourceControlPolicies),
        };
        // What an element is replaced by need not be what AWS lets one save.
        return difference.With(changed, difference.Scenario.Options with { Lenient = true });
    }

    private static PolicyDocument Invert(PolicyDocument document, ElementFeatures[] chosen, PrincipalElement caller)
    {
        ImmutableArray<PolicyStatement>.Builder statements = ImmutableArray.CreateBuilder<PolicyStatement>(document.Statements.Length);
        bool changes = false;
        foreach (PolicyStatement statement in document.Statements)
        {
            PolicyStatement changed = statement;
            foreach (ElementFeatures element in chosen.Where(element => ReferenceEquals(element.Statement, statement)))
            {
                changed = Invert(changed, element.Element, caller);
                changes = true;
            }

            statements.Add(changed);
        }

        return changes ? document with { Statements = statements.MoveToImmutable() } : document;
    }

    private static PolicyStatement Invert(PolicyStatement statement, ElementExplanation element, PrincipalElement caller) => element switch
    {
        // The statement is then about nothing that is asked.
        { Matches: true } => statement with { Action = new PolicyElement([Text("iamsim:Nothing")], false, default, default), NotAction = null },
        ResourceExplanation => statement with { Resource = new PolicyElement([Text("*")], false, default, default), NotResource = null },
        PrincipalExplanation => statement with { Principal = caller, NotPrincipal = null },
        ConditionExplanation test => statement with { Condition = Without(statement.Condition!, test) },
        _ => statement,
    };

    private static ConditionElement Without(ConditionElement condition, ConditionExplanation test) => condition with
    {
        Operators = [.. condition.Operators.Select(entry => entry.Operator.Span != test.Operator.Span ? entry : entry with { Keys = [.. entry.Keys.Where(key => key.Key.Span != test.Key.Span)] })],
    };

    private static PrincipalElement Naming(string text) => new(null, [new PrincipalGroup(Text("AWS"), [Text(text)], false)], default, default);

    private static PolicyValue Text(string text) => new(text, PolicyValueKind.String, default);
}
