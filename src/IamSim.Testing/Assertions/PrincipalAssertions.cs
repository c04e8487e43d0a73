using IamSim.Identifiers;

namespace IamSim.Testing;

/// <summary>What can be expected of a principal. Immutable and thread-safe.</summary>
/// <remarks>
/// An action may have wildcards: it then stands for every action of the catalog that it covers and that a resource named by <see cref="PolicyExpectation.On"/> can be of,
/// all of which are checked and reported at once. A name without wildcards that the catalog does not have is an error, since no test would notice a misspelled action that is not allowed;
/// an <see cref="ActionName"/> is taken as it is.
/// </remarks>
public sealed class PrincipalAssertions
{
    private readonly TestedPrincipal _principal;
    private readonly int _steps;

    internal PrincipalAssertions(TestedPrincipal principal, int steps) => (_principal, _steps) = (principal, steps);

    /// <summary>Expects that an action is allowed; with wildcards, that every action is. Without <see cref="PolicyExpectation.On"/> it is asked about <c>*</c>.</summary>
    /// <param name="action">The action, such as <c>s3:PutObject</c> or <c>s3:Get*</c>.</param>
    /// <exception cref="PolicyAssertionException">The sentence ends here and does not hold.</exception>
    /// <exception cref="ArgumentException">The catalog has no such action; the message suggests.</exception>
    public PolicyExpectation BeAllowed(string action) => Begin(ExpectedDecision.Allow, action);

    /// <summary>Expects that an action is allowed which need not be in the catalog.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="PolicyAssertionException">The sentence ends here and does not hold.</exception>
    public PolicyExpectation BeAllowed(ActionName action) => Begin(ExpectedDecision.Allow, action);

    /// <summary>
    /// Expects that an action is not allowed, for whichever reason; with wildcards, that none is. Without <see cref="PolicyExpectation.On"/> it is expected of every resource that counts:
    /// <c>*</c>, those of the environment, and an example of each that the policies of the caller name.
    /// </summary>
    /// <param name="action">The action, such as <c>s3:PutObject</c> or <c>s3:Get*</c>.</param>
    /// <exception cref="PolicyAssertionException">The sentence ends here and does not hold.</exception>
    /// <exception cref="ArgumentException">The catalog has no such action; the message suggests.</exception>
    public PolicyExpectation NotBeAllowed(string action) => Begin(ExpectedDecision.Deny, action);

    /// <summary>Expects that an action is not allowed which need not be in the catalog. Without <see cref="PolicyExpectation.On"/> it is asked about <c>*</c> and an example of each resource that the policies of the caller name.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="PolicyAssertionException">The sentence ends here and does not hold.</exception>
    public PolicyExpectation NotBeAllowed(ActionName action) => Begin(ExpectedDecision.Deny, action);

    /// <summary>Expects that an action is denied by a statement with <c>"Effect": "Deny"</c> (EVAL-3). Without <see cref="PolicyExpectation.On"/> it is expected of every resource that counts, as with <see cref="NotBeAllowed(string)"/>.</summary>
    /// <param name="action">The action, such as <c>organizations:LeaveOrganization</c> or <c>iam:*</c>.</param>
    /// <exception cref="PolicyAssertionException">The sentence ends here and does not hold.</exception>
    /// <exception cref="ArgumentException">The catalog has no such action; the message suggests.</exception>
    public PolicyExpectation BeExplicitlyDenied(string action) => Begin(ExpectedDecision.ExplicitDeny, action);

    /// <summary>Expects that an action is not allowed since nothing allows it (EVAL-1), and no statement denies it. Without <see cref="PolicyExpectation.On"/> it is expected of every resource that counts, as with <see cref="NotBeAllowed(string)"/>.</summary>
    /// <param name="action">The action, such as <c>ec2:RunInstances</c> or <c>ec2:*</c>.</param>
    /// <exception cref="PolicyAssertionException">The sentence ends here and does not hold.</exception>
    /// <exception cref="ArgumentException">The catalog has no such action; the message suggests.</exception>
    public PolicyExpectation BeImplicitlyDenied(string action) => Begin(ExpectedDecision.ImplicitDeny, action);

    /// <summary>Expects that all of some actions are allowed. Those that are not are reported together.</summary>
    /// <param name="actions">The actions, with or without wildcards; at least one.</param>
    /// <exception cref="PolicyAssertionException">The sentence ends here and does not hold.</exception>
    /// <exception cref="ArgumentException">There is none, or the catalog has no such action; the message suggests.</exception>
    public PolicyExpectation BeAllowedAllOf(params ReadOnlySpan<string> actions) => Begin(ExpectedDecision.Allow, actions);

    /// <summary>Expects that none of some actions is allowed, for whichever reason. Those that are allowed are reported together. Without <see cref="PolicyExpectation.On"/> it is expected of every resource that counts, as with <see cref="NotBeAllowed(string)"/>.</summary>
    /// <param name="actions">The actions, with or without wildcards, such as <c>iam:*</c>; at least one.</param>
    /// <exception cref="PolicyAssertionException">The sentence ends here and does not hold.</exception>
    /// <exception cref="ArgumentException">There is none, or the catalog has no such action; the message suggests.</exception>
    public PolicyExpectation NotBeAllowedAnyOf(params ReadOnlySpan<string> actions) => Begin(ExpectedDecision.Deny, actions);

    /// <summary>The caller.</summary>
    public override string ToString() => _principal.ToString();

    private PolicyExpectation Begin(ExpectedDecision expected, params ReadOnlySpan<string> actions) => PolicyExpectation.Begin(new Expectation(_principal, expected, ExpectedActions.Read(actions, _principal.Iam.Services)), _steps);

    private PolicyExpectation Begin(ExpectedDecision expected, ActionName action) => PolicyExpectation.Begin(new Expectation(_principal, expected, ExpectedActions.Of(action)), _steps);
}
