using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Scenarios;

/// <summary>Reads the <c>principal</c> of a scenario in its string and object forms.</summary>
internal static class PrincipalReader
{
    private const string Expected = "expected the ARN of a user, role, role session (assumed-role), federated-user or root, a service name such as lambda.amazonaws.com, or anonymous";

    public static Principal? Read(JsonNode node, DiagnosticBag diagnostics)
    {
        if (node.Kind != JsonKind.Object)
        {
            if (node.Kind == JsonKind.String && Principal.TryParse(node.Text, out Principal? simple))
            {
                return simple;
            }

            diagnostics.Add(DiagnosticDescriptors.InvalidMember, node.Source, node.Span, $"'principal' is {node.Describe()}: {Expected}, or an object with 'arn', 'service' or 'federatedProvider'");
            return null;
        }

        var members = new MemberReader(node, "the principal", diagnostics);
        Principal? principal = ReadForm(members);
        if (principal is not null)
        {
            principal = ReadDetails(members, principal);
        }

        members.RefuseOthers();
        return principal;
    }

    private static Principal? ReadForm(MemberReader members)
    {
        JsonNode? arn = members.Optional("arn");
        JsonNode? service = members.Optional("service");
        JsonNode? provider = members.Optional("federatedProvider");
        int given = (arn is null ? 0 : 1) + (service is null ? 0 : 1) + (provider is null ? 0 : 1);
        if (given != 1)
        {
            members.Invalid(members.Node, "the principal needs exactly one of 'arn', 'service' and 'federatedProvider'");
            return null;
        }

        JsonNode form = (arn ?? service ?? provider)!.Value;
        if (members.Text(form, form.Name!) is not { } text)
        {
            return null;
        }

        if (provider is not null)
        {
            if (Principal.IsProvider(text))
            {
                return Principal.FromFederatedProvider(text);
            }

            members.Invalid(form, $"'federatedProvider' is {form.Describe()}: expected a saml-provider or oidc-provider ARN, or a host such as accounts.google.com");
            return null;
        }

        if (Principal.TryParse(text, out Principal? principal) && (principal.Kind == PrincipalKind.Service) == (service is not null))
        {
            return principal;
        }

        members.Invalid(form, $"'{form.Name}' is {form.Describe()}: {(service is null ? Expected : "expected a service name such as lambda.amazonaws.com")}");
        return null;
    }

    private static Principal ReadDetails(MemberReader members, Principal principal)
    {
        JsonNode? sourceArn = members.Optional("sourceArn");
        if ((sourceArn ?? members.Optional("sourceAccount")) is { } source && principal.Kind != PrincipalKind.Service)
        {
            members.InvalidName(source, $"'{source.Name}' goes with a service principal only (CTX-9)", "state the context key aws:SourceArn if the request really carries it");
        }

        return principal with
        {
            RolePath = ReadPath(members, principal) ?? principal.RolePath,
            UniqueId = members.String("uniqueId"),
            CanonicalUserId = ReadCanonicalUserId(members),
            Issuer = ReadIssuer(members, principal),
            Tags = members.Map("tags"),
            SessionTags = members.Map("sessionTags"),
            SourceArn = members.String("sourceArn"),
            SourceAccount = members.Account("sourceAccount"),
        };
    }

    private static string? ReadIssuer(MemberReader members, Principal principal)
    {
        if (members.Optional("issuer") is not { } node || members.Text(node, "issuer") is not { } text)
        {
            return null;
        }

        bool issues = Principal.TryParse(text, out Principal? issuer) && issuer.Kind is PrincipalKind.User or PrincipalKind.Root && issuer.AccountId == principal.AccountId;
        if (!issues || principal.Kind != PrincipalKind.FederatedUser)
        {
            members.Invalid(node, $"'issuer' must be the ARN of the user, or root user, of the same account who called GetFederationToken, but is {JsonNode.Quote(text)}");
        }

        return text;
    }

    private static string? ReadCanonicalUserId(MemberReader members)
    {
        if (members.Optional("canonicalUserId") is not { } node || members.Text(node, "canonicalUserId") is not { } text)
        {
            return null;
        }

        if (text.Length != 64 || !text.All(char.IsAsciiHexDigit))
        {
            members.Invalid(node, $"'canonicalUserId' must be 64 hexadecimal digits, but is {JsonNode.Quote(text)}");
        }

        return text;
    }

    private static string? ReadPath(MemberReader members, Principal principal)
    {
        if (members.Optional("rolePath") is not { } node || members.Text(node, "rolePath") is not { } path)
        {
            return null;
        }

        if (principal.RolePath is { } known && known != path)
        {
            members.Invalid(node, $"'rolePath' is {JsonNode.Quote(path)}, but the ARN of the role says {JsonNode.Quote(known)}");
            return known;
        }

        if (path.StartsWith('/') && path.EndsWith('/'))
        {
            return path;
        }

        members.Invalid(node, $"'rolePath' must begin and end with a slash, but is {JsonNode.Quote(path)}");
        return null;
    }
}
