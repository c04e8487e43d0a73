namespace IamSim.Scenarios;

/// <summary>What a scenario expects. Exactly one of the three is set.</summary>
/// <param name="Decision">The decision; <c>null</c> when something else is expected.</param>
/// <param name="Allowed">Whether the request is allowed, a deny of either kind counting as <c>false</c>; <c>null</c> when something else is expected.</param>
/// <param name="PolicyError">Whether the policies are expected not to compile.</param>
public sealed record ScenarioExpectation(DecisionKind? Decision, bool? Allowed, bool PolicyError)
{
    /// <summary>The expectation in words.</summary>
    public override string ToString() =>
        PolicyError ? "policyError" : Decision is { } decision ? decision.ToString() : Allowed == true ? "allowed" : "denied";
}
