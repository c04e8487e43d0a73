namespace IamSim.ServiceData;

/// <summary>A resource type as one action takes it: a row of the action in AWS's table. Immutable.</summary>
public sealed class ActionResourceType
{
    internal ActionResourceType(ResourceTypeDefinition resourceType, bool isRequired, IReadOnlyList<ConditionKeyDefinition> conditionKeys, IReadOnlyList<string> dependentActions)
    {
        ResourceType = resourceType;
        IsRequired = isRequired;
        ConditionKeys = conditionKeys;
        DependentActions = dependentActions;
    }

    /// <summary>The name of the resource type, such as <c>bucket</c>.</summary>
    public string Name => ResourceType.Name;

    /// <summary>The resource type itself. Where AWS names a type that it does not define, it has no ARN patterns.</summary>
    public ResourceTypeDefinition ResourceType { get; }

    /// <summary>Whether every request for the action has a resource of the type; AWS marks such a type with a star.</summary>
    public bool IsRequired { get; }

    /// <summary>The condition keys that the action carries for a resource of the type, besides those of the type and of the action.</summary>
    public IReadOnlyList<ConditionKeyDefinition> ConditionKeys { get; }

    /// <summary>The further actions, <c>service:Name</c>, that a caller must be allowed to have the action done on a resource of the type.</summary>
    public IReadOnlyList<string> DependentActions { get; }
}
