using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>The users, groups and roles of a deployment, to which its other resources attach things by name or ARN.</summary>
internal sealed class DeployedIdentities(DeploymentScope scope)
{
    private readonly Dictionary<(IdentityKind, string), IdentityParts> _own = [];
    private Dictionary<(IdentityKind, string), IdentityParts>? _others;

    /// <summary>Adds an identity; <c>null</c>, with a finding, when the environment has it already.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name, with its open pieces.</param>
    /// <param name="path">Its path, or <c>null</c>.</param>
    /// <param name="origin">Where it stands.</param>
    /// <param name="known">Its ARN, where that is known.</param>
    public IdentityParts? Add(IdentityKind kind, string name, string? path, JsonNode origin, string? known = null)
    {
        string shown = OpenText.Show(name);
        string arn = OpenText.Show(known ?? Arn(scope, kind, name, path));
        if (scope.Builder.Identities.ContainsKey(arn))
        {
            scope.Builder.Findings.Add(EnvironmentDiagnostics.Contradiction, origin, $"{JsonNode.Quote(arn)} stands twice", "the first one counts; load one snapshot at a time");
            return null;
        }

        IdentityParts identity = scope.Builder.Identity(kind, arn, shown, PolicyTexts.PlaceOf(origin));
        _own[(kind, shown)] = identity;
        return identity;
    }

    /// <summary>Finds an identity of this account by name or ARN; <c>null</c>, with a finding, when nobody has heard of it.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="target">Its name or ARN.</param>
    /// <param name="what">What is attached to it, for the finding.</param>
    public IdentityParts? Find(IdentityKind kind, DeployedValue target, string what)
    {
        string text = OpenText.Show(target.Kind == DeployedKind.Choice ? "" : target.Text);
        string name = text.StartsWith("arn:", StringComparison.Ordinal) ? text[(text.LastIndexOf('/') + 1)..] : text;
        if (_own.TryGetValue((kind, name), out IdentityParts? own))
        {
            return own;
        }

        _others ??= Others();
        if (_others.TryGetValue((kind, name), out IdentityParts? other))
        {
            return other;
        }

        string word = kind switch { IdentityKind.User => "user", IdentityKind.Group => "group", _ => "role" };
        scope.Builder.Findings.Add(EnvironmentDiagnostics.MissingTarget, target.Origin, $"{what} is attached to the {word} {JsonNode.Quote(text)}, which was not found", "load the file that has it before this one: what it allows or denies is left out");
        return null;
    }

    /// <summary>The ARN of an identity, with its open pieces.</summary>
    public static string Arn(DeploymentScope scope, IdentityKind kind, string name, string? path)
    {
        string word = kind switch { IdentityKind.User => "user", IdentityKind.Group => "group", _ => "role" };
        return scope.GlobalArn("iam", $"{word}{PathOf(path)}{name}");
    }

    /// <summary>A path with slashes on both ends.</summary>
    public static string PathOf(string? path) => path is null or "" or "/" ? "/" : $"/{path.Trim('/')}/";

    /// <summary>Attaches a managed policy.</summary>
    public void Attach(IdentityParts identity, string policyArn)
    {
        string arn = OpenText.Show(policyArn);
        WellKnownPolicies.AddTo(scope.Builder, arn);
        if (!identity.AttachedPolicies.Contains(arn))
        {
            identity.AttachedPolicies.Add(arn);
        }
    }

    /// <summary>Sets the permissions boundary.</summary>
    public void Bound(IdentityParts identity, string policyArn)
    {
        identity.PermissionsBoundary = OpenText.Show(policyArn);
        WellKnownPolicies.AddTo(scope.Builder, identity.PermissionsBoundary);
    }

    private Dictionary<(IdentityKind, string), IdentityParts> Others()
    {
        var others = new Dictionary<(IdentityKind, string), IdentityParts>();
        string account = $"::{scope.AccountId}:";
        foreach (IdentityParts identity in scope.Builder.Identities.Values)
        {
            if (identity.Arn.Contains(account, StringComparison.Ordinal))
            {
                others.TryAdd((identity.Kind, identity.Name), identity);
            }
        }

        return others;
    }
}
