using System.Collections.Immutable;

namespace IamSim.Scenarios;

/// <summary>The names by which scenarios and the command line set <see cref="EvaluationOptions"/>.</summary>
public static class ScenarioOptions
{
    private static readonly ImmutableArray<(string Name, Func<EvaluationOptions, bool, EvaluationOptions> Set)> Setters =
    [
        ("lenient", static (options, value) => options with { Lenient = value }),
        ("resourceWildcardCrossesColons", static (options, value) => options with { ResourceWildcardCrossesColons = value }),
        ("notPrincipalListsEveryLevel", static (options, value) => options with { NotPrincipalListsEveryLevel = value }),
        ("forAnyValueIfExistsMatchesMissingKey", static (options, value) => options with { ForAnyValueIfExistsMatchesMissingKey = value }),
        ("unmapIPv4MappedAddresses", static (options, value) => options with { UnmapIPv4MappedAddresses = value }),
        ("federatedUserNeedsSessionPolicy", static (options, value) => options with { FederatedUserNeedsSessionPolicy = value }),
        ("legacyImplicitRoleSelfTrust", static (options, value) => options with { LegacyImplicitRoleSelfTrust = value }),
    ];

    /// <summary>All names, in camel case.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Setters.Select(static setter => setter.Name)];

    /// <summary>Sets an option by name.</summary>
    /// <param name="options">The options to vary.</param>
    /// <param name="name">One of <see cref="Names"/>, in that case.</param>
    /// <param name="value">The value.</param>
    /// <returns>The varied options, or <c>null</c> when there is no such option.</returns>
    public static EvaluationOptions? TrySet(EvaluationOptions options, string name, bool value)
    {
        foreach ((string known, Func<EvaluationOptions, bool, EvaluationOptions> set) in Setters)
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
            {
                return set(options, value);
            }
        }

        return null;
    }
}
