using IamSim.Environments.Formats.Config;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats;

/// <summary>
/// Reads the members of a user, group or role that say which policies it has. What cannot be read is a finding, and leaves a policy of which
/// nothing is known: it might deny what the others allow.
/// </summary>
internal sealed class IdentityMembers(JsonNode item, IdentityParts identity, EnvironmentBuilder builder)
{
    /// <summary>Reads the inline policies.</summary>
    /// <param name="list">The member with their list.</param>
    /// <param name="name">The member of each with its name.</param>
    /// <param name="document">The member of each with its text.</param>
    public void ReadInlinePolicies(string list, string name, string document)
    {
        foreach (JsonNode inline in Items(list))
        {
            string called = inline.GetText(name) ?? "inline";
            if (inline.Kind == JsonKind.Object && inline.TryGetProperty(document, out JsonNode text))
            {
                identity.InlinePolicies.Add(builder.ReadPolicy(EmbeddedJson.OpenPolicy(text) ?? text, called));
            }
            else
            {
                Lose(inline, $"an inline policy without {document}", $"expected \"{name}\": \"read\", \"{document}\": {{…}}", called);
            }
        }
    }

    /// <summary>Reads the attached managed policies.</summary>
    /// <param name="list">The member with their list.</param>
    /// <param name="arn">The member of each with its ARN.</param>
    public void ReadAttachedPolicies(string list, string arn)
    {
        foreach (JsonNode attached in Items(list))
        {
            if (attached.GetText(arn) is { } policy)
            {
                identity.AttachedPolicies.Add(policy);
                identity.PolicyPlaces.TryAdd(policy, PolicyTexts.PlaceOf(attached));
            }
            else
            {
                Lose(attached, $"an attached policy without {arn}", $"expected \"{arn}\": \"arn:aws:iam::111122223333:policy/name\"", attached.GetText("PolicyName") ?? $"{list} of {identity.Name}");
            }
        }
    }

    /// <summary>Reads the permissions boundary.</summary>
    /// <param name="member">The member that holds it.</param>
    /// <param name="arn">The member of it with its ARN.</param>
    public void ReadBoundary(string member, string arn)
    {
        if (!item.TryGetMember(member, out JsonNode boundary))
        {
            return;
        }

        identity.PermissionsBoundary = boundary.GetText(arn);
        if (identity.PermissionsBoundary is not null)
        {
            identity.PolicyPlaces.TryAdd(identity.PermissionsBoundary, PolicyTexts.PlaceOf(boundary));
        }
        else
        {
            Lose(boundary, $"a permissions boundary without {arn}", $"expected an object with \"{arn}\": \"arn:aws:iam::111122223333:policy/name\"", $"{member} of {identity.Name}");
        }
    }

    /// <summary>Reads the names of the groups of a user.</summary>
    /// <param name="list">The member with their list.</param>
    public void ReadGroups(string list)
    {
        foreach (JsonNode group in Items(list))
        {
            if (group.IsScalarText)
            {
                identity.Groups.Add(group.Text);
            }
            else
            {
                Lose(group, $"a group that is {group.Describe()}", "expected the name of a group", $"a group in {list} of {identity.Name}");
            }
        }
    }

    private List<JsonNode> Items(string list)
    {
        if (!item.TryGetMember(list, out JsonNode value))
        {
            return [];
        }

        if (value.Kind == JsonKind.Array)
        {
            return value.ToList();
        }

        Lose(value, $"{list} is {value.Describe()}", "expected a list", $"{list} of {identity.Name}");
        return [];
    }

    private void Lose(JsonNode at, string message, string help, string name)
    {
        builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, at, message, help);
        identity.InlinePolicies.Add(builder.CreateMissingPolicy(name, null, PolicyTexts.PlaceOf(at)));
    }
}
