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
        EnvironmentPolicy? text = policies.Of(resource, "policy", name, arn, PolicyShape.Identity);
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
        if (values.Text(resource, target) is not { } who || _identities.Find(kind, who, $"the policy {JsonNode.Quote(resource.Address)}") is not { } identity)
        {
            return;
        }

        // A state also lists it with the role.
        if (!identity.InlinePolicies.Exists(known => known.Name == name) && policies.Of(resource, "policy", name, null, PolicyShape.Identity) is { } policy)
        {
            identity.InlinePolicies.Add(policy);
        }
    }

    private void AttachManaged(TerraformResource resource, IdentityKind kind, string targets)
    {
        foreach (DeployedValue who in resource.Values.Get(targets) is { Kind: DeployedKind.Text } ? [values.Text(resource, targets)!] : values.Texts(resource, targets))
        {
            if (values.Text(resource, "policy_arn") is { } arn && _identities.Find(kind, who, $"the policy of {JsonNode.Quote(resource.Address)}") is { } identity)
            {
                _identities.Attach(identity, arn.Text);
            }
        }
    }

    private void AttachList(TerraformResource resource)
    {
        if (values.Text(resource, "role_name") is { } name && _identities.Find(IdentityKind.Role, name, $"the policies of {JsonNode.Quote(resource.Address)}") is { } role)
        {
            foreach (DeployedValue arn in values.Texts(resource, "policy_arns"))
            {
                _identities.Attach(role, arn.Text);
            }
        }
    }

    private void AddGroups(TerraformResource resource)
    {
        if (values.Text(resource, "user") is { } name && _identities.Find(IdentityKind.User, name, $"the groups of {JsonNode.Quote(resource.Address)}") is { } user)
        {
            user.Groups.AddRange(values.Texts(resource, "groups").Select(static group => OpenText.Show(group.Text)));
        }
    }

    private void AddUsers(TerraformResource resource)
    {
        if (values.Text(resource, "group") is not { } group)
        {
            return;
        }

        foreach (DeployedValue name in values.Texts(resource, "users"))
        {
            _identities.Find(IdentityKind.User, name, $"the group {JsonNode.Quote(OpenText.Show(group.Text))}")?.Groups.Add(OpenText.Show(group.Text));
        }
    }

    private void AddInstanceProfile(TerraformResource resource)
    {
        if (values.Text(resource, "role") is { } name)
        {
            _identities.Find(IdentityKind.Role, name, $"the instance profile {JsonNode.Quote(resource.Address)}")?.InstanceProfiles.Add(values.Arn(resource)!);
        }
    }
}
