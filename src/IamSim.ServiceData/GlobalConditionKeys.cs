using IamSim.Services;
using CoreType = IamSim.Services.ConditionKeyType;

namespace IamSim.ServiceData;

/// <summary>The global condition keys as definitions, made from the lists that the evaluation itself reads.</summary>
internal static class GlobalConditionKeys
{
    private static readonly (CoreType Core, ConditionKeyType Type)[] Types =
    [
        (CoreType.Date, ConditionKeyType.Date),
        (CoreType.Numeric, ConditionKeyType.Numeric),
        (CoreType.Boolean, ConditionKeyType.Bool),
        (CoreType.IpAddress, ConditionKeyType.IPAddress),
        (CoreType.String, ConditionKeyType.String),
        (CoreType.Arn, ConditionKeyType.Arn),
    ];

    /// <summary>All of them, in the order of names.</summary>
    public static IReadOnlyList<ConditionKeyDefinition> All { get; } =
    [
        .. GlobalKeys.Names.Concat(GlobalKeys.TagPrefixes.Select(static prefix => prefix + "${TagKey}")).Order(StringComparer.OrdinalIgnoreCase).Select(Define),
    ];

    /// <summary>Those that do not depend on whether an action takes tags or its resource has them.</summary>
    public static IReadOnlyList<ConditionKeyDefinition> OfEveryAction { get; } =
        [.. All.Where(static key => !GlobalKeys.DependsOnTagging(key.Name))];

    private static readonly ConditionKeyTable Table = new(All);

    public static ConditionKeyDefinition? Find(string key) => Table.Find(key);

    private static ConditionKeyDefinition Define(string name) =>
        new(name, TypesOf(name), GlobalKeys.IsMultivalued(name), !GlobalKeys.IsAlwaysPresent(name), isGlobal: true);

    private static ConditionKeyType[] TypesOf(string name)
    {
        CoreType core = GlobalKeyTypes.Of(name);
        return core == CoreType.None ? [ConditionKeyType.String] : [.. Types.Where(pair => (core & pair.Core) != 0).Select(static pair => pair.Type)];
    }
}
