using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>The users, groups and roles of a deployment, to which its other resources attach things by name or ARN.</summary>
internal sealed class DeployedIdentities(DeploymentScope scope)
{
    private readonly Dictionary<(IdentityKind, string), IdentityParts> _own = [];
    private readonly Dictionary<IdentityParts, string> _openNames = [];
    private readonly HashSet<IdentityParts> _inDoubt = [];
    private Dictionary<(IdentityKind, string), IdentityParts>? _others;

    /// <summary>Adds an identity; <c>null</c>, with a finding, when the environment has it already.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name, with its open pieces.</param>
    /// <param name="path">Its path, or <c>null</c>.</param>
    /// <param name="origin">Where it stands.</param>
    /// <param name="known">Its ARN, where that is known.</param>
    /// <param name="condition">The symbol of the condition, not known, under which it is deployed; <c>null</c> for none. Nothing is known of one that stands twice then.</param>
    public IdentityParts? Add(IdentityKind kind, string name, string? path, JsonNode origin, string? known = null, string? condition = null)
    {
        string shown = OpenText.Show(name);
        string arn = OpenText.Show(known ?? Arn(scope, kind, name, path));
        if (!IdentityArn.IsOf(kind, arn))
        {
            scope.Builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, origin, $"{JsonNode.Quote(arn)} is no ARN of a {kind.Word()}", $"expected arn:aws:iam::111122223333:{kind.Word()}/name: it is left out");
            return null;
        }

        if (scope.Builder.Identities.TryGetValue(arn, out IdentityParts? other) && (condition is not null || _inDoubt.Contains(other)))
        {
            scope.Builder.Findings.Add(EnvironmentDiagnostics.Contradiction, origin, $"{JsonNode.Quote(arn)} stands twice", "which of them counts is only known when they are deployed: answers about it depend");
            EnvironmentPolicy unknown = scope.Builder.CreateMissingPolicy($"policies of {shown}", null, PolicyTexts.PlaceOf(origin));
            // What the first one has is as little certain.
            other.InlinePolicies.Clear();
            other.AttachedPolicies.Clear();
            other.Groups.Clear();
            other.PermissionsBoundary = null;
            other.DeploymentCondition = null;
            other.InlinePolicies.Add(unknown);
            other.TrustPolicy = kind == IdentityKind.Role ? unknown : null;
            return null;
        }

        if (other is not null)
        {
            scope.Builder.Findings.Add(EnvironmentDiagnostics.Contradiction, origin, $"{JsonNode.Quote(arn)} stands twice", "the first one counts; load one snapshot at a time");
            return null;
        }

        IdentityParts identity = scope.Builder.Identity(kind, arn, shown, PolicyTexts.PlaceOf(origin));
        _own[(kind, shown)] = identity;
        identity.DeploymentCondition = condition;
        if (condition is not null)
        {
            _inDoubt.Add(identity);
        }

        if (OpenText.IsOpen(name))
        {
            _openNames[identity] = OpenText.Symbols(name).First();
        }

        return identity;
    }

    /// <summary>
    /// Finds the identity of this account that a name or ARN means. Where the name is open, or an identity has an open one, those of the
    /// deployment that may be meant: each in doubt. Nobody, with a finding, when nobody has heard of it.
    /// </summary>
    /// <param name="kind">What it is.</param>
    /// <param name="target">Its name or ARN.</param>
    /// <param name="what">What is attached to it, for the finding.</param>
    public IEnumerable<(IdentityParts Identity, DeployedWay Way)> Find(IdentityKind kind, DeployedWay target, string what)
    {
        string text = target.Value.Text;
        string name = text.StartsWith("arn:", StringComparison.Ordinal) ? text[(text.LastIndexOf('/') + 1)..] : text;
        if (FindKnown(kind, OpenText.Show(name)) is { } known)
        {
            return [(known, target)];
        }

        bool isOpen = target.Value.IsOpen || name.Length == 0;
        (IdentityParts Identity, DeployedWay Way)[] candidates = [.. _own.Values.Where(own => own.Kind == kind && (isOpen || _openNames.ContainsKey(own)))
            .Select(own => (own, target.If(OpenText.Symbols(name).FirstOrDefault() ?? _openNames.GetValueOrDefault(own) ?? scope.Symbol("target"))))];
        string word = kind.Word();
        string help = candidates.Length == 0 ? "load the file that has it before this one: what it allows or denies is left out" : $"every {word} of this file that may be meant is answered about as if nobody knew whether it is";
        scope.Builder.Findings.Add(EnvironmentDiagnostics.MissingTarget, target.Value.Origin, $"{what} is attached to the {word} {JsonNode.Quote(OpenText.Show(text))}, which was not found", help);
        return candidates;
    }

    private IdentityParts? FindKnown(IdentityKind kind, string name) =>
        _own.TryGetValue((kind, name), out IdentityParts? own) ? own : (_others ??= Others()).GetValueOrDefault((kind, name));

    /// <summary>The ARN of an identity, with its open pieces.</summary>
    public static string Arn(DeploymentScope scope, IdentityKind kind, string name, string? path)
    {
        string word = kind.Word();
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
