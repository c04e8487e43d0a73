using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>The callers that questions are asked about: those of the environment, and those that policies let in from outside. Thread-safe.</summary>
internal sealed class AccessSubjects(EnvironmentProfiles profiles)
{
    private static readonly UnknownContextKeys OfSomebody = UnknownContextKeys.Create(["aws:PrincipalArn", "aws:PrincipalType", "aws:userid", "aws:username", "aws:PrincipalTag/*", "aws:FederatedProvider"]).WithUnstated();

    private static readonly UnknownContextKeys OfAnybody = UnknownContextKeys.Create(
        ["aws:PrincipalArn", "aws:PrincipalType", "aws:userid", "aws:username", "aws:PrincipalTag/*", "aws:FederatedProvider", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"]).WithUnstated();

    private static readonly UnknownContextKeys OfAnyService = UnknownContextKeys.Create(["aws:PrincipalServiceName", "aws:PrincipalServiceNamesList", "aws:SourceArn", "aws:SourceAccount"]).WithUnstated();

    /// <summary>The users and roles of the environment, in the order of the environment, then the root users of accounts.</summary>
    public ImmutableArray<AccessSubject> Inside => _inside.Value;

    private readonly Lazy<ImmutableArray<AccessSubject>> _inside = new(() =>
    [
        .. profiles.Callers.Select(Of),
        .. profiles.Environment.Accounts.Where(static account => account.HasIdentities).Select(account => Root(profiles, account)),
    ]);

    private readonly Lazy<ImmutableArray<AccessSubject>> _notLoaded = new(() =>
        [.. profiles.Environment.Accounts.Where(static account => !account.HasIdentities).Select(account => SomebodyOf(profiles, account.Id, "aws"))]);

    private readonly Lazy<ImmutableDictionary<string, AccessSubject>> _byArn = new(() => profiles.Callers.ToImmutableDictionary(static caller => caller.Identity!.Arn, Of, StringComparer.Ordinal));

    private readonly Lazy<ILookup<string, AccessSubject>> _byAccount = new(() => profiles.Callers.ToLookup(static caller => caller.Identity!.AccountId, Of, StringComparer.Ordinal));

    // PRIN-5: a policy finds a role by its name, whatever its path. PRIN-12: and whoever was deleted and made anew, by the unique id.
    private readonly Lazy<Dictionary<string, string>> _otherNames = new(() =>
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (IamPrincipal principal in profiles.Environment.Principals)
        {
            if (principal is IamRole { Path: not "/" })
            {
                names.TryAdd(principal.Arn.Replace($"role{principal.Path}", "role/", StringComparison.Ordinal), principal.Arn);
            }

            if (principal.UniqueId is { } id)
            {
                names.TryAdd(id, principal.Arn);
            }
        }

        return names;
    });

    /// <summary>A user or role of the environment; <c>null</c> when there is none.</summary>
    public AccessSubject? Find(string arn) => _byArn.Value.GetValueOrDefault(arn);

    /// <summary>The users and roles of an account, in the order of the environment.</summary>
    public IEnumerable<AccessSubject> OfAccount(string account) => _byAccount.Value[account];

    /// <summary>Those of the environment whom the principals of a policy or the grants on a key name one by one, in ordinal order.</summary>
    public ImmutableArray<AccessSubject> NamedInside(ResourceProfile resource)
    {
        IEnumerable<string> names = (resource.Policy?.Content.Document?.Statements ?? [])
            .Where(static statement => statement.Effect?.Text == "Allow")
            .SelectMany(static statement => statement.Principal?.Groups ?? [])
            .Where(static group => group.Kind.Text == "AWS")
            .SelectMany(static group => group.Values)
            .Select(static value => value.Text)
            .Concat(resource.Resource.KmsGrants.Select(static grant => grant.GranteePrincipal));
        return [.. names.Select(FindNamed).OfType<AccessSubject>().Distinct().OrderBy(static subject => subject.Name, StringComparer.Ordinal)];
    }

    /// <summary>Somebody of each account that is known but for its identities.</summary>
    private ImmutableArray<AccessSubject> NotLoaded => _notLoaded.Value;

    /// <summary>Somebody of the account that owns a resource, where its identities are not known; <c>null</c> where they are, or the owner is not.</summary>
    public AccessSubject? OfOwner(ResourceProfile resource) =>
        (resource.Resource.OwnerAccount ?? resource.Resource.ArnAccount) is { Length: > 0 } owner && !IsInside(owner) ? SomebodyOf(owner, Partition(resource.Resource.Arn)) : null;

    /// <summary>Unsigned callers.</summary>
    private AccessSubject Anonymous() => new(AccessSubjectKind.Anonymous, "anonymous", profiles.Caller(Principal.Anonymous));

    /// <summary>Somebody of an account that nothing knows.</summary>
    private AccessSubject AnyAccount(string partition) =>
        new(AccessSubjectKind.AnyAccount, "anyone of any account", profiles.AnyCaller(Principal.Parse($"arn:{partition}:iam::{EnvironmentProfiles.AnyAccountId}:role/anyone"), OfAnybody));

    /// <summary>Those outside the environment whom a resource policy, a trust policy or a grant on a key could let in, in ordinal order of their names.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="withKnownAccounts">Whether an account of the environment that is named as a whole counts as somebody of it.</param>
    /// <param name="withDenied">Whether those whom a Deny names count too.</param>
    public ImmutableArray<AccessSubject> Outside(ResourceProfile resource, bool withKnownAccounts = false, bool withDenied = false)
    {
        var found = new HashSet<AccessSubject>();
        string partition = Arn.TryParse(resource.Resource.Arn, out Arn arn) ? arn.Partition.ToString() : "aws";
        foreach (PolicyStatement statement in resource.IsPolicyAssumed ? [] : resource.Policy?.Content.Document?.Statements ?? [])
        {
            if (statement.Effect?.Text == "Allow")
            {
                found.UnionWith(NamedBy(statement, partition, withKnownAccounts));
            }

            // Whom a Deny leaves out may be let in where nobody else is.
            PrincipalElement? named = statement.NotPrincipal ?? (withDenied ? statement.Principal : null);
            found.UnionWith(statement.Effect?.Text == "Deny" ? NamedBy(named, partition, withKnownAccounts) : []);
        }

        foreach (KmsGrant grant in resource.Resource.KmsGrants)
        {
            found.UnionWith(NamedAs("AWS", grant.GranteePrincipal, partition, withKnownAccounts));
            found.UnionWith(grant.RetiringPrincipal is { } retiring ? NamedAs("AWS", retiring, partition, withKnownAccounts) : []);
        }

        return [.. found.OrderBy(static subject => subject.Kind).ThenBy(static subject => subject.Name, StringComparer.Ordinal)];
    }

    /// <summary>A caller from outside that another reading of the environment told of, as this one sees it.</summary>
    public CallerProfile CallerLike(AccessSubject subject) =>
        subject.Caller.IdentityPolicies is null && !ReferenceEquals(subject.Caller.UnknownKeys, UnknownContextKeys.Unstated) ? profiles.AnyCaller(subject.Principal, subject.Caller.UnknownKeys)
        // What the other reading knows of the role of a session, such as its path, may be otherwise here.
        : profiles.Caller(subject.Principal.Kind == PrincipalKind.RoleSession ? Principal.Parse(subject.Principal.Text) : subject.Principal).With(subject.Caller.UnknownKeys);

    private IEnumerable<AccessSubject> NamedBy(PolicyStatement statement, string partition, bool withKnownAccounts)
    {
        bool isEveryone = statement.NotPrincipal is not null || statement.Principal?.Wildcard is not null
            || (statement.Principal?.Groups ?? []).Any(static group => group.Kind.Text == "AWS" && group.Values.Any(static value => value.Text == "*"));
        if (isEveryone)
        {
            yield return Anonymous();
            yield return AnyAccount(partition);
            foreach (AccessSubject known in withKnownAccounts ? [] : NotLoaded)
            {
                yield return known;
            }

            if (AsksForService(statement))
            {
                yield return new AccessSubject(AccessSubjectKind.AnyService, "any AWS service", profiles.Caller(Principal.Parse("any.amazonaws.com")).With(OfAnyService));
            }
        }

        foreach (AccessSubject subject in NamedBy(statement.Principal, partition, withKnownAccounts))
        {
            yield return subject;
        }
    }

    private IEnumerable<AccessSubject> NamedBy(PrincipalElement? element, string partition, bool withKnownAccounts) =>
        (element?.Groups ?? []).SelectMany(group => group.Values.SelectMany(value => NamedAs(group.Kind.Text, value.Text, partition, withKnownAccounts)));

    private IEnumerable<AccessSubject> NamedAs(string kind, string text, string partition, bool withKnownAccounts)
    {
        if (kind == "Federated")
        {
            return Principal.TryParseFederatedProvider(text, out Principal? provider) ? [new AccessSubject(AccessSubjectKind.IdentityProvider, text, profiles.Caller(provider))] : [];
        }

        if (kind == "CanonicalUser")
        {
            Principal owner = Principal.Parse($"arn:{partition}:iam::{EnvironmentProfiles.AnyAccountId}:role/anyone") with { CanonicalUserId = text };
            return [new AccessSubject(AccessSubjectKind.NamedPrincipal, $"canonical user {text}", profiles.AnyCaller(owner, OfAnybody))];
        }

        string arn = AccountId.IsValid(text) ? $"arn:{partition}:iam::{text}:root" : text;
        if (!Principal.TryParse(arn, out Principal? principal) || principal.Kind == PrincipalKind.Anonymous)
        {
            return [];
        }

        return principal.Kind switch
        {
            PrincipalKind.Service => [new AccessSubject(AccessSubjectKind.Service, text, profiles.Caller(principal))],
            PrincipalKind.Root when IsInside(principal.AccountId) && !withKnownAccounts => [],
            PrincipalKind.Root => [SomebodyOf(principal.AccountId, Partition(arn))],
            _ when FindNamed(arn) is not null => [],
            _ => [new AccessSubject(AccessSubjectKind.NamedPrincipal, arn, profiles.Caller(principal))],
        };
    }

    // A role may be named with a path that it does not have.
    private AccessSubject? FindNamed(string text)
    {
        string bare = Principal.TryParse(text, out Principal? principal) && principal.Kind == PrincipalKind.Role ? $"arn:{Partition(text)}:iam::{principal.AccountId}:role/{principal.Name}" : text;
        return Find(text) ?? Find(bare) ?? (_otherNames.Value.TryGetValue(bare, out string? arn) ? Find(arn) : null);
    }

    private AccessSubject SomebodyOf(string account, string partition) => SomebodyOf(profiles, account, partition);

    private static AccessSubject SomebodyOf(EnvironmentProfiles profiles, string account, string partition) =>
        new(AccessSubjectKind.Account, $"anyone of account {account}", profiles.AnyCaller(Principal.Parse($"arn:{partition}:iam::{account}:role/anyone"), OfSomebody));

    private bool IsInside(string account) => profiles.Environment.TryGetAccount(account, out AwsAccount? known) && known.HasIdentities;

    private static AccessSubject Of(CallerProfile caller) => new(caller.Identity is IamUser ? AccessSubjectKind.User : AccessSubjectKind.Role, caller.Identity!.Arn, caller);

    private static AccessSubject Root(EnvironmentProfiles profiles, AwsAccount account)
    {
        string? any = account.Roles.Select(static role => role.Arn).Concat(account.Users.Select(static user => user.Arn)).FirstOrDefault();
        string arn = $"arn:{(any is null ? "aws" : Partition(any))}:iam::{account.Id}:root";
        return new AccessSubject(AccessSubjectKind.RootUser, arn, profiles.Caller(Principal.Parse(arn)));
    }

    private static string Partition(string text) => Arn.TryParse(text, out Arn arn) ? arn.Partition.ToString() : "aws";

    private static bool AsksForService(PolicyStatement statement) =>
        (statement.Condition?.Operators ?? []).SelectMany(static element => element.Keys).Any(static key => StrangerConditions.IsSourceKey(key.Key.Text) || key.Key.Text.StartsWith("aws:PrincipalServiceName", StringComparison.OrdinalIgnoreCase)
            || key.Key.Text.Equals("aws:PrincipalIsAWSService", StringComparison.OrdinalIgnoreCase));
}
