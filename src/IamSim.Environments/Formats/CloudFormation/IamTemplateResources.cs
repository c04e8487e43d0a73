using System.Globalization;
using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>Reads the identities and identity policies of a template.</summary>
internal sealed class IamTemplateResources(Template template, DeployedPolicies policies)
{
    private readonly DeployedIdentities _identities = new(template.Scope);
    private readonly HashSet<string> _policiesInDoubt = new(StringComparer.Ordinal);

    /// <summary>Says which types are read in which pass.</summary>
    public void AddTo(Dictionary<string, Action<TemplateResource>> first, Dictionary<string, Action<TemplateResource>> second)
    {
        first.Add("AWS::IAM::Role", ReadRole);
        first.Add("AWS::IAM::User", ReadUser);
        first.Add("AWS::IAM::Group", resource => ReadIdentity(IdentityKind.Group, resource));
        first.Add("AWS::IAM::ManagedPolicy", ReadManagedPolicy);
        second.Add("AWS::IAM::ManagedPolicy", AttachManagedPolicy);
        second.Add("AWS::IAM::Policy", AttachPolicy);
        second.Add("AWS::IAM::RolePolicy", resource => AttachInline(resource, IdentityKind.Role, "RoleName"));
        second.Add("AWS::IAM::UserPolicy", resource => AttachInline(resource, IdentityKind.User, "UserName"));
        second.Add("AWS::IAM::GroupPolicy", resource => AttachInline(resource, IdentityKind.Group, "GroupName"));
        second.Add("AWS::IAM::UserToGroupAddition", AddUsers);
        second.Add("AWS::IAM::InstanceProfile", AddInstanceProfile);
    }

    private IdentityParts? ReadIdentity(IdentityKind kind, TemplateResource resource)
    {
        IdentityParts? identity = _identities.Add(kind, template.Names.Name(resource), resource.GetText("Path"), resource.Node, condition: resource.Condition);
        if (identity is null)
        {
            return null;
        }

        identity.Tags = resource.GetTags();
        // Users and roles in doubt are told by themselves. A group makes no requests: what its members have of it is in doubt.
        Func<DeployedWay, DeployedWay> ofIt = kind == IdentityKind.Group && resource.Condition is { } condition ? way => way.If(condition) : static way => way;
        foreach (DeployedWay inline in resource.GetWays("Policies").Select(ofIt))
        {
            AddInline(identity, inline, resource);
        }

        foreach (DeployedWay arn in resource.GetWays("ManagedPolicyArns").Select(ofIt))
        {
            // One in doubt has a symbol for its ARN, of which there is no text.
            _identities.Attach(identity, template.Functions.TextOf(arn.Guard(arn.Value)));
        }

        if (resource.GetText("PermissionsBoundary") is { } boundary)
        {
            _identities.Bound(identity, boundary);
        }

        return identity;
    }

    private void ReadRole(TemplateResource resource)
    {
        if (ReadIdentity(IdentityKind.Role, resource) is not { } role)
        {
            return;
        }

        if (resource.Get("AssumeRolePolicyDocument") is { } trust)
        {
            role.TrustPolicy = policies.Create(trust, $"trust policy of {role.Name}", null, PolicyShape.Trust);
        }

        role.MaximumSessionDuration = int.TryParse(resource.GetText("MaxSessionDuration"), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : null;
    }

    private void ReadUser(TemplateResource resource)
    {
        if (ReadIdentity(IdentityKind.User, resource) is { } user)
        {
            foreach (DeployedWay group in resource.GetWays("Groups"))
            {
                AddToGroup(user, OpenText.Show(template.Functions.TextOf(group.Value)), group.IsCertain, resource.Node);
            }
        }
    }

    private void ReadManagedPolicy(TemplateResource resource)
    {
        string arn = OpenText.Show(template.Names.Arn(resource)!);
        string name = OpenText.Show(template.Names.Name(resource));
        if (template.Scope.Builder.TryGetManagedPolicy(arn, out ManagedPolicyParts? other))
        {
            TellTwice(resource, other);
            return;
        }

        var policy = new ManagedPolicyParts(arn, name) { DefaultVersionId = "v1", Place = PolicyTexts.PlaceOf(resource.Node) };
        if (resource.Get("PolicyDocument") is { } document && policies.Create(document, name, arn, PolicyShape.Identity, resource.Condition) is { } text)
        {
            policy.Versions["v1"] = text;
            policy.DefaultVersion = text;
        }

        template.Scope.Builder.Add(policy);
        if (resource.Condition is not null)
        {
            _policiesInDoubt.Add(arn);
        }
    }

    // The text of the first stays, unless nobody knows which of them is deployed.
    private void TellTwice(TemplateResource resource, ManagedPolicyParts other)
    {
        bool isInDoubt = resource.Condition is not null || _policiesInDoubt.Contains(other.Arn);
        template.Scope.Builder.Findings.Add(
            EnvironmentDiagnostics.Contradiction, resource.Node, $"{JsonNode.Quote(other.Arn)} stands twice", isInDoubt ? "which of them counts is only known when they are deployed: answers about who has it depend" : "the first one counts; load one snapshot at a time");
        if (isInDoubt)
        {
            other.DefaultVersion = template.Scope.Builder.CreateMissingPolicy(other.Name, other.Arn, PolicyTexts.PlaceOf(resource.Node));
        }
    }

    // Attached in doubt, it is a policy of its own whose statements stand under that.
    private void AttachManagedPolicy(TemplateResource resource)
    {
        string arn = template.Names.Arn(resource)!;
        foreach ((IdentityParts identity, DeployedWay way) in Targets(resource))
        {
            if (way.IsCertain)
            {
                _identities.Attach(identity, arn);
            }
            else
            {
                AddInline(identity, way, resource, OpenText.Show(template.Names.Name(resource)));
            }
        }
    }

    private void AttachPolicy(TemplateResource resource)
    {
        foreach ((IdentityParts identity, DeployedWay way) in Targets(resource))
        {
            AddInline(identity, way, resource, resource.GetText("PolicyName") ?? template.Names.Name(resource));
        }
    }

    private void AttachInline(TemplateResource resource, IdentityKind kind, string target)
    {
        foreach ((IdentityParts identity, DeployedWay way) in Find(kind, resource.GetWays(target), $"the policy {JsonNode.Quote(resource.LogicalId)}"))
        {
            AddInline(identity, way, resource, resource.GetText("PolicyName") ?? template.Names.Name(resource));
        }
    }

    private void AddInline(IdentityParts identity, DeployedWay way, TemplateResource resource, string name)
    {
        EnvironmentPolicy? policy = resource.Get("PolicyDocument") is { } document
            ? policies.Create(way.Guard(document), name, null, PolicyShape.Identity, resource.Condition)
            : policies.Unknown(resource.Node, name);
        if (policy is not null)
        {
            identity.InlinePolicies.Add(policy);
        }
    }

    private void AddUsers(TemplateResource resource)
    {
        string group = OpenText.Show(resource.GetText("GroupName") ?? "");
        foreach ((IdentityParts user, DeployedWay way) in Find(IdentityKind.User, resource.GetWays("Users"), $"the group {JsonNode.Quote(group)}"))
        {
            AddToGroup(user, group, way.IsCertain && resource.Condition is null, resource.Node);
        }
    }

    // The policies of the group are not put together yet: of a member in doubt nothing is known.
    private void AddToGroup(IdentityParts user, string group, bool isCertain, JsonNode at)
    {
        if (isCertain)
        {
            user.Groups.Add(group);
        }
        else
        {
            user.InlinePolicies.Add(policies.Unknown(at, $"policies of the group {group}"));
        }
    }

    private void AddInstanceProfile(TemplateResource resource)
    {
        foreach ((IdentityParts role, _) in Find(IdentityKind.Role, resource.GetWays("Roles"), $"the instance profile {JsonNode.Quote(resource.LogicalId)}"))
        {
            role.InstanceProfiles.Add(OpenText.Show(template.Names.Arn(resource)!));
        }
    }

    private IEnumerable<(IdentityParts Identity, DeployedWay Way)> Targets(TemplateResource resource)
    {
        string what = $"the policy {JsonNode.Quote(resource.LogicalId)}";
        (string Property, IdentityKind Kind)[] lists = [("Roles", IdentityKind.Role), ("Users", IdentityKind.User), ("Groups", IdentityKind.Group)];
        return lists.SelectMany(list => Find(list.Kind, resource.GetWays(list.Property), what));
    }

    private IEnumerable<(IdentityParts Identity, DeployedWay Way)> Find(IdentityKind kind, IEnumerable<DeployedWay> targets, string what) =>
        targets.SelectMany(target => _identities.Find(kind, target with { Value = DeployedValue.OfText(target.Value.Origin, template.Functions.TextOf(target.Value)) }, what));

    // An inline policy of the resource itself; one that depends on conditions keeps them.
    private void AddInline(IdentityParts identity, DeployedWay inline, TemplateResource resource)
    {
        if (inline.Value.Get("PolicyDocument") is not { } document)
        {
            identity.InlinePolicies.Add(policies.Unknown(inline.Value.Origin, $"inline policy of {resource.LogicalId}"));
        }
        else if (policies.Create(inline.Guard(document), inline.Value.GetText("PolicyName") ?? "inline", null, PolicyShape.Identity) is { } policy)
        {
            identity.InlinePolicies.Add(policy);
        }
    }
}
