using System.Text.Json;
using IamSim.Conditions;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Near misses and fixes.</summary>
internal sealed partial class ExplanationJson
{
    private void WriteNearMiss(NearMiss miss)
    {
        writer.WriteStartObject();
        WriteEnum("kind", miss.Kind);
        writer.WriteString("resource", miss.Resource);
        writer.WriteBoolean("accessPoint", miss.IsAccessPoint);
        writer.WriteNumber("level", miss.Statement.Level);
        Optional("levelName", miss.Level?.Name);
        writer.WriteNumber("distance", miss.Distance);
        WriteStatementPlace("statement", miss.Statement.Statement);
        WriteArray("failed", miss.Failed, element => WriteElement(element, miss.Statement.Statement.Source, miss.Resource));
        writer.WriteString("text", Wording.Plain(NearMissText.Describe(miss)));
        writer.WriteEndObject();
    }

    private void WriteFix(ProposedFix fix)
    {
        writer.WriteStartObject();
        writer.WriteString("text", fix.ToString());
        WriteArray("changes", fix.Changes, WriteChange);
        writer.WriteEndObject();
    }

    private void WriteChange(ProposedChange change)
    {
        writer.WriteStartObject();
        switch (change)
        {
            case ContextKeyChange context:
                WriteContextKeyChange(context);
                break;
            case AllowAddition addition:
                WriteAllowAddition(addition);
                break;
            case DenyRemoval removal:
                writer.WriteString("change", "denyRemoval");
                WriteEnum("kind", removal.Kind);
                WriteStatementPlace("statement", removal.Statement);
                writer.WriteBoolean("removesPolicy", removal.RemovesPolicy);
                break;
            case PublicAccessBlockRemoval:
                writer.WriteString("change", "publicAccessBlockRemoval");
                break;
        }

        writer.WriteString("text", change.ToString());
        writer.WriteEndObject();
    }

    private void WriteContextKeyChange(ContextKeyChange change)
    {
        writer.WriteString("change", "contextKey");
        writer.WriteString("key", change.Key);
        WriteValue("value", change.Value);
        WriteValue("previous", change.Previous);
        writer.WriteBoolean("isExample", change.IsExample);
        Optional("pattern", change.Pattern);
    }

    private void WriteValue(string name, ContextValue value)
    {
        if (!value.IsAbsent)
        {
            writer.WritePropertyName(name);
            WriteValue(value);
        }
    }

    private void WriteAllowAddition(AllowAddition addition)
    {
        writer.WriteString("change", "allowAddition");
        WriteEnum("kind", addition.Kind);
        writer.WriteNumber("level", addition.Level);
        Optional("levelName", addition.LevelName);
        writer.WriteBoolean("accessPoint", addition.IsAccessPoint);
        writer.WritePropertyName("policy");
        using (JsonDocument policy = JsonDocument.Parse(addition.Addition.ToJson()))
        {
            policy.RootElement.WriteTo(writer);
        }

        if (addition.Existing is { } existing)
        {
            writer.WriteStartObject("existing");
            WriteDocumentMembers(existing);
            writer.WriteEndObject();
        }
    }
}
