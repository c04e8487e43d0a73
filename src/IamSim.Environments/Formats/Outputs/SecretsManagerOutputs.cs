using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Outputs;

/// <summary>Outputs of <c>aws secretsmanager</c>.</summary>
internal static class SecretsManagerOutputs
{
    public static IEnvironmentFormat[] Formats { get; } =
    [
        new CommandOutputFormat("aws secretsmanager get-resource-policy", static document => document.File.IsFrom("get-resource-policy") || IsSecret(document.Root), ReadPolicy),
        new CommandOutputFormat("aws secretsmanager list-secrets", static document => document.Root.TryGetArray("SecretList", out _), ReadSecrets),
    ];

    /// <summary>The secret of an ARN, which requests may also name without the six characters behind its name.</summary>
    public static ResourceParts Secret(string arn, SourcePlace place, EnvironmentBuilder builder)
    {
        ResourceParts secret = ResourceItems.Get(arn, place, builder);
        if (arn.Length > 7 && arn[^7] == '-')
        {
            secret.Aliases.Add(arn[..^7]);
        }

        return secret;
    }

    private static bool IsSecret(JsonNode node) => node.GetText("ARN")?.Contains(":secretsmanager:", StringComparison.Ordinal) == true && node.GetText("Name") is not null;

    private static void ReadPolicy(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        // The name in the path is not the whole of its ARN, which another file tells.
        if (OutputPlaces.IsEmpty(document) && OutputPlaces.Arn(document.File, "secretsmanager", "secret:") is { } name)
        {
            builder.NamesWithoutPolicy.Add(name);
        }
        else if (Secret(document.Root, builder) is { } secret)
        {
            ResourceItems.ReadPolicy(secret, document.Root, "ResourcePolicy", builder);
        }
    }

    private static void ReadSecrets(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        foreach (JsonNode item in document.Root.GetItems("SecretList"))
        {
            if (Secret(item, builder) is { } secret)
            {
                ResourceItems.AddTags(secret, item.GetTags("Tags") ?? new Dictionary<string, string>(StringComparer.Ordinal));
            }
        }
    }

    // The six characters behind the name are only in the ARN, so that no path could say it.
    private static ResourceParts? Secret(JsonNode item, EnvironmentBuilder builder)
    {
        if (item.GetText("ARN") is { } arn && ResourceArns.AccountOf(arn) is not null)
        {
            return Secret(arn, PolicyTexts.PlaceOf(item), builder);
        }

        builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item, "a secret without ARN", "expected \"ARN\": \"arn:aws:secretsmanager:eu-central-1:111122223333:secret:name-AbCdEf\"");
        return null;
    }
}
