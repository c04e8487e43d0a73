using IamSim.Identifiers;

namespace IamSim.ServiceData;

/// <summary>An action that AWS documents. Immutable.</summary>
/// <remarks>See the Service Authorization Reference, "Actions, resources, and condition keys for AWS services".</remarks>
public sealed class ActionDefinition
{
    // Made when somebody asks; the same text whoever is first.
    private string? _fullName;

    internal ActionDefinition(string service, string name, AccessLevel accessLevel, bool isPermissionOnly, IReadOnlyList<ActionResourceType> resourceTypes, IReadOnlyList<ConditionKeyDefinition> conditionKeys, IReadOnlyList<string> dependentActions)
    {
        Service = service;
        Name = name;
        AccessLevel = accessLevel;
        IsPermissionOnly = isPermissionOnly;
        ResourceTypes = resourceTypes;
        ConditionKeys = conditionKeys;
        DependentActions = dependentActions;
    }

    /// <summary>The prefix of its service, such as <c>s3</c>.</summary>
    public string Service { get; }

    /// <summary>The name behind the colon, as AWS writes it, such as <c>GetObject</c>.</summary>
    public string Name { get; }

    /// <summary>The whole name, such as <c>s3:GetObject</c>.</summary>
    public string FullName => _fullName ??= $"{Service}:{Name}";

    /// <summary>The whole name in lower case, as actions are compared (GRAM-40). Made when it is first asked for.</summary>
    internal string FoldedName => field ??= AsciiFold.ToLower(FullName);

    /// <summary>What it does to its resources.</summary>
    public AccessLevel AccessLevel { get; }

    /// <summary>The resource types that a policy can name for it; empty for an action without resources.</summary>
    public IReadOnlyList<ActionResourceType> ResourceTypes { get; }

    /// <summary>The condition keys that it carries whatever its resource, without those of its resource types and without the global ones.</summary>
    public IReadOnlyList<ConditionKeyDefinition> ConditionKeys { get; }

    /// <summary>The further actions, <c>service:Name</c>, that a caller must be allowed, whatever the resource. In the order of names.</summary>
    public IReadOnlyList<string> DependentActions { get; }

    /// <summary>Whether nothing of that name can be called: the action is checked while another one is done.</summary>
    public bool IsPermissionOnly { get; }

    /// <summary>Whether it has no resource type, so that only <c>*</c> as Resource covers it (GRAM-57).</summary>
    public bool IsResourceLess => ResourceTypes.Count == 0;

    /// <summary>
    /// Every condition key that a request for the action can carry: its own, those of its resource types, and the global ones. The global keys about
    /// tags of the request and of the resource are among them only where AWS lists them for the action or one of its resource types.
    /// </summary>
    /// <returns>Each key once: the action's, then its resource types', then the global ones. Computed at each call.</returns>
    public IReadOnlyList<ConditionKeyDefinition> AllConditionKeys()
    {
        var keys = new List<ConditionKeyDefinition>();
        var seen = new HashSet<string>(AsciiFold.Comparer.Instance);
        foreach (ConditionKeyDefinition key in ListedConditionKeys().Concat(GlobalConditionKeys.OfEveryAction))
        {
            if (seen.Add(key.Name))
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    /// <summary>The condition key of a name, if a request for the action can carry it.</summary>
    /// <param name="key">A key in any case, such as <c>s3:prefix</c> or <c>aws:ResourceTag/team</c>.</param>
    /// <returns>One of <see cref="AllConditionKeys"/>, or <c>null</c> when the action never carries it.</returns>
    public ConditionKeyDefinition? FindConditionKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ConditionKeyDefinition? template = null;
        foreach (ConditionKeyDefinition candidate in ListedConditionKeys().Concat(GlobalConditionKeys.OfEveryAction))
        {
            if (candidate.IsMatch(key))
            {
                if (!candidate.IsTemplate)
                {
                    return candidate;
                }

                template ??= candidate;
            }
        }

        return template;
    }

    /// <summary>The whole name.</summary>
    public override string ToString() => FullName;

    private IEnumerable<ConditionKeyDefinition> ListedConditionKeys() =>
        ConditionKeys.Concat(ResourceTypes.SelectMany(static type => type.ConditionKeys.Concat(type.ResourceType.ConditionKeys)));
}
