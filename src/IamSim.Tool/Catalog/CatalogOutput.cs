using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.ServiceData;

namespace IamSim.Tool.Catalog;

/// <summary>Prints answers from the catalog, as a table for people or as one JSON object; each says the date of the data.</summary>
internal static class CatalogOutput
{
    public static void Text(ServiceReference reference, Action<TextWriter> write)
    {
        using var output = new StreamWriter(StandardOutput.Open());
        write(output);
        output.Write($"\n{CatalogWords.Source(reference)}\n");
    }

    public static void Json(ServiceReference reference, Action<Utf8JsonWriter> write)
    {
        using Stream output = StandardOutput.Open();
        using var buffer = new BufferedStream(output, 1 << 16);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = PrintableText.JsonEncoder }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("serviceData");
            writer.WriteString("date", $"{reference.Date:yyyy-MM-dd}");
            WriteNames(writer, "sources", reference.Sources);
            writer.WriteEndObject();
            write(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }

    public static void WriteActions(Utf8JsonWriter writer, IEnumerable<ActionDefinition> actions)
    {
        writer.WriteStartArray("actions");
        foreach (ActionDefinition action in actions)
        {
            writer.WriteStartObject();
            writer.WriteString("action", action.FullName);
            writer.WriteString("accessLevel", CatalogWords.NameOf(action.AccessLevel));
            writer.WriteBoolean("permissionOnly", action.IsPermissionOnly);
            writer.WriteStartArray("resourceTypes");
            foreach (ActionResourceType row in action.ResourceTypes)
            {
                writer.WriteStartObject();
                writer.WriteString("name", row.Name);
                writer.WriteBoolean("required", row.IsRequired);
                WriteNames(writer, "conditionKeys", row.ConditionKeys.Select(static key => key.Name));
                WriteNames(writer, "dependentActions", row.DependentActions);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            WriteNames(writer, "conditionKeys", action.ConditionKeys.Select(static key => key.Name));
            WriteNames(writer, "dependentActions", action.DependentActions);
            writer.WriteEndObject();
            writer.Flush();
        }

        writer.WriteEndArray();
    }

    public static void WriteKeys(Utf8JsonWriter writer, IEnumerable<ConditionKeyDefinition> keys)
    {
        writer.WriteStartArray("conditionKeys");
        foreach (ConditionKeyDefinition key in keys)
        {
            writer.WriteStartObject();
            writer.WriteString("key", key.Name);
            WriteNames(writer, "types", key.Types.Select(CatalogWords.Of));
            writer.WriteBoolean("multivalued", key.IsMultivalued);
            writer.WriteBoolean("template", key.IsTemplate);
            writer.WriteBoolean("mayBeAbsent", key.MayBeAbsent);
            writer.WriteBoolean("global", key.IsGlobal);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteResourceTypes(Utf8JsonWriter writer, IEnumerable<ResourceTypeDefinition> types)
    {
        writer.WriteStartArray("resourceTypes");
        foreach (ResourceTypeDefinition type in types)
        {
            writer.WriteStartObject();
            writer.WriteString("service", type.Service);
            writer.WriteString("name", type.Name);
            WriteNames(writer, "arnPatterns", type.ArnPatterns);
            WriteNames(writer, "conditionKeys", type.ConditionKeys.Select(static key => key.Name));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteKeys(TextWriter output, IEnumerable<ConditionKeyDefinition> keys)
    {
        var table = new Columns("KEY", "TYPE", "PRESENT");
        foreach (ConditionKeyDefinition key in keys)
        {
            table.Add(key.Name, CatalogWords.TypesOf(key), key.MayBeAbsent ? "sometimes" : "always");
        }

        table.Write(output);
    }

    private static void WriteNames(Utf8JsonWriter writer, string name, IEnumerable<string> names)
    {
        writer.WriteStartArray(name);
        foreach (string one in names)
        {
            writer.WriteStringValue(one);
        }

        writer.WriteEndArray();
    }
}
