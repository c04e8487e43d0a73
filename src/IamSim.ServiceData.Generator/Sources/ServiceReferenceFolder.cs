using System.Text.Json;

namespace IamSim.ServiceData.Generator.Sources;

/// <summary>Reads a folder with AWS's own service reference: the index of services and one file for each, as AWS publishes them.</summary>
/// <remarks>
/// AWS says neither what a service is called nor which resource types an action requires: the prefix stands in for the name, and nothing is required.
/// See the Service Authorization Reference, "Simplified AWS service information for programmatic access".
/// </remarks>
internal static class ServiceReferenceFolder
{
    private static readonly string[] IndexNames = ["service-list.json", "services.json", "index.json"];

    public static bool IsIn(string folder) => FindIndex(folder) is not null;

    /// <param name="folder">The folder.</param>
    /// <param name="date">The day on which the files were fetched, which AWS does not write into them.</param>
    public static SourceCatalogue Read(string folder, DateOnly date)
    {
        JsonFile index = JsonFile.Read(FindIndex(folder) ?? Path.Combine(folder, IndexNames[0]));
        if (index.Root.ValueKind != JsonValueKind.Array)
        {
            throw index.Fault($"{index.Root.ValueKind}", "an array of objects with 'service' and 'url'");
        }

        SourceService[] services = [.. index.Root.EnumerateArray().Select(entry => ReadService(folder, index.Text(entry, "service")))];
        return new SourceCatalogue(date, [$"AWS service reference information {date:yyyy-MM-dd}"], services);
    }

    private static string? FindIndex(string folder) => IndexNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static SourceService ReadService(string folder, string prefix)
    {
        string[] candidates = [Path.Combine(folder, prefix + ".json"), Path.Combine(folder, "v1", prefix, prefix + ".json"), Path.Combine(folder, prefix, prefix + ".json")];
        JsonFile file = JsonFile.Read(candidates.FirstOrDefault(File.Exists) ?? candidates[0]);
        string name = file.Text(file.Root, "Name");
        if (name != prefix)
        {
            throw file.Fault($"the service '{name}'", $"'{prefix}', as the index says");
        }

        return new SourceService(
            prefix,
            prefix,
            [.. file.Items(file.Root, "Actions").Select(action => ReadAction(file, action))],
            [.. file.Items(file.Root, "Resources").Select(type => new SourceResourceType(file.Text(type, "Name"), file.Texts(type, "ARNFormats"), file.Texts(type, "ConditionKeys")))],
            [.. file.Items(file.Root, "ConditionKeys").Select(key => ReadKey(file, key))]);
    }

    private static SourceAction ReadAction(JsonFile file, JsonElement action) => new(
        file.Text(action, "Name"),
        ReadAccessLevel(file, action),
        IsPermissionOnly: false,
        [.. file.Items(action, "Resources").Select(row => new SourceRow(file.Text(row, "Name"), IsRequired: false, [], []))],
        file.Texts(action, "ActionConditionKeys"),
        DependentActions: []);

    private static AccessLevel ReadAccessLevel(JsonFile file, JsonElement action) =>
        file.Optional(action, "Annotations", JsonValueKind.Object) is { } annotations && file.Optional(annotations, "Properties", JsonValueKind.Object) is { } properties
            ? AccessLevels.Of(file.Flag(properties, "IsPermissionManagement"), file.Flag(properties, "IsTaggingOnly"), file.Flag(properties, "IsList"), file.Flag(properties, "IsWrite"))
            : AccessLevel.Unknown;

    private static SourceConditionKey ReadKey(JsonFile file, JsonElement key)
    {
        IReadOnlyList<string> types = file.Texts(key, "Types");
        return KeyTypes.Parse(file.Text(key, "Name"), types) ?? throw file.Fault($"'{string.Join(", ", types)}' as 'Types'", "String, Numeric, Date, Bool, IPAddress, ARN or Binary, or ArrayOf one of them");
    }
}
