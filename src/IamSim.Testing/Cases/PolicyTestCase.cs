using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Identifiers;

namespace IamSim.Testing;

/// <summary>One request and what the policies are meant to answer. Immutable and thread-safe.</summary>
public sealed record PolicyTestCase
{
    /// <summary>Makes a case.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="action">For which action, without wildcards.</param>
    /// <param name="resource">On which resource: an ARN, or <c>*</c> for actions without resources.</param>
    /// <param name="expected">What the answer is meant to be.</param>
    public PolicyTestCase(Principal principal, ActionName action, string resource, ExpectedDecision expected)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(resource);
        (Principal, Action, Resource, Expected) = (principal, action, resource, expected);
    }

    /// <summary>Who asks.</summary>
    public Principal Principal { get; init; }

    /// <summary>For which action.</summary>
    public ActionName Action { get; init; }

    /// <summary>On which resource: an ARN, or <c>*</c> for actions without resources.</summary>
    public string Resource { get; init; }

    /// <summary>What the answer is meant to be.</summary>
    public ExpectedDecision Expected { get; init; }

    /// <summary>The context keys and whatever else is stated about the request.</summary>
    public AccessConditions Conditions { get; init; } = AccessConditions.None;

    /// <summary>What is left out of the policies to ask what would be: names and ARNs of policies, or Sids of statements. See <see cref="Iam.Without"/>.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>The name of the test that the case belongs to; <c>null</c> when it has none.</summary>
    public string? TestName { get; init; }

    /// <summary>The name under which the context was stated; <c>null</c> when it has none.</summary>
    public string? ContextName { get; init; }

    /// <summary>Words by which cases are chosen.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Where the expectation is written; <c>default</c> for one that stands in no file.</summary>
    public SourcePlace Place { get; init; }

    /// <summary>The case in one line.</summary>
    public override string ToString() => $"{Principal} {Action} {Resource}{(ContextName is null ? "" : $" ({ContextName})")}{(Without.IsDefaultOrEmpty ? "" : $" without {string.Join(", ", Without)}")}";
}
