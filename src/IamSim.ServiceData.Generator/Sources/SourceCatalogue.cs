namespace IamSim.ServiceData.Generator.Sources;

/// <summary>What a source says, before it is written.</summary>
internal sealed record SourceCatalogue(DateOnly Date, IReadOnlyList<string> Sources, IReadOnlyList<SourceService> Services);

/// <summary>A service.</summary>
internal sealed record SourceService(string Prefix, string Name, IReadOnlyList<SourceAction> Actions, IReadOnlyList<SourceResourceType> ResourceTypes, IReadOnlyList<SourceConditionKey> ConditionKeys);

/// <summary>An action.</summary>
internal sealed record SourceAction(string Name, AccessLevel AccessLevel, bool IsPermissionOnly, IReadOnlyList<SourceRow> ResourceTypes, IReadOnlyList<string> ConditionKeys, IReadOnlyList<string> DependentActions);

/// <summary>A resource type as an action takes it.</summary>
internal sealed record SourceRow(string ResourceType, bool IsRequired, IReadOnlyList<string> ConditionKeys, IReadOnlyList<string> DependentActions);

/// <summary>A resource type.</summary>
internal sealed record SourceResourceType(string Name, IReadOnlyList<string> ArnPatterns, IReadOnlyList<string> ConditionKeys);

/// <summary>A condition key.</summary>
internal sealed record SourceConditionKey(string Name, IReadOnlyList<ConditionKeyType> Types, bool IsMultivalued);
