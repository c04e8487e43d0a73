using IamSim.Conditions;
using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>A statement ready to be tested. Immutable.</summary>
internal sealed class CompiledStatement
{
    /// <summary>Makes a statement of its resources; everything else is set besides.</summary>
    public CompiledStatement(TextPattern[]? resources, bool resourcesAreExcluded)
    {
        Resources = resources;
        ResourcesAreExcluded = resourcesAreExcluded;
        CoversEveryResource = resources is null || (!resourcesAreExcluded && Array.Exists(resources, static pattern => pattern.IsAllStars));
    }

    public required PolicyStatement Source { get; init; }

    public required PolicyEffect Effect { get; init; }

    public required ActionPattern[] Actions { get; init; }

    public required bool ActionsAreExcluded { get; init; }

    /// <summary><c>null</c> when the statement names no resource: it means the one it hangs on (GRAM-25).</summary>
    public TextPattern[]? Resources { get; private init; }

    public bool ResourcesAreExcluded { get; private init; }

    /// <summary><c>null</c> in kinds of policy without principals.</summary>
    public required PrincipalTest? Principals { get; init; }

    public required Condition[] Conditions { get; init; }

    /// <summary>A lenient compile met a test it could not understand: false in an Allow, true in a Deny.</summary>
    public required bool HasUnknownTest { get; init; }

    /// <summary>Whether it matches every request whose action it covers, whatever the caller, the resource and the context.</summary>
    public bool IsUnconditional =>
        Principals is null && Conditions.Length == 0 && !(HasUnknownTest && Effect == PolicyEffect.Allow) && CoversEveryResource;

    /// <summary>Whether it names no resource, or all.</summary>
    public bool CoversEveryResource { get; private init; }

    public bool MatchesAction(ReadOnlySpan<char> foldedAction)
    {
        foreach (ActionPattern pattern in Actions)
        {
            if (pattern.IsMatch(foldedAction))
            {
                return !ActionsAreExcluded;
            }
        }

        return ActionsAreExcluded;
    }

    public bool MatchesResource(ReadOnlySpan<char> resource, ContextSource source)
    {
        if (CoversEveryResource)
        {
            return true;
        }

        if (source.HasUnknowns)
        {
            // The better a pattern covers, the sooner Resource matches and the later NotResource.
            source.UnknownMatches = source.AssumesUnknown != ResourcesAreExcluded;
        }

        // GRAM-57: an action without resources is asked about "*", which only a pattern of stars covers.
        bool lone = resource is "*";
        foreach (TextPattern pattern in Resources!)
        {
            if (lone ? pattern.IsAllStars : pattern.IsMatch(resource, source))
            {
                return !ResourcesAreExcluded;
            }
        }

        return ResourcesAreExcluded;
    }

    public bool MatchesConditions(ContextSource source)
    {
        foreach (Condition condition in Conditions)
        {
            if (!condition.Holds(source))
            {
                return false;
            }
        }

        return true;
    }
}
