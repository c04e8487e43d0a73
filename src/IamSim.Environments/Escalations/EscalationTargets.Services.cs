using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Escalations;

/// <summary>The part about roles that services assume, and about roles that let principals in.</summary>
internal sealed partial class EscalationTargets
{
    // Where a trust policy names neither a principal nor its account, but everybody, a session or a unique id.
    private const string Anybody = "";

    // The only wildcard that a principal can have.
    private const string Star = "\"*\"";

    private readonly Dictionary<(string Account, string Service), List<TrustingRole>> _trusting = [];
    private ILookup<string, IamRole>? _rolesByTrusted;
    private ILookup<string, EnvironmentResource>? _actingResources;

    private ILookup<string, EnvironmentResource> ActingResources => _actingResources ??= environment.Resources
        .Where(static resource => resource is { OwnerAccountId: not null, ExecutionRoles.IsEmpty: false })
        .ToLookup(static resource => resource.OwnerAccountId!, StringComparer.Ordinal);

    private static EscalationTarget OfRole(string name, string target, IamRole role, EscalationStates states) =>
        new(name, _ => states.Of(role)) { Values = Named(target).Add("role", role.Arn) };

    private EscalationTarget OfService(IamRole role, AccessAnswer trust) => OfRole(role.Arn, role.Arn, role, states) with { Trust = trust };

    /// <summary>The roles of the account that a service may assume, or may under conditions.</summary>
    private List<TrustingRole> Trusting(EscalationState actor, EscalationPath path)
    {
        (string, string) key = (actor.Identity.AccountId, path.Service!);
        if (!_trusting.TryGetValue(key, out List<TrustingRole>? roles))
        {
            CallerProfile service = profiles.Caller(Principal.Parse(path.Service!) with { SourceAccount = actor.Identity.AccountId });
            roles = [.. AccountOf(actor).Roles
                .Where(role => !role.IsServiceLinked && MayName(role, path.Service!))
                .Select(role => new TrustingRole(role, ask(service, "sts:AssumeRole", role.Arn)))
                .Where(static trusting => trusting.Trust.State != AccessState.Denied)];
            _trusting.Add(key, roles);
        }

        return roles;
    }

    // Services are named in full, or by a star; a look at the text saves most questions.
    private static bool MayName(IamRole role, string service) =>
        role.TrustPolicy is { } trust && (trust.Text.Contains(service, StringComparison.OrdinalIgnoreCase) || trust.Text.Contains(Star, StringComparison.Ordinal));

    private IEnumerable<EscalationTarget> FindResources(EscalationState actor, EscalationPath path)
    {
        string existing = path.ExistingResource!;
        string service = existing.Split(':')[2];
        string kind = KindOf(existing.Split(':', 6)[5]);
        EnvironmentResource[] known = [.. ActingResources[actor.Identity.AccountId].Where(resource => Arn.TryParse(resource.Arn, out Arn arn) && arn.Service.SequenceEqual(service) && KindOf(arn.Resource) == kind)];
        foreach ((IamRole role, AccessAnswer trust) in Trusting(actor, path))
        {
            if (path.Target == EscalationTargetKind.InstanceResource && role.InstanceProfiles.IsEmpty)
            {
                continue;
            }

            foreach (EnvironmentResource resource in known.Where(resource => resource.ExecutionRoles.Contains(role.Arn, StringComparer.Ordinal)))
            {
                yield return OfRole(resource.Arn, resource.Arn, role, states) with { Trust = trust };
            }

            if (known.Length == 0)
            {
                yield return OfRole(existing, existing, role, states) with { Trust = trust, Assumption = path.Assumption };
            }
        }
    }

    // function:NAME, instance/ID
    private static string KindOf(ReadOnlySpan<char> resource) => resource.IndexOfAny(':', '/') is var end and >= 0 ? resource[..end].ToString() : resource.ToString();

    /// <summary>The roles whose trust policies may name a principal: by itself, by its account or by nothing that can be told. No other role can let it in.</summary>
    private IEnumerable<IamRole> MayTrust(EscalationState actor)
    {
        _rolesByTrusted ??= environment.Accounts
            .SelectMany(static account => account.Roles)
            .SelectMany(static role => TrustedBy(role).Distinct(StringComparer.Ordinal).Select(trusted => (Trusted: trusted, Role: role)))
            .ToLookup(static pair => pair.Trusted, static pair => pair.Role, StringComparer.Ordinal);
        // Who is let in by its account has to be allowed by its own policies too.
        IEnumerable<IamRole> byAccount = mayAssume(actor) ? _rolesByTrusted[actor.Identity.AccountId] : [];
        return _rolesByTrusted[actor.Identity.Arn].Concat(byAccount).Concat(_rolesByTrusted[Anybody]).Distinct();
    }

    private static IEnumerable<string> TrustedBy(IamRole role)
    {
        foreach (PolicyStatement statement in role.TrustPolicy?.Content.Document?.Statements ?? [])
        {
            if (statement.NotPrincipal is not null || statement.Principal?.Wildcard is not null)
            {
                yield return Anybody;
            }

            foreach (PolicyValue value in statement.Principal?.Groups.Where(static group => group.Kind.Text is "AWS").SelectMany(static group => group.Values) ?? [])
            {
                yield return KeyOf(value.Text);
            }
        }
    }

    // The ARN of a user or role; the account where it is named, or one of its sessions; anything else, such as a unique id, may be anybody.
    private static string KeyOf(string trusted)
    {
        if (AccountId.IsValid(trusted))
        {
            return trusted;
        }

        if (!Arn.TryParse(trusted, out Arn arn) || !AccountId.IsValid(arn.AccountId))
        {
            return Anybody;
        }

        bool isIdentity = arn.Service is "iam" && (arn.Resource.StartsWith("user/", StringComparison.Ordinal) || arn.Resource.StartsWith("role/", StringComparison.Ordinal));
        return isIdentity ? trusted : arn.Resource is "root" ? arn.AccountId.ToString() : Anybody;
    }

    private readonly record struct TrustingRole(IamRole Role, AccessAnswer Trust);
}
