using IamSim.Identifiers;
using IamSim.Services;

namespace IamSim.ServiceData;

/// <summary>A service that AWS documents: its actions, resource types and condition keys. Immutable.</summary>
public sealed class ServiceDefinition
{
    private Dictionary<string, ActionDefinition>? _actionsByName;
    private Dictionary<string, ResourceTypeDefinition>? _resourceTypesByName;
    private ConditionKeyTable? _conditionKeysByName;

    internal ServiceDefinition(string prefix, string name)
    {
        Prefix = prefix;
        Name = name;
    }

    /// <summary>The prefix of its actions, in lower case, such as <c>s3</c>.</summary>
    public string Prefix { get; }

    /// <summary>The name for people, such as <c>Amazon S3</c>.</summary>
    public string Name { get; }

    /// <summary>Its actions, in the order of names.</summary>
    public IReadOnlyList<ActionDefinition> Actions { get; internal init; } = [];

    /// <summary>Its resource types, in the order of names.</summary>
    public IReadOnlyList<ResourceTypeDefinition> ResourceTypes { get; internal init; } = [];

    /// <summary>The condition keys that AWS lists for it, in the order of names; among them global ones about tags.</summary>
    public IReadOnlyList<ConditionKeyDefinition> ConditionKeys { get; internal init; } = [];

    /// <summary>Whether resource control policies reach its resources, as the evaluation knows it (RCP-5).</summary>
    public bool SupportsResourceControlPolicies => ResourceControlServices.Contains(Prefix);

    /// <summary>Finds an action by what stands behind the colon.</summary>
    /// <param name="name">A name in any case, such as <c>GetObject</c>; no wildcards.</param>
    /// <returns>The action, or <c>null</c>. In constant time.</returns>
    public ActionDefinition? FindAction(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _actionsByName ??= Actions.ToDictionary(static action => action.Name, AsciiFold.Comparer.Instance);
        return _actionsByName.GetValueOrDefault(name);
    }

    /// <summary>Finds a resource type.</summary>
    /// <param name="name">A name in any case, such as <c>bucket</c>.</param>
    /// <returns>The resource type, or <c>null</c>. In constant time.</returns>
    public ResourceTypeDefinition? FindResourceType(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _resourceTypesByName ??= ResourceTypes.ToDictionary(static type => type.Name, AsciiFold.Comparer.Instance);
        return _resourceTypesByName.GetValueOrDefault(name);
    }

    /// <summary>Finds a condition key among those listed for the service.</summary>
    /// <param name="key">A whole key in any case, such as <c>s3:prefix</c> or <c>aws:ResourceTag/team</c>.</param>
    /// <returns>The key, or the template that stands for it, or <c>null</c>.</returns>
    public ConditionKeyDefinition? FindConditionKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _conditionKeysByName ??= new ConditionKeyTable(ConditionKeys);
        return _conditionKeysByName.Find(key);
    }

    /// <summary>The prefix.</summary>
    public override string ToString() => Prefix;
}
