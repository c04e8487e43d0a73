using System.Collections.Immutable;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <content>Principal and NotPrincipal (1.6, 4.2).</content>
internal static partial class ReferenceEvaluator
{
    private static Grant PrincipalMatches(Check check, PolicyStatement statement, Layer layer, bool deny)
    {
        // Both elements at once say nothing that could be understood; a Deny then reaches everybody.
        if (layer == Layer.Identity || (statement.Principal is not null && statement.NotPrincipal is not null))
        {
            return Grant.Direct;
        }

        // PRIN-1: entries are alternatives; the closest counts (OQ-32). PRIN-3: no element names nobody.
        if (statement.NotPrincipal is null || statement.Principal is not null)
        {
            return Entries(statement.Principal).Select(entry => Named(check, entry.Kind, entry.Text, layer, deny)).DefaultIfEmpty(Grant.None).Max();
        }

        if (!deny)
        {
            // PRIN-22: everyone but the listed; a caller listed at any level counts as listed, which grants less.
            return check.Caller.Kind == PrincipalKind.FederatedProvider || IsListed(check, statement.NotPrincipal, everyLevel: false) ? Grant.None : Grant.Direct;
        }

        // PRIN-21: a boundary exposes its bearer to every NotPrincipal.
        bool bounded = check.Set.PermissionsBoundary is not null && check.HasAccount && check.Caller.Kind != PrincipalKind.Root;
        return bounded || !IsListed(check, statement.NotPrincipal, check.Options.NotPrincipalListsEveryLevel) ? Grant.Direct : Grant.None;
    }

    private static IEnumerable<(string Kind, string Text)> Entries(PrincipalElement? element) =>
        element is null ? []
        : element.Wildcard is { } wildcard ? [("", wildcard.Text)]
        : element.Groups.SelectMany(static group => group.Values.Select(value => (group.Kind.Text, value.Text)));

    private static Grant Named(Check check, string kind, string text, Layer layer, bool deny)
    {
        Principal caller = check.Caller;
        if (text == "*" && kind is "" or "AWS")
        {
            // PRIN-9: also services. STS-5: a trust policy lets a caller from an identity provider in only by name; limits mean everyone.
            return layer == Layer.Resource && caller.Kind == PrincipalKind.FederatedProvider && !deny ? Grant.None : Grant.Direct;
        }

        if (deny && !CanBeUnderstood(kind, text))
        {
            return Grant.Direct;
        }

        return kind switch
        {
            "AWS" => NamedByAws(check, text, layer, deny),
            // PRIN-10.
            "Service" when caller.Kind == PrincipalKind.Service && caller.Name == text => Grant.Direct,
            "Federated" when caller.Kind == PrincipalKind.FederatedProvider && caller.Text == text => Grant.Direct,
            "CanonicalUser" when check.HasAccount && string.Equals(caller.CanonicalUserId, text, StringComparison.OrdinalIgnoreCase) => Grant.Direct,
            _ => Grant.None,
        };
    }

    private static Grant NamedByAws(Check check, string text, Layer layer, bool deny)
    {
        if (NamesAccount(check, text))
        {
            // VPCE-3: at a gateway endpoint an account means its root user.
            bool rootOnly = layer == Layer.VpcEndpoint && check.Set.VpcEndpointType == VpcEndpointType.Gateway;
            return rootOnly && check.Caller.Kind != PrincipalKind.Root ? Grant.None : Grant.Account;
        }

        if (NamesUser(check, text) || NamesSession(check, text) || NamesFederatedUser(check, text)
            || (deny && check.Caller.Kind == PrincipalKind.Role && NamesSomeSessionOf(check, text)))
        {
            return Grant.Direct;
        }

        // Who issued the session is not known: any user of the account may have.
        bool mayNameIssuer = deny && check.Caller is { Kind: PrincipalKind.FederatedUser, Issuer: null } && IsUserOf(check.Caller, text);
        return NamesRole(check, text) || NamesIssuer(check, text) || mayNameIssuer ? Grant.Role : Grant.None;
    }

    private static bool IsUserOf(Principal caller, string text) =>
        Starts(text, $"arn:{Partition(caller)}:iam::{caller.AccountId}:user/") && text.IndexOfAny(['*', '?']) < 0 && !text.EndsWith('/');

    /// <summary>Whether an entry has one of the written forms of 1.6.1, or one whose lenient outcome a rule states: wildcards name nobody (PRIN-7).</summary>
    private static bool CanBeUnderstood(string kind, string text) => kind switch
    {
        "AWS" => text.IndexOfAny(['*', '?']) >= 0 || IsAccountId(text) || ArnPart(text, 4) == "cloudfront" || (Principal.TryParse(text, out Principal? principal) && principal.AccountId.Length > 0)
            || (text.Length is >= 16 and <= 128 && text[0] == 'A' && text.All(char.IsAsciiLetterOrDigit)),
        "Service" => text.IndexOfAny(['*', '?']) < 0 && text.Contains('.', StringComparison.Ordinal),
        "Federated" => text.IndexOfAny(['*', '?']) < 0 && (text.Contains(":saml-provider/", StringComparison.Ordinal) || text.Contains(":oidc-provider/", StringComparison.Ordinal) || (text.Contains('.', StringComparison.Ordinal) && text.IndexOfAny([' ', ':']) < 0)),
        "CanonicalUser" => text.Length == 64 && text.All(char.IsAsciiHexDigit),
        _ => false,
    };

    // PRIN-2, PRIN-11.
    private static bool NamesAccount(Check check, string text) => check.HasAccount
        && (text == check.Caller.AccountId || text == $"arn:{Partition(check.Caller)}:iam::{check.Caller.AccountId}:root");

    // PRIN-4; or the stored unique id.
    private static bool NamesUser(Check check, string text) => check.Caller.Kind == PrincipalKind.User
        && ((text == check.Caller.Text && IsNotFrozenToAnother(check, text)) || text == check.Caller.UniqueId);

    // PRIN-5: account and name, whatever the path. PRIN-7: no wildcards.
    private static bool NamesRole(Check check, string text) => check.IsRoleSession
        && ((IsRoleOf(check.Caller, text) && IsNotFrozenToAnother(check, text)) || text == check.Caller.UniqueId);

    private static bool IsRoleOf(Principal caller, string text) =>
        Starts(text, $"arn:{Partition(caller)}:iam::{caller.AccountId}:role/") && text.IndexOfAny(['*', '?']) < 0 && text.Split('/')[^1] == caller.Name;

    // PRIN-6.
    private static bool NamesSession(Check check, string text) => check.Caller.Kind == PrincipalKind.RoleSession && text == check.Caller.Text;

    private static bool NamesSomeSessionOf(Check check, string text) =>
        Starts(text, $"arn:{Partition(check.Caller)}:sts::{check.Caller.AccountId}:assumed-role/{check.Caller.Name}/") && text.IndexOfAny(['*', '?']) < 0;

    private static bool NamesFederatedUser(Check check, string text) => check.Caller.Kind == PrincipalKind.FederatedUser && text == check.Caller.Text;

    private static bool NamesIssuer(Check check, string text) => check.Caller.Kind == PrincipalKind.FederatedUser && text == check.Caller.Issuer;

    // PRIN-12.
    private static bool IsNotFrozenToAnother(Check check, string arn) =>
        check.Caller.UniqueId is not { } id || !check.Resource.FrozenPrincipalIds.TryGetValue(arn, out string? frozen) || frozen == id;

    private static string Partition(Principal caller) => caller.Text.Split(':')[1];

    /// <summary>PRIN-20, OQ-4: whether a NotPrincipal lists the caller, at every level of its identity or at one.</summary>
    private static bool IsListed(Check check, PrincipalElement element, bool everyLevel)
    {
        // PRIN-12 is about trust policies, where NotPrincipal cannot stand (PRIN-23).
        check = check with { Resource = check.Resource with { FrozenPrincipalIds = ImmutableDictionary<string, string>.Empty } };
        List<(string Kind, string Text)> entries = [.. Entries(element)];
        if (entries.Contains(("", "*")) || entries.Contains(("AWS", "*")))
        {
            return true;
        }

        if (!everyLevel)
        {
            return entries.Exists(entry => Named(check, entry.Kind, entry.Text, Layer.Resource, deny: false) != Grant.None);
        }

        // The levels are ARNs: a stored unique id or a canonical id lists none of them.
        bool Lists(Func<Check, string, bool> names) => entries.Exists(entry => entry.Kind == "AWS" && entry.Text != check.Caller.UniqueId && names(check, entry.Text));
        return check.Caller.Kind switch
        {
            PrincipalKind.User => Lists(NamesUser) && Lists(NamesAccount),
            PrincipalKind.Role or PrincipalKind.RoleSession => Lists(NamesSession) && Lists(NamesRole) && Lists(NamesAccount),
            PrincipalKind.FederatedUser => Lists(NamesFederatedUser) && Lists(NamesIssuer) && Lists(NamesAccount),
            PrincipalKind.Root => Lists(NamesAccount),
            PrincipalKind.Service => entries.Contains(("Service", check.Caller.Name)),
            PrincipalKind.FederatedProvider => entries.Contains(("Federated", check.Caller.Text)),
            _ => false,
        };
    }
}
