using System.Globalization;
using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>Reads the identities and identity policies of a plan or state.</summary>
internal sealed class TerraformIdentities(TerraformValues values, TerraformPolicies policies)
{
    private readonly DeployedIdentities _identities = new(values.Scope);

    /// <summary>Says which types are read in which pass.</summary>
    public void AddTo(Dictionary<string, Action<TerraformResource>> first, Dictionary<string, Action<TerraformResource>> second)
    {
        first.Add("aws_iam_role", ReadRole);
        first.Add("aws_iam_user", resource => ReadIdentity(IdentityKind.User, resource));
        first.Add("aws_iam_group", resource => ReadIdentity(IdentityKind.Group, resource));
        first.Add("aws_iam_policy", ReadManagedPolicy);
        first.Add("data.aws_iam_policy", ReadManagedPolicy);
        (string Word, IdentityKind Kind)[] kinds = [("role", IdentityKind.Role), ("user", IdentityKind.User), ("group", IdentityKind.Group)];
        foreach ((string word, IdentityKind kind) in kinds)
        {
            second.Add($"aws_iam_{word}_policy", resource => AttachInline(resource, kind, word));
            second.Add($"aws_iam_{word}_policy_attachment", resource => AttachManaged(resource, kind, word));
        }

        second.Add("aws_iam_policy_attachment", resource =>
        {
            foreach ((string word, IdentityKind kind) in kinds)
            {
                AttachManaged(resource, kind, word + "s");
            }
        });
        second.Add("aws_iam_role_policy_attachments_exclusive", AttachList);
        second.Add("aws_iam_user_group_membership", AddGroups);
        second.Add("aws_iam_group_membership", AddUsers);
        second.Add("aws_iam_instance_profile", AddInstanceProfile);
    }

    private IdentityParts? ReadIdentity(IdentityKind kind, TerraformResource resource)
    {
        IdentityParts? identity = _identities.Add(kind, values.Name(resource), resource.KnownText("path"), resource.Origin, resource.KnownText("arn"));
        if (identity is null)
        {
            return null;
        }

        identity.UniqueId = resource.KnownText("unique_id");
        identity.Tags = resource.Tags;
        if (values.Text(resource, "permissions_boundary") is { } boundary)
        {
            _identities.Bound(identity, boundary.Text);
        }

        return identity;
    }

    private void ReadRole(TerraformResource resource)
    {
        if (ReadIdentity(IdentityKind.Role, resource) is not { } role)
        {
            return;
        }

        role.TrustPolicy = policies.Of(resource, "assume_role_policy", $"trust policy of {role.Name}", null, PolicyShape.Trust);
        role.MaximumSessionDuration = int.TryParse(resource.KnownText("max_session_duration"), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : null;
        if (IsGiven(resource, "inline_policy"))
        {
            ReadInline(resource, role);
        }

        if (IsGiven(resource, "managed_policy_arns"))
        {
            foreach (DeployedValue arn in values.Texts(resource, "managed_policy_arns"))
            {
                _identities.Attach(role, arn.Text);
            }
        }
    }

    // An empty block says that there shall be none.
    private void ReadInline(TerraformResource resource, IdentityParts role)
    {
        foreach (DeployedValue inline in resource.Values.GetItems("inline_policy"))
        {
            string name = inline.GetText("name") is { } known && !OpenText.IsOpen(known) ? known : $"inline policy of {role.Name}";
            if (inline.IsOpen && inline.Get("policy") is not { IsOpen: false })
            {
                role.InlinePolicies.Add(policies.Unknown(inline.Origin, name));
            }
            else if (inline.Get("policy") is { Text.Length: > 0 } document && policies.Of(document, name, PolicyShape.Identity) is { } policy)
            {
                role.InlinePolicies.Add(policy);
            }
            else if (inline.GetText("name") is not null)
            {
                role.InlinePolicies.Add(policies.Unknown(inline.Origin, name));
            }
        }
    }

    // What AWS computes where nobody configures it, a plan does not know, and it is nothing of its own.
    private bool IsGiven(TerraformResource resource, string attribute) => !resource.IsUnknown(attribute) || values.References.IsConfigured(resource, attribute) != false;

    private void ReadManagedPolicy(TerraformResource resource)
    {
        if (values.Arn(resource) is not { } arn)
        {
            return;
        }

        string name = values.Name(resource);
        EnvironmentPolicy? text = policies.Of(resource, "policy", name, arn, PolicyShape.Identity, isRequired: !resource.IsData);
        if (text is null && resource.IsData)
        {
            return;
        }

        string version = "v1";
        var policy = new ManagedPolicyParts(arn, name) { DefaultVersionId = version, DefaultVersion = text, Place = PolicyTexts.PlaceOf(resource.Origin) };
        if (text is not null)
        {
            policy.Versions.Add(version, text);
        }

        values.Scope.Builder.Add(policy);
    }

    private void AttachInline(TerraformResource resource, IdentityKind kind, string target)
    {
        string name = resource.KnownText("name") ?? resource.Address;
        foreach ((IdentityParts identity, DeployedWay way) in Find(kind, [Required(resource, target)], $"the policy {JsonNode.Quote(resource.Address)}"))
        {
            // A state also lists it with the role.
            if (!identity.InlinePolicies.Exists(known => known.Name == name) && policies.Of(resource, "policy", name, null, PolicyShape.Identity, way: way, isRequired: true) is { } policy)
            {
                identity.InlinePolicies.Add(policy);
            }
        }
    }

    private void AttachManaged(TerraformResource resource, IdentityKind kind, string targets)
    {
        bool isList = targets.EndsWith('s') && resource.Values.Get(targets) is not { Kind: DeployedKind.Text };
        IEnumerable<DeployedValue> names = isList ? values.Texts(resource, targets) : [Required(resource, targets)];
        foreach ((IdentityParts identity, DeployedWay way) in Find(kind, names, $"the policy of {JsonNode.Quote(resource.Address)}"))
        {
            Attach(identity, way, Required(resource, "policy_arn"), resource);
        }
    }

    private void Attach(IdentityParts identity, DeployedWay way, DeployedValue arn, TerraformResource resource)
    {
        if (way.IsCertain)
        {
            _identities.Attach(identity, arn.Text);
        }
        else
        {
            identity.InlinePolicies.Add(policies.Unknown(resource.Origin, OpenText.Show(arn.Text)));
        }
    }

    private void AttachList(TerraformResource resource)
    {
        foreach ((IdentityParts role, DeployedWay way) in Find(IdentityKind.Role, [Required(resource, "role_name")], $"the policies of {JsonNode.Quote(resource.Address)}"))
        {
            foreach (DeployedValue arn in values.Texts(resource, "policy_arns"))
            {
                Attach(role, way, arn, resource);
            }
        }
    }

    private void AddGroups(TerraformResource resource)
    {
        foreach ((IdentityParts user, DeployedWay way) in Find(IdentityKind.User, [Required(resource, "user")], $"the groups of {JsonNode.Quote(resource.Address)}"))
        {
            foreach (DeployedValue group in values.Texts(resource, "groups"))
            {
                AddToGroup(user, way, group, resource);
            }
        }
    }

    private void AddUsers(TerraformResource resource)
    {
        DeployedValue group = Required(resource, "group");
        foreach ((IdentityParts user, DeployedWay way) in Find(IdentityKind.User, values.Texts(resource, "users"), $"the group {JsonNode.Quote(OpenText.Show(group.Text))}"))
        {
            AddToGroup(user, way, group, resource);
        }
    }

    // The policies of the group are not put together yet: of a member in doubt nothing is known.
    private void AddToGroup(IdentityParts user, DeployedWay way, DeployedValue group, TerraformResource resource)
    {
        if (way.IsCertain)
        {
            user.Groups.Add(OpenText.Show(group.Text));
        }
        else
        {
            user.InlinePolicies.Add(policies.Unknown(resource.Origin, $"policies of the group {OpenText.Show(group.Text)}"));
        }
    }

    private void AddInstanceProfile(TerraformResource resource)
    {
        if (values.Text(resource, "role") is { } name)
        {
            foreach ((IdentityParts role, _) in Find(IdentityKind.Role, [name], $"the instance profile {JsonNode.Quote(resource.Address)}"))
            {
                role.InstanceProfiles.Add(values.Arn(resource)!);
            }
        }
    }

    private IEnumerable<(IdentityParts Identity, DeployedWay Way)> Find(IdentityKind kind, IEnumerable<DeployedValue> names, string what) =>
        names.SelectMany(name => _identities.Find(kind, new DeployedWay(name, []), what));

    // What a file does not have, though no such resource is without it, is open.
    private DeployedValue Required(TerraformResource resource, string attribute) =>
        values.Text(resource, attribute) ?? DeployedValue.OfText(resource.Origin, OpenText.Of(values.Scope.Symbol($"{resource.Address}.{attribute}")));
}
