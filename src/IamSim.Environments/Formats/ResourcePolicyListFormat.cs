using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats;

/// <summary>A list of resources with their policies, of no particular service: <c>[{"Resource": arn, "Policy": …, "Account": id}]</c>, or one of its items.</summary>
internal sealed class ResourcePolicyListFormat : IEnvironmentFormat
{
    public string Name => "a list of resources with their policies";

    public bool CanRead(in EnvironmentDocument document) =>
        document.Root.Kind == JsonKind.Array ? document.Root.ToList() is [var first, ..] && IsItem(first) : IsItem(document.Root);

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        foreach (JsonNode item in document.Root.Kind == JsonKind.Array ? document.Root.ToList() : [document.Root])
        {
            ReadItem(item, document.File, builder);
        }
    }

    private static bool IsItem(JsonNode node) => node.Kind == JsonKind.Object && node.GetText("Resource") is not null && node.TryGetProperty("Policy", out _);

    private static void ReadItem(JsonNode item, EnvironmentFile file, EnvironmentBuilder builder)
    {
        if (item.GetText("Resource") is not { } arn || !Arn.TryParse(arn, out _))
        {
            string found = item.GetText("Resource") is { } text ? $", but {JsonNode.Quote(text)}" : "";
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item, $"a resource without ARN{found}", "expected \"Resource\": \"arn:aws:s3:::reports\"");
            return;
        }

        ResourceParts resource = ResourceItems.Get(arn, PolicyTexts.PlaceOf(item), builder);
        if (item.TryGetProperty("Policy", out _))
        {
            ResourceItems.ReadPolicy(resource, item, "Policy", builder);
        }

        ReadOwner(item, resource, file, builder);
    }

    private static void ReadOwner(JsonNode item, ResourceParts resource, EnvironmentFile file, EnvironmentBuilder builder)
    {
        if (item.GetText("Account") is { } written && !AccountId.IsValid(written) && item.TryGetProperty("Account", out JsonNode at))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, at, $"{JsonNode.Quote(written)} is no account id", "expected twelve digits in quotes");
        }
        else if ((item.GetText("Account") ?? (resource.OwnerAccountId is null ? file.AccountId : null)) is { } account)
        {
            ResourceItems.SetOwner(resource, account, item, builder);
        }
        else if (resource.OwnerAccountId is null)
        {
            builder.Findings.Add(EnvironmentDiagnostics.UnknownAccount, item, $"nothing says which account owns {JsonNode.Quote(resource.Arn)}", "add \"Account\": \"111122223333\"");
        }
    }
}
