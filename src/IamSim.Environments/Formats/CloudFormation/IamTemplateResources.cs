using System.Globalization;
using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>Reads the identities and identity policies of a template.</summary>
internal sealed class IamTemplateResources(Template template, DeployedPolicies policies)
{
    private readonly DeployedIdentities _identities = new(template.Scope);

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
        IdentityParts? identity = _identities.Add(kind, template.Names.Name(resource), resource.GetText("Path"), resource.Node);
        if (identity is null)
        {
            return null;
        }

        identity.Tags = resource.GetTags();
        foreach (DeployedValue inline in Choices(resource.Get("Policies")))
        {
            AddInline(identity, inline, resource);
        }

        foreach (DeployedValue arn in Choices(resource.Get("ManagedPolicyArns")))
        {
            _identities.Attach(identity, template.Functions.TextOf(arn));
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
            user.Groups.AddRange(resource.GetItems("Groups").Select(group => OpenText.Show(template.Functions.TextOf(group))));
        }
    }

    private void ReadManagedPolicy(TemplateResource resource)
    {
        string arn = OpenText.Show(template.Names.Arn(resource)!);
        string name = OpenText.Show(template.Names.Name(resource));
        var policy = new ManagedPolicyParts(arn, name) { DefaultVersionId = "v1", Place = PolicyTexts.PlaceOf(resource.Node) };
        if (resource.Get("PolicyDocument") is { } document && policies.Create(document, name, arn, PolicyShape.Identity, resource.Condition) is { } text)
        {
            policy.Versions["v1"] = text;
            policy.DefaultVersion = text;
        }

        template.Scope.Builder.Add(policy);
    }

    private void AttachManagedPolicy(TemplateResource resource)
    {
        string arn = template.Names.Arn(resource)!;
        foreach (IdentityParts identity in Targets(resource))
        {
            _identities.Attach(identity, arn);
        }
    }

    private void AttachPolicy(TemplateResource resource)
    {
        if (resource.Get("PolicyDocument") is not { } document || policies.Create(document, resource.GetText("PolicyName") ?? template.Names.Name(resource), null, PolicyShape.Identity, resource.Condition) is not { } policy)
        {
            return;
        }

        foreach (IdentityParts identity in Targets(resource))
        {
            identity.InlinePolicies.Add(policy);
        }
    }

    private void AttachInline(TemplateResource resource, IdentityKind kind, string target)
    {
        if (resource.Get("PolicyDocument") is { } document && resource.Get(target) is { } name
            && _identities.Find(kind, TextValue(name), $"the policy {JsonNode.Quote(resource.LogicalId)}") is { } identity
            && policies.Create(document, resource.GetText("PolicyName") ?? template.Names.Name(resource), null, PolicyShape.Identity, resource.Condition) is { } policy)
        {
            identity.InlinePolicies.Add(policy);
        }
    }

    private void AddUsers(TemplateResource resource)
    {
        foreach (DeployedValue name in resource.GetItems("Users"))
        {
            if (_identities.Find(IdentityKind.User, TextValue(name), $"the group {JsonNode.Quote(OpenText.Show(resource.GetText("GroupName") ?? ""))}") is { } user)
            {
                user.Groups.Add(OpenText.Show(resource.GetText("GroupName") ?? ""));
            }
        }
    }

    private void AddInstanceProfile(TemplateResource resource)
    {
        foreach (DeployedValue name in resource.GetItems("Roles"))
        {
            if (_identities.Find(IdentityKind.Role, TextValue(name), $"the instance profile {JsonNode.Quote(resource.LogicalId)}") is { } role)
            {
                role.InstanceProfiles.Add(OpenText.Show(template.Names.Arn(resource)!));
            }
        }
    }

    private IEnumerable<IdentityParts> Targets(TemplateResource resource)
    {
        string what = $"the policy {JsonNode.Quote(resource.LogicalId)}";
        (string Property, IdentityKind Kind)[] lists = [("Roles", IdentityKind.Role), ("Users", IdentityKind.User), ("Groups", IdentityKind.Group)];
        foreach ((string property, IdentityKind kind) in lists)
        {
            foreach (DeployedValue name in resource.GetItems(property))
            {
                if (_identities.Find(kind, TextValue(name), what) is { } identity)
                {
                    yield return identity;
                }
            }
        }
    }

    // An inline policy of the resource itself; one that depends on a condition keeps it.
    private void AddInline(IdentityParts identity, DeployedValue inline, TemplateResource resource)
    {
        if (inline.Kind == DeployedKind.Choice)
        {
            for (int way = 0; way < 2; way++)
            {
                if (inline.Items[way]?.Get("PolicyDocument") is { } chosen)
                {
                    DeployedValue document = DeployedValue.OfChoice(inline.Origin, inline.Text, way == 0 ? chosen : null, way == 0 ? null : chosen);
                    Add(document, inline.Items[way]!.GetText("PolicyName") ?? "inline");
                }
            }
        }
        else if (inline.Get("PolicyDocument") is { } document)
        {
            Add(document, inline.GetText("PolicyName") ?? "inline");
        }
        else
        {
            identity.InlinePolicies.Add(policies.Unknown(inline.Origin, $"inline policy of {resource.LogicalId}"));
        }

        void Add(DeployedValue document, string name)
        {
            if (policies.Create(document, name, null, PolicyShape.Identity) is { } policy)
            {
                identity.InlinePolicies.Add(policy);
            }
        }
    }

    // A list, or a choice between lists, as values and choices between two of them.
    private static IEnumerable<DeployedValue> Choices(DeployedValue? value) => value switch
    {
        null => [],
        { Kind: DeployedKind.List } => value.Items.SelectMany(static item => Choices(item)),
        { Kind: DeployedKind.Choice } when value.Items.Any(static way => way is { Kind: DeployedKind.List }) =>
            Choices(value.Items[0]).Select(one => DeployedValue.OfChoice(value.Origin, value.Text, one, null))
                .Concat(Choices(value.Items[1]).Select(other => DeployedValue.OfChoice(value.Origin, value.Text, null, other))),
        _ => [value],
    };

    private DeployedValue TextValue(DeployedValue value) => value.Kind == DeployedKind.Choice ? DeployedValue.OfText(value.Origin, template.Functions.TextOf(value)) : value;
}
