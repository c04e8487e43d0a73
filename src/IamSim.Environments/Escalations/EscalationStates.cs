using System.Collections.Immutable;
using IamSim.Environments.Questions;

namespace IamSim.Environments.Escalations;

/// <summary>Makes the states of principals, each once: as the environment has them, and as paths change them.</summary>
internal sealed class EscalationStates(AwsEnvironment environment, EnvironmentProfiles profiles, PrivilegeRows rows)
{
    private const string Everything = """{"Version":"2012-10-17","Statement":{"Sid":"AddedByTheCaller","Effect":"Allow","Action":"*","Resource":"*"}}""";

    private const string IamFullAccess = """{"Version":"2012-10-17","Statement":{"Sid":"AddedByTheCaller","Effect":"Allow","Action":"iam:*","Resource":"*"}}""";

    private readonly Dictionary<(string, int), EscalationState> _states = [];

    // No policy of the environment has this number.
    private readonly EnvironmentPolicy _everything = EnvironmentPolicy.Written("the policy that the caller added", int.MaxValue, Everything);

    private readonly EnvironmentPolicy _iamFullAccess = EnvironmentPolicy.Written("IAMFullAccess, which the caller attached", int.MaxValue - 3, IamFullAccess);

    public EscalationState Of(IamPrincipal identity) => Keep(identity, profiles.Caller(identity), identity is IamUser user ? user.Groups : [], identity.PermissionsBoundary?.Arn);

    /// <summary>A policy that allows everything is added.</summary>
    public EscalationState WithEverything(EscalationState state) => Changed(state, [.. PoliciesOf(state), _everything], state.Profile.PermissionsBoundary);

    /// <summary>AWS's IAMFullAccess is added.</summary>
    public EscalationState WithIamFullAccess(EscalationState state) => Changed(state, [.. PoliciesOf(state), _iamFullAccess], state.Profile.PermissionsBoundary);

    /// <summary>A managed policy allows everything now, wherever it stands.</summary>
    public EscalationState WithRewritten(EscalationState state, string policyArn) => WithReplaced(state, policyArn, _everything);

    /// <summary>A managed policy has another text now, wherever it stands.</summary>
    public EscalationState WithReplaced(EscalationState state, string policyArn, EnvironmentPolicy text)
    {
        EnvironmentPolicy? boundary = state.BoundaryArn == policyArn ? text : state.Profile.PermissionsBoundary;
        return Changed(state, [.. PoliciesOf(state).Select(policy => policy.Arn == policyArn ? text : policy)], boundary);
    }

    /// <summary>A policy is taken away once.</summary>
    public EscalationState Without(EscalationState state, EnvironmentPolicy policy) => Changed(state, PoliciesOf(state).Remove(policy), state.Profile.PermissionsBoundary);

    public EscalationState WithoutBoundary(EscalationState state) =>
        Keep(state.Identity, profiles.Changed(state.Profile, state.Identity, PoliciesOf(state), null), state.Groups, null);

    public EscalationState WithGroup(EscalationState state, IamGroup group) =>
        Keep(state.Identity, profiles.Changed(state.Profile, state.Identity, [.. PoliciesOf(state), .. PoliciesOf(group)], state.Profile.PermissionsBoundary), state.Groups.Add(group), state.BoundaryArn);

    public EscalationState WithoutGroup(EscalationState state, IamGroup group)
    {
        ImmutableArray<EnvironmentPolicy> policies = PoliciesOf(group).Aggregate(PoliciesOf(state), static (left, policy) => left.Remove(policy));
        return Keep(state.Identity, profiles.Changed(state.Profile, state.Identity, policies, state.Profile.PermissionsBoundary), state.Groups.Remove(group), state.BoundaryArn);
    }

    /// <summary>A principal that the actor makes, with a policy that allows everything.</summary>
    /// <param name="arn">Its ARN.</param>
    /// <param name="isRole">Whether it is a role.</param>
    /// <param name="boundary">Its boundary; <c>null</c> for none.</param>
    public EscalationState Made(string arn, bool isRole, PolicyAttachment? boundary)
    {
        string name = arn[(arn.LastIndexOf('/') + 1)..];
        IamPrincipal identity = isRole
            ? new IamRole(arn, name) { InlinePolicies = [_everything], PermissionsBoundary = boundary }
            : new IamUser(arn, name) { InlinePolicies = [_everything], PermissionsBoundary = boundary };
        return environment.TryGetIdentity(arn, out IamIdentity? known) && known is IamPrincipal existing ? WithEverything(Of(existing)) : Of(identity);
    }

    public static ImmutableArray<EnvironmentPolicy> PoliciesOf(EscalationState state) => state.Profile.IdentityPolicies ?? [];

    private static IEnumerable<EnvironmentPolicy> PoliciesOf(IamGroup group) =>
        group.InlinePolicies.Concat(group.AttachedPolicies.Select(static attachment => attachment.Policy).OfType<EnvironmentPolicy>()).Where(static policy => policy.Content.Document is not null);

    private EscalationState Changed(EscalationState state, ImmutableArray<EnvironmentPolicy> policies, EnvironmentPolicy? boundary) =>
        Keep(state.Identity, profiles.Changed(state.Profile, state.Identity, policies, boundary), state.Groups, state.BoundaryArn);

    private EscalationState Keep(IamPrincipal identity, CallerProfile profile, ImmutableArray<IamGroup> groups, string? boundaryArn)
    {
        if (!_states.TryGetValue((identity.Arn, profile.PoliciesKey), out EscalationState? state))
        {
            Batches.PermissionRow row = rows.Of(profile);
            state = new EscalationState { Identity = identity, Profile = profile, Groups = groups, BoundaryArn = boundaryArn, Row = row, IsAdministrator = rows.IsAdministrator(identity, profile, row, _everything) };
            _states.Add(state.Key, state);
        }

        return state;
    }
}
