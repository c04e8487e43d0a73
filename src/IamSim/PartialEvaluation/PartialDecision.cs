using System.Collections.Immutable;

namespace IamSim.PartialEvaluation;

/// <summary>The answer to a request of which some context keys are unknown. Immutable and thread-safe.</summary>
/// <remarks>
/// Allowed and Denied hold whatever the unknown keys are: absent, any text, any list. Depends may be too cautious, never too bold: two tests
/// count as independent unless they are equal or compare one key with fixed texts. Of a key that is left open but there for certain, such as
/// aws:userid of a role session, what is known of its text counts. See docs/concepts/partial-answers.md.
/// </remarks>
public sealed class PartialDecision
{
    internal PartialDecision(AccessRequest request, ResidualCondition residual, Decision? decision, DecisionAssumptions assumptions)
    {
        Request = request;
        Residual = residual;
        Decision = decision;
        Assumptions = assumptions;
        Kind = residual.IsAlways ? PartialDecisionKind.Allowed : residual.IsNever ? PartialDecisionKind.Denied : PartialDecisionKind.Depends;
        DecidingKeys = KeyNames.Distinct(residual.Tests.SelectMany(static test => test.UnknownKeys));
    }

    /// <summary>The question.</summary>
    public AccessRequest Request { get; }

    /// <summary>Denied, Depends or Allowed.</summary>
    public PartialDecisionKind Kind { get; }

    /// <summary>
    /// The decision, where its kind is the same whatever the unknown keys are: then the kind is what <see cref="Simulator.Evaluate(AccessRequest)"/> answers, and
    /// the layers and the statement are named as if every unknown test stood against the answer. <c>null</c> when the answer depends, or is
    /// a denial that may be explicit or implicit.
    /// </summary>
    public Decision? Decision { get; }

    /// <summary>What was assumed besides.</summary>
    public DecisionAssumptions Assumptions { get; }

    /// <summary>
    /// The unknown keys that decide, in ordinal order and spelled as in the policies: once they are known, the others no longer matter. Empty
    /// unless the answer depends. <c>kms:EncryptionContext:*</c> stands for pairs that nobody names, which a grant with
    /// <see cref="KmsGrant.EncryptionContextEquals"/> forbids.
    /// </summary>
    public ImmutableArray<string> DecidingKeys { get; }

    /// <summary>What has to hold of the unknown keys: the request is allowed if and only if it does.</summary>
    public ResidualCondition Residual { get; }

    /// <summary>The answer in one line.</summary>
    public override string ToString() => Kind switch
    {
        PartialDecisionKind.Depends => $"Depends on {string.Join(", ", DecidingKeys)}: allowed if {Residual}",
        _ when Decision is { } decision => $"{Kind} whatever the unknown keys are: {decision}",
        _ => $"{Kind} whatever the unknown keys are",
    };
}
