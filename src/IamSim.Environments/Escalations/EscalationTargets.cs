using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments.Escalations;

/// <summary>Finds the concrete targets of a path for a principal: its own identity, and the others of its account. For one thread.</summary>
internal sealed partial class EscalationTargets(AwsEnvironment environment, EscalationStates states, Func<CallerProfile, ActionName, string, AccessAnswer> ask, Func<EscalationState, bool> mayAssume, EnvironmentProfiles profiles)
{
    /// <summary>The targets, in the order of the environment.</summary>
    public IEnumerable<EscalationTarget> Find(EscalationState actor, EscalationPath path) => path.Target switch
    {
        EscalationTargetKind.OwnUser or EscalationTargetKind.OwnRole or EscalationTargetKind.OwnBoundedUser or EscalationTargetKind.OwnBoundedRole => FindOwn(actor, path),
        EscalationTargetKind.OwnGroup => actor.Groups.Select(group => OfGroup(actor, path, group)),
        EscalationTargetKind.OtherGroup => actor.Identity is IamUser ? AccountOf(actor).Groups.Except(actor.Groups).Select(group => OfGroup(actor, path, group)) : [],
        EscalationTargetKind.OwnPolicy => OwnPolicies(actor).Select(policy => Simple(policy.Arn, () => states.WithRewritten(actor, policy.Arn))),
        EscalationTargetKind.OwnPolicyVersion => OwnPolicies(actor).SelectMany(policy => Versions(actor, policy)),
        EscalationTargetKind.OwnInlineUserPolicy or EscalationTargetKind.OwnInlineRolePolicy or EscalationTargetKind.OwnAttachedUserPolicy or EscalationTargetKind.OwnAttachedRolePolicy => FindHeld(actor, path),
        EscalationTargetKind.OtherUser => AccountOf(actor).Users.Where(user => user.Arn != actor.Identity.Arn).Select(user => OfPrincipal(path, user)),
        EscalationTargetKind.OtherRole => OtherRoles(actor).Select(role => OfPrincipal(path, role)),
        EscalationTargetKind.OtherRolePolicy => OtherRoles(actor).SelectMany(PoliciesOfRole),
        EscalationTargetKind.AnyRole => MayTrust(actor).Where(role => role.Arn != actor.Identity.Arn).Select(role => OfPrincipal(path, role)),
        EscalationTargetKind.NewRole or EscalationTargetKind.NewUser => FindNew(actor, path),
        EscalationTargetKind.ServiceRole => Trusting(actor, path).Select(trusting => OfService(trusting.Role, trusting.Trust)),
        EscalationTargetKind.InstanceProfileRole => Trusting(actor, path).Where(static trusting => trusting.Role.InstanceProfiles.Length > 0).Select(trusting => OfService(trusting.Role, trusting.Trust)),
        _ => FindResources(actor, path),
    };

    private static EscalationTarget Simple(string arn, Func<EscalationState> gain) => new(arn, _ => gain()) { Values = Named(arn) };

    private static ImmutableDictionary<string, string> Named(string target) => ImmutableDictionary<string, string>.Empty.Add("target", target);

    private IEnumerable<EscalationTarget> FindOwn(EscalationState actor, EscalationPath path)
    {
        bool isUser = path.Target is EscalationTargetKind.OwnUser or EscalationTargetKind.OwnBoundedUser;
        bool isBounded = path.Target is EscalationTargetKind.OwnBoundedUser or EscalationTargetKind.OwnBoundedRole;
        if ((actor.Identity is IamUser) == isUser && (!isBounded || actor.BoundaryArn is not null))
        {
            yield return Simple(actor.Identity.Arn, () => isBounded ? states.WithoutBoundary(actor) : states.WithEverything(actor)) with
            {
                BoundaryArn = actor.BoundaryArn,
                LesserGain = Attaches(path) ? () => states.WithIamFullAccess(actor) : null,
            };
        }
    }

    private EscalationTarget OfGroup(EscalationState actor, EscalationPath path, IamGroup group) => Simple(group.Arn, () => path.Gain switch
    {
        EscalationGain.JoinsGroup => states.WithGroup(actor, group),
        EscalationGain.LeavesGroup => states.WithoutGroup(actor, group),
        _ => states.WithEverything(actor),
    }) with { LesserGain = Attaches(path) ? () => states.WithIamFullAccess(actor) : null };

    private static bool Attaches(EscalationPath path) => path.Requirements.Any(static requirement => requirement.Action.Name.StartsWith("Attach", StringComparison.OrdinalIgnoreCase));

    private IEnumerable<ManagedPolicy> OwnPolicies(EscalationState actor)
    {
        HashSet<string> arns = [.. EscalationStates.PoliciesOf(actor).Select(static policy => policy.Arn).Append(actor.BoundaryArn).OfType<string>()];
        return AccountOf(actor).ManagedPolicies.Where(policy => arns.Contains(policy.Arn));
    }

    private IEnumerable<EscalationTarget> Versions(EscalationState actor, ManagedPolicy policy) =>
        from version in policy.Versions.OrderBy(static version => version.Key, StringComparer.Ordinal)
        where version.Key != policy.DefaultVersionId && version.Value != policy.DefaultVersion && version.Value.Content.Document is not null
        select Simple(policy.Arn, () => states.WithReplaced(actor, policy.Arn, version.Value)) with { Name = $"{policy.Arn} ({version.Key})" };

    // Only what denies is worth taking away.
    private IEnumerable<EscalationTarget> FindHeld(EscalationState actor, EscalationPath path)
    {
        bool isUser = path.Target is EscalationTargetKind.OwnInlineUserPolicy or EscalationTargetKind.OwnAttachedUserPolicy;
        bool isInline = path.Target is EscalationTargetKind.OwnInlineUserPolicy or EscalationTargetKind.OwnInlineRolePolicy;
        if ((actor.Identity is IamUser) != isUser)
        {
            yield break;
        }

        IEnumerable<EnvironmentPolicy> held = isInline ? actor.Identity.InlinePolicies : actor.Identity.AttachedPolicies.Select(static attachment => attachment.Policy).OfType<EnvironmentPolicy>();
        foreach (EnvironmentPolicy policy in held.Where(policy => Denies(policy) && EscalationStates.PoliciesOf(actor).Contains(policy)))
        {
            yield return new EscalationTarget(policy.Arn ?? $"{actor.Identity.Arn} ({policy.Name})", _ => states.Without(actor, policy))
            {
                Values = Named(actor.Identity.Arn).Add("holder", actor.Identity.Arn).Add("policy", policy.Arn ?? policy.Name),
                BoundaryArn = actor.BoundaryArn,
            };
        }
    }

    private static bool Denies(EnvironmentPolicy policy) =>
        policy.Content.Document?.Statements.Any(static statement => statement.Effect?.Text is "Deny") == true;

    private EscalationTarget OfPrincipal(EscalationPath path, IamPrincipal principal) =>
        Simple(principal.Arn, () => path.Gain == EscalationGain.BecomesTargetWithEverything ? states.WithEverything(states.Of(principal)) : states.Of(principal)) with
        {
            BoundaryArn = principal.PermissionsBoundary?.Arn,
            LesserGain = Attaches(path) ? () => states.WithIamFullAccess(states.Of(principal)) : null,
        };

    private IEnumerable<IamRole> OtherRoles(EscalationState actor) => AccountOf(actor).Roles.Where(role => role.Arn != actor.Identity.Arn && !role.IsServiceLinked);

    private IEnumerable<EscalationTarget> PoliciesOfRole(IamRole role) =>
        from attachment in role.AttachedPolicies
        where attachment.Policy is not null && !attachment.Arn.Contains("::aws:", StringComparison.Ordinal)
        select Simple(role.Arn, () => states.WithRewritten(states.Of(role), attachment.Arn)) with { Values = Named(role.Arn).Add("policy", attachment.Arn) };

    private IEnumerable<EscalationTarget> FindNew(EscalationState actor, EscalationPath path)
    {
        bool isRole = path.Target == EscalationTargetKind.NewRole;
        string arn = $"arn:{{partition}}:iam::{{account}}:{(isRole ? "role" : "user")}/{{name}}";
        AwsAccount account = AccountOf(actor);
        IEnumerable<PolicyAttachment?> boundaries = account.Users.Concat<IamPrincipal>(account.Roles).Select(static principal => principal.PermissionsBoundary).OfType<PolicyAttachment>().DistinctBy(static boundary => boundary.Arn);
        return from boundary in boundaries.Prepend(null)
               where boundary is null || boundary.Policy is not null
               select new EscalationTarget(arn, made => states.Made(made, isRole, boundary)) { Values = Named(arn), BoundaryArn = boundary?.Arn, IsNew = true };
    }

    private AwsAccount AccountOf(EscalationState actor) =>
        environment.TryGetAccount(actor.Identity.AccountId, out AwsAccount? account) ? account : throw new InvalidOperationException($"account {actor.Identity.AccountId} is not of the environment");
}
