using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats.Outputs;

/// <summary>Outputs of <c>aws ecr</c>.</summary>
internal static class EcrOutputs
{
    public static IEnvironmentFormat[] Formats { get; } =
    [
        new CommandOutputFormat("aws ecr get-repository-policy", static document => OutputPlaces.SaysNone(document, "get-repository-policy") || (document.Root.TryGetProperty("policyText", out _) && document.Root.GetText("repositoryName") is not null), ReadPolicy),
        new CommandOutputFormat("aws ecr describe-repositories", static document => document.Root.TryGetArray("repositories", out _), ReadRepositories),
    ];

    private static void ReadPolicy(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        JsonNode root = document.Root;
        // The registry is the account; only the Region has to come from the path.
        string? account = root.GetText("registryId") is { } id && AccountId.IsValid(id) ? id : document.File.AccountId;
        string? arn = account is not null && document.File.Region is { } region
            ? $"arn:{ResourceArns.PartitionOf(region)}:ecr:{region}:{account}:repository/{root.GetText("repositoryName") ?? document.File.Stem}"
            : null;
        if (OutputPlaces.Resource(arn, root, "repository", "REGION/ecr/get-repository-policy/NAME.json", builder) is { } repository)
        {
            ResourceItems.ReadPolicy(repository, root, "policyText", builder);
        }
    }

    private static void ReadRepositories(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        foreach (JsonNode item in document.Root.GetItems("repositories"))
        {
            string? arn = item.GetText("repositoryArn") ?? (item.GetText("repositoryName") is { } name ? ResourceArns.Regional(document.File, "ecr", $"repository/{name}") : null);
            OutputPlaces.Resource(arn, item, "repository", "REGION/ecr/describe-repositories.json", builder);
        }
    }
}
