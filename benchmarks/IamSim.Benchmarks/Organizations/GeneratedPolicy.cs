using System.Text;
using System.Text.Json;

namespace IamSim.Benchmarks.Organizations;

/// <summary>A policy as it stands in one account.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN; <c>null</c> for an inline policy.</param>
/// <param name="Document">Its text.</param>
internal sealed record GeneratedPolicy(string Name, string? Arn, byte[] Document)
{
    /// <summary>What stands for it at a role: <c>{PolicyName, PolicyArn}</c> or <c>{PolicyName, PolicyDocument}</c>.</summary>
    public byte[] Mention { get; } = Encoding.UTF8.GetBytes(Arn is null
        ? $$"""{"PolicyName":"{{Name}}","PolicyDocument":{{Encoding.UTF8.GetString(Document)}}}"""
        : $$"""{"PolicyName":"{{Name}}","PolicyArn":"{{Arn}}"}""");

    /// <summary>How many roles of the account have it.</summary>
    public int Attachments { get; set; }

    /// <summary>Writes it as an item of Policies.</summary>
    public void Write(Utf8JsonWriter writer, string id)
    {
        writer.WriteStartObject();
        writer.WriteString("PolicyName", Name);
        writer.WriteString("PolicyId", id);
        writer.WriteString(nameof(Arn), Arn);
        writer.WriteString("Path", "/");
        writer.WriteString("DefaultVersionId", "v1");
        writer.WriteNumber("AttachmentCount", Attachments);
        writer.WriteNumber("PermissionsBoundaryUsageCount", 0);
        writer.WriteBoolean("IsAttachable", true);
        writer.WriteString("CreateDate", "2024-05-06T07:08:09+00:00");
        writer.WriteString("UpdateDate", "2024-05-06T07:08:09+00:00");
        writer.WriteStartArray("PolicyVersionList");
        writer.WriteStartObject();
        writer.WritePropertyName(nameof(Document));
        writer.WriteRawValue(Document, skipInputValidation: true);
        writer.WriteString("VersionId", "v1");
        writer.WriteBoolean("IsDefaultVersion", true);
        writer.WriteString("CreateDate", "2024-05-06T07:08:09+00:00");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
