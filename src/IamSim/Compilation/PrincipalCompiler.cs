using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>Reads the written forms of principals (semantics 1.6.1).</summary>
internal sealed class PrincipalCompiler(PolicyReporter reporter, GrammarRow grammar)
{
    // AWS refuses either way to save what it cannot resolve; where the effect is Deny, ignoring it would open what it closes.
    private bool _denies;

    private static readonly string[] Kinds = ["AWS", "Service", "Federated", "CanonicalUser"];

    private static readonly PrincipalEntry Nobody = new(PrincipalForm.Nobody, "", "", "", "");

    private static readonly PrincipalEntry Unknown = new(PrincipalForm.Unknown, "", "", "", "");

    private static readonly PrincipalEntry Everyone = new(PrincipalForm.Everyone, "*", "", "", "");

    /// <summary>Reads an element of an Allow or a Deny.</summary>
    public PrincipalEntry[] Compile(PrincipalElement element, bool isDeny)
    {
        _denies = isDeny;
        if (element.Wildcard is { } wildcard)
        {
            return [CompileWildcard(wildcard)];
        }

        var entries = new List<PrincipalEntry>();
        foreach (PrincipalGroup group in element.Groups)
        {
            if (group.Values.IsEmpty)
            {
                reporter.Report(DiagnosticDescriptors.EmptyList, group.Kind.Span, $"the principal list '{group.Kind.Text}' is empty and matches nobody");
            }

            entries.AddRange(group.Values.Select(value => CompileEntry(group.Kind, value)));
        }

        if (element.Groups.IsEmpty)
        {
            reporter.Report(DiagnosticDescriptors.EmptyList, element.Span, "the principal is empty and matches nobody");
        }

        if (grammar.IsResourceControl)
        {
            reporter.Report(DiagnosticDescriptors.InvalidPrincipal, element.Span, "a resource control policy names everyone", "write \"Principal\": \"*\" and narrow it with conditions");
        }

        return [.. entries];
    }

    private PrincipalEntry CompileWildcard(PolicyValue value)
    {
        if (value.Text == "*")
        {
            return CompileEveryone(value);
        }

        reporter.Report(DiagnosticDescriptors.InvalidPrincipal, value.Span, $"a principal in plain string form can only be \"*\", but is {JsonNode.Quote(value.Text)}", "write {\"AWS\": …}");
        return Unknown;
    }

    private PrincipalEntry CompileEveryone(PolicyValue value)
    {
        if (grammar.OnlyStsActions)
        {
            reporter.Warn(DiagnosticDescriptors.TrustsEveryone, value.Span, "the trust policy names everyone", "name the account, role or user that may assume the role");
        }

        return grammar.IsLimit ? Everyone with { IncludesProviders = true } : Everyone;
    }

    private PrincipalEntry CompileEntry(PolicyValue kind, PolicyValue value)
    {
        switch (kind.Text)
        {
            case "AWS":
                return CompileAws(value);
            case "Service":
                return CompileService(value);
            case "Federated":
                return CompileFederated(kind, value);
            case "CanonicalUser":
                bool isCanonical = value.Text.Length == 64 && value.Text.All(char.IsAsciiHexDigit);
                return isCanonical ? Plain(PrincipalForm.CanonicalUser, value) : Invalid(value, "a canonical user id has 64 hexadecimal digits", null);
            default:
                reporter.Report(DiagnosticDescriptors.InvalidPrincipal, kind.Span, $"{JsonNode.Quote(kind.Text)} is not a kind of principal: expected AWS, Service, Federated or CanonicalUser", Suggestion.DidYouMean(kind.Text, Kinds));
                return Unknown;
        }
    }

    private PrincipalEntry CompileAws(PolicyValue value)
    {
        string text = value.Text;
        if (text == "*")
        {
            return CompileEveryone(value);
        }

        if (AccountId.IsValid(text))
        {
            return new PrincipalEntry(PrincipalForm.Account, text, text, "", "");
        }

        if (Arn.TryParse(text, out Arn arn))
        {
            return CompileArn(value, arn);
        }

        if (text.AsSpan().ContainsAny('*', '?'))
        {
            Invalid(value, $"the principal {JsonNode.Quote(text)} contains a wildcard, which no principal may", "name the account and add a condition on aws:PrincipalArn");
            return Nobody;
        }

        bool isUniqueId = text.Length is >= 16 and <= 128 && text.All(char.IsAsciiLetterOrDigit) && text[0] == 'A';
        return isUniqueId
            ? Plain(PrincipalForm.UniqueId, value)
            : Invalid(value, $"{JsonNode.Quote(text)} is not an AWS principal: expected \"*\", an account id, or the ARN of an account, user, role, role session or federated user", null);
    }

    private PrincipalEntry CompileArn(PolicyValue value, Arn arn)
    {
        if (value.Text.AsSpan().ContainsAny('*', '?'))
        {
            // PRIN-7 states the outcome: imported, it matches nobody.
            Invalid(value, $"the principal {JsonNode.Quote(value.Text)} contains a wildcard, which no principal may", "name the account and add a condition on aws:PrincipalArn");
            return Nobody;
        }

        if (arn.Resource.StartsWith("group/", StringComparison.Ordinal))
        {
            return Invalid(value, "a group cannot be a principal", "name its users, or attach an identity policy to the group");
        }

        if (Principal.TryParse(value.Text, out Principal? principal))
        {
            PrincipalForm form = principal.Kind switch
            {
                PrincipalKind.Root => PrincipalForm.Account,
                PrincipalKind.User => PrincipalForm.User,
                PrincipalKind.Role => PrincipalForm.Role,
                PrincipalKind.RoleSession => PrincipalForm.RoleSession,
                _ => PrincipalForm.FederatedUser,
            };
            return new PrincipalEntry(form, value.Text, principal.AccountId, principal.Partition, principal.Name);
        }

        // The origin access identities of CloudFront stand in saved policies and are none of the callers known here.
        if (arn.AccountId.SequenceEqual("cloudfront"))
        {
            return Nobody;
        }

        string message = $"the principal {JsonNode.Quote(value.Text)} is not the ARN of an account, user, role, role session or federated user";
        if (_denies)
        {
            return Invalid(value, message, null);
        }

        reporter.Warn(DiagnosticDescriptors.InvalidPrincipal, value.Span, message + " and matches nobody");
        return Nobody;
    }

    private PrincipalEntry CompileService(PolicyValue value) =>
        value.Text.AsSpan().ContainsAny('*', '?') || !value.Text.Contains('.', StringComparison.Ordinal)
            ? Invalid(value, $"{JsonNode.Quote(value.Text)} is not a service principal", "write the full name, such as lambda.amazonaws.com")
            : Plain(PrincipalForm.Service, value);

    private PrincipalEntry CompileFederated(PolicyValue kind, PolicyValue value)
    {
        if (!grammar.AllowsFederated)
        {
            reporter.Report(DiagnosticDescriptors.InvalidPrincipal, kind.Span, $"Federated principals belong in role trust policies, not in {grammar.Name}");
        }

        return Principal.IsProvider(value.Text) && !value.Text.AsSpan().ContainsAny('*', '?')
            ? Plain(PrincipalForm.FederatedProvider, value)
            : Invalid(value, $"{JsonNode.Quote(value.Text)} is not an identity provider", "write a saml-provider or oidc-provider ARN, or a host such as accounts.google.com");
    }

    private PrincipalEntry Invalid(PolicyValue value, string message, string? help)
    {
        reporter.Report(DiagnosticDescriptors.InvalidPrincipal, value.Span, message, help);
        return Unknown;
    }

    private static PrincipalEntry Plain(PrincipalForm form, PolicyValue value) => new(form, value.Text, "", "", "");
}
