using System.Globalization;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Notation;

/// <summary>Reads policies where an environment has some: the path of a file, a mapping, or a text of JSON.</summary>
internal sealed class NotationPolicies(EnvironmentFile file, EnvironmentBuilder builder)
{
    private readonly PolicyFiles _files = new(file, builder);

    /// <summary>Reads a policy; when it is none, that is a finding, and what it allows or denies counts as not known.</summary>
    /// <param name="value">Where it stands.</param>
    /// <param name="name">Its name.</param>
    /// <param name="arn">Its ARN; <c>null</c> for none.</param>
    /// <param name="members">Takes a complaint.</param>
    public EnvironmentPolicy Read(NotationNode value, string name, string? arn, NotationMembers members)
    {
        if (value.Kind == JsonKind.Object)
        {
            return Create(value, name, arn);
        }

        if (value.Kind != JsonKind.String)
        {
            members.Invalid(value, $"a policy is the path of a file or a mapping, but here is {value.Describe()}", "write policies/name.json, or the policy itself with Statement");
            return builder.CreateMissingPolicy(name, arn, value.Place);
        }

        if (value.Text.AsSpan().TrimStart() is ['{', ..] or ['%', '7', ..])
        {
            return value.Json is { } json ? builder.ReadPolicy(json, name, arn) : builder.CreatePolicy(value.Text, name, arn, value.Place);
        }

        return _files.Open(value) is { } opened ? Create(opened, name, arn) : builder.CreateMissingPolicy(name, arn, value.Place);
    }

    /// <summary>Reads a list of policies: each a path, whose file gives the name, a policy, or a mapping of name and policy.</summary>
    /// <param name="owner">The mapping with the list.</param>
    /// <param name="member">The name of the list.</param>
    /// <param name="builtIn">A policy of AWS that a name stands for; <c>null</c> for none.</param>
    public List<EnvironmentPolicy>? ReadList(NotationMembers owner, string member, Func<NotationNode, EnvironmentPolicy?>? builtIn = null)
    {
        if (owner.Optional(member) is not { } list)
        {
            return null;
        }

        List<EnvironmentPolicy> policies = list.Kind == JsonKind.Array ? [] : [builder.CreateMissingPolicy(member, null, list.Place)];
        int number = 0;
        foreach (NotationNode item in owner.Items(member))
        {
            number++;
            policies.Add(builtIn?.Invoke(item) ?? ReadItem(item, number, owner));
        }

        return policies;
    }

    private EnvironmentPolicy ReadItem(NotationNode item, int number, NotationMembers owner)
    {
        string unnamed = string.Create(CultureInfo.InvariantCulture, $"policy {number}");
        if (item.Kind != JsonKind.Object || item.Members.Exists(static member => member.Name is "Statement" or "Version"))
        {
            bool isPath = item.Kind == JsonKind.String && item.Text.AsSpan().TrimStart() is not ['{', ..] and not ['%', ..];
            return Read(item, isPath ? Path.GetFileNameWithoutExtension(item.Text) : unnamed, null, owner);
        }

        NotationMembers members = owner.Nested(item, "a policy with a name");
        string name = members.Required("name", "ReadReports") is { } written ? members.TextOf(written, "name") ?? unnamed : unnamed;
        NotationNode? text = members.Required("policy", "policies/read-reports.json");
        members.RefuseOthers();
        return text is null ? builder.CreateMissingPolicy(name, null, item.Place) : Read(text, name, null, members);
    }

    private EnvironmentPolicy Create(NotationNode value, string name, string? arn) =>
        value.Json is { } json ? builder.ReadPolicy(json, name, arn) : builder.CreatePolicy(PolicyJson.Write(value), name, arn, value.Place);
}
