using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments;

/// <summary>Finds principals and resources of an environment by short names. Thread-safe.</summary>
public sealed class EnvironmentNames
{
    private const int MaximumListed = 5;

    private static readonly char[] WordEnds = [' ', '-', '_', '.'];

    private readonly AwsEnvironment _environment;
    private readonly ILookup<string, IamPrincipal> _principals;
    private readonly ILookup<string, string> _resources;

    /// <summary>Prepares the names of an environment.</summary>
    /// <param name="environment">The environment.</param>
    public EnvironmentNames(AwsEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _environment = environment;
        _principals = environment.Principals.ToLookup(static principal => principal.Name, StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> arns = environment.Resources.SelectMany(static resource => resource.Aliases.Prepend(resource.Arn));
        _resources = arns.SelectMany(static arn => ShortNames(arn).Distinct(StringComparer.Ordinal).Select(name => (Name: name, Arn: arn))).ToLookup(static pair => pair.Name, static pair => pair.Arn, StringComparer.Ordinal);
    }

    /// <summary>Finds a caller.</summary>
    /// <param name="text">
    /// An ARN, a service such as <c>lambda.amazonaws.com</c>, an identity provider, <c>anonymous</c>; or a name as <c>deployer</c>, <c>role/deployer</c> or
    /// <c>user/alice</c>, with the id or the name of the account in front where several have it: <c>production/role/deployer</c>; or <c>production/root</c>.
    /// </param>
    /// <param name="principal">The caller, or <c>null</c>.</param>
    /// <param name="fault">Why none was found, in one line with a suggestion; <c>null</c> when one was.</param>
    public bool TryFindPrincipal(string text, [NotNullWhen(true)] out Principal? principal, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        fault = null;
        if (Principal.TryParse(text, out principal) || Principal.TryParseFederatedProvider(text, out principal))
        {
            return true;
        }

        if (text.StartsWith("arn:", StringComparison.Ordinal))
        {
            fault = $"{JsonNode.Quote(text)} is no principal: expected the ARN of a user, role, role session (assumed-role), federated-user or root";
            return false;
        }

        if (text.EndsWith("/root", StringComparison.Ordinal) && FindAccount(text[..^"/root".Length]) is { } owner)
        {
            principal = Principal.Parse($"arn:aws:iam::{owner.Id}:root");
            return true;
        }

        List<IamPrincipal> found = FindPrincipals(text);
        if (found is [var only])
        {
            principal = Principal.Parse(only.Arn);
            return true;
        }

        fault = found.Count > 1
            ? $"{JsonNode.Quote(text)} is the name of {found.Count} principals: {List(found.Select(static one => one.Arn))}: give the ARN, or the account in front as {found[0].AccountId}/{text}"
            : $"there is no user or role {JsonNode.Quote(text)}{DidYouMean(text, _principals.Select(static group => group.Key))}";
        return false;
    }

    /// <summary>Finds a resource.</summary>
    /// <param name="text">An ARN or <c>*</c>; or a name: of a bucket (<c>reports</c>), an object (<c>reports/q1.csv</c>), a queue, a function, a key or alias, or a role as <c>role/deployer</c>.</param>
    /// <param name="action">The action it is for: of several resources with the name those of its service count.</param>
    /// <param name="arn">The ARN, or <c>null</c>.</param>
    /// <param name="fault">Why none was found, in one line with a suggestion; <c>null</c> when one was.</param>
    public bool TryFindResource(string text, ActionName action, [NotNullWhen(true)] out string? arn, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        (arn, fault) = (null, null);
        if (text == "*" || Arn.TryParse(text, out _))
        {
            arn = text;
            return true;
        }

        List<string> found = [.. FindResources(text).Where(candidate => Arn.TryParse(candidate, out Arn parsed) && parsed.Service.SequenceEqual(ServiceOf(action))).Select(candidate => IsAlias(text, action) ? candidate : Canonical(candidate)).Distinct(StringComparer.Ordinal)];
        if (found is [var only])
        {
            arn = only;
            return true;
        }

        fault = found.Count > 1
            ? $"{JsonNode.Quote(text)} is the name of {found.Count} resources: {List(found)}: give the ARN"
            : $"there is no resource {JsonNode.Quote(text)} of the service of {action}{DidYouMean(text, _resources.Select(static group => group.Key))}: give an ARN, or * for actions without resources";
        return false;
    }

    /// <summary>Finds an account by its id or its name.</summary>
    /// <param name="text">Twelve digits, the name, or a word that only its name has: <c>production</c> for Acme Production. In any case.</param>
    /// <returns>The account, or <c>null</c> when there is none or the name is that of several.</returns>
    public AwsAccount? FindAccount(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<AwsAccount> found = [.. _environment.Accounts.Where(account => account.Id == text || string.Equals(account.Name, text, StringComparison.OrdinalIgnoreCase)).Take(2)];
        if (found.Count == 0)
        {
            found = [.. _environment.Accounts.Where(account => account.Name is { } name && name.Split(WordEnds).Contains(text, StringComparer.OrdinalIgnoreCase)).Take(2)];
        }

        return found.Count == 1 ? found[0] : null;
    }

    private List<IamPrincipal> FindPrincipals(string text)
    {
        string[] parts = text.Split('/');
        string name = parts[^1];
        IEnumerable<IamPrincipal> found = _principals[name];
        int first = 0;
        if (parts.Length > 1 && FindAccount(parts[0]) is { } account)
        {
            found = found.Where(principal => principal.AccountId == account.Id);
            first = 1;
        }

        if (parts.Length - first > 1)
        {
            // The rest is user/…, role/…, with or without a path.
            string tail = string.Join('/', parts[first..]);
            found = found.Where(principal => principal.Arn.EndsWith(":" + tail, StringComparison.OrdinalIgnoreCase) || principal.Arn.EndsWith("/" + tail, StringComparison.OrdinalIgnoreCase)
                || (tail == $"user/{name}" && principal is IamUser) || (tail == $"role/{name}" && principal is IamRole));
        }

        return [.. found];
    }

    private IEnumerable<string> FindResources(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        IEnumerable<string> objects = slash <= 0 ? [] : _resources[text[..slash]].Where(static arn => arn.StartsWith("arn:aws", StringComparison.Ordinal) && arn.Contains(":s3:::", StringComparison.Ordinal)).Select(arn => arn + text[slash..]);
        return _resources[text].Concat(objects).Concat(FindPrincipals(text).Select(static principal => principal.Arn));
    }

    // Which alias a request names is known to kms:RequestAlias; the actions on aliases are about the key besides.
    private static bool IsAlias(string text, ActionName action) =>
        action.Service is "kms" && text.StartsWith("alias/", StringComparison.Ordinal) && !action.Name.Contains("Alias", StringComparison.OrdinalIgnoreCase);

    // A resource with several names is one.
    private string Canonical(string arn) => _environment.TryGetResource(arn, out EnvironmentResource? resource) && resource.Aliases.Contains(arn) ? resource.Arn : arn;

    // sts:AssumeRole is about roles, which are resources of IAM.
    private static string ServiceOf(ActionName action) => action.Service is "sts" ? "iam" : action.Service;

    // reports; queue/…; function:NAME and NAME; alias/NAME and the id of a key.
    private static IEnumerable<string> ShortNames(string arn)
    {
        if (!Arn.TryParse(arn, out Arn parsed))
        {
            yield break;
        }

        string resource = parsed.Resource.ToString();
        yield return resource;
        int separator = resource.IndexOfAny(['/', ':']);
        if (separator >= 0 && separator < resource.Length - 1)
        {
            string name = resource[(separator + 1)..];
            yield return name;
            // Secrets Manager adds six characters to the name of a secret.
            if (parsed.Service is "secretsmanager" && name.Length > 7 && name[^7] == '-')
            {
                yield return name[..^7];
            }
        }
    }

    private static string List(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string shown = string.Join(", ", all.Take(MaximumListed).Select(PrintableText.Line));
        return all.Length > MaximumListed ? $"{shown} and {all.Length - MaximumListed} more" : shown;
    }

    private static string DidYouMean(string text, IEnumerable<string> known) => Suggestion.Closest(text[(text.LastIndexOf('/') + 1)..], known) is { } close ? $": did you mean '{PrintableText.Line(close)}'?" : "";
}
