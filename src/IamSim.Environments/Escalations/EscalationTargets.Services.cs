using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments.Escalations;

/// <summary>The part about roles that services assume, and about roles that let principals in.</summary>
internal sealed partial class EscalationTargets
{
    // A trust policy names who may come in by account, by unique id, or everybody. Those with the latter two stand under no account.
    private const string Anybody = "";

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

    // Services are named in full, or by a wildcard; a look at the text saves most questions.
    private static bool MayName(IamRole role, string service) =>
        role.TrustPolicy is { } trust && (trust.Text.Contains(service, StringComparison.OrdinalIgnoreCase) || trust.Text.Contains('*', StringComparison.Ordinal));

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

    /// <summary>The roles whose trust policies may name a principal of an account. No other role can let it in.</summary>
    private IEnumerable<IamRole> MayTrust(EscalationState actor)
    {
        _rolesByTrusted ??= environment.Accounts
            .SelectMany(static account => account.Roles)
            .SelectMany(static role => TrustedBy(role).Select(account => (Account: account, Role: role)))
            .ToLookup(static pair => pair.Account, static pair => pair.Role, StringComparer.Ordinal);
        return _rolesByTrusted[actor.Identity.AccountId].Concat(_rolesByTrusted[Anybody]);
    }

    private static IEnumerable<string> TrustedBy(IamRole role)
    {
        if (role.TrustPolicy is not { } trust)
        {
            yield break;
        }

        bool isOpen = trust.Text.Contains('*', StringComparison.Ordinal) || trust.Text.Contains("AROA", StringComparison.Ordinal) || trust.Text.Contains("AIDA", StringComparison.Ordinal);
        if (isOpen)
        {
            yield return Anybody;
            yield break;
        }

        foreach (string account in AccountIds(trust.Text).Distinct(StringComparer.Ordinal))
        {
            yield return account;
        }
    }

    private static IEnumerable<string> AccountIds(string text)
    {
        const int Length = 12;
        int digits = 0;
        for (int i = 0; i < text.Length; i++)
        {
            digits = char.IsAsciiDigit(text[i]) ? digits + 1 : 0;
            if (digits == Length && (i + 1 == text.Length || !char.IsAsciiDigit(text[i + 1])))
            {
                yield return text[(i + 1 - Length)..(i + 1)];
            }
        }
    }

    private readonly record struct TrustingRole(IamRole Role, AccessAnswer Trust);
}
