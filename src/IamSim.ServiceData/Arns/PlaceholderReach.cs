using System.Collections.Frozen;

namespace IamSim.ServiceData.Arns;

/// <summary>
/// Which characters a placeholder in the last part of an ARN stands for. A placeholder holds a name, without colon and slash, so that a bucket is not
/// taken for an object, nor a function for its version. Those that AWS's naming rules let hold slashes or anything are listed here.
/// </summary>
internal static class PlaceholderReach
{
    // Placeholders by themselves: whoever uses them means the same.
    private static readonly FrozenDictionary<string, ArnReach> ByName = new Dictionary<string, ArnReach>
    {
        ["Alias"] = ArnReach.Path,
        ["ObjectName"] = ArnReach.Free,
        ["ParameterNameWithoutLeadingSlash"] = ArnReach.Path,
        ["LogGroupName"] = ArnReach.Free,
        ["LogStreamName"] = ArnReach.Free,
        ["OidcProviderName"] = ArnReach.Path,
        ["AlarmName"] = ArnReach.Free,
        ["EventBusName"] = ArnReach.Path,
        ["EventSourceName"] = ArnReach.Path,
        ["SecretId"] = ArnReach.Path,
        ["TopicFilter"] = ArnReach.Free,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Placeholders that only one service means so.
    private static readonly FrozenDictionary<string, ArnReach> ByService = new Dictionary<string, ArnReach>
    {
        ["ecr RepositoryName"] = ArnReach.Path,
        ["ecr-public RepositoryName"] = ArnReach.Path,
        ["iot TopicName"] = ArnReach.Free,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ArnReach Of(string service, ReadOnlySpan<char> placeholder)
    {
        // RoleNameWithPath, ResourcePath, FolderPath: AWS says it itself.
        if (placeholder.EndsWith("Path", StringComparison.Ordinal))
        {
            return ArnReach.Free;
        }

        string name = placeholder.ToString();
        return ByName.TryGetValue(name, out ArnReach reach) || ByService.TryGetValue($"{service} {name}", out reach) ? reach : ArnReach.Name;
    }
}
