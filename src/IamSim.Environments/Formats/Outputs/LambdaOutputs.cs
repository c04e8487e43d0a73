using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Outputs;

/// <summary>Outputs of <c>aws lambda</c> beside the policy.</summary>
internal static class LambdaOutputs
{
    public static IEnvironmentFormat[] Formats { get; } =
    [
        new CommandOutputFormat("aws lambda list-functions", static document => document.Root.TryGetArray("Functions", out _), ReadFunctions),
        new CommandOutputFormat("aws lambda list-tags", static document => document.File.IsFrom("list-tags") && document.File.IsBelow("lambda") && (document.Root.TryGetProperty("Tags", out _) || OutputPlaces.IsEmpty(document)), ReadTags),
    ];

    private static void ReadFunctions(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        foreach (JsonNode item in document.Root.GetItems("Functions"))
        {
            string? arn = item.GetText("FunctionArn") ?? (item.GetText("FunctionName") is { } name ? ResourceArns.Regional(document.File, "lambda", $"function:{name}") : null);
            if (OutputPlaces.Resource(arn, item, "function", "REGION/lambda/list-functions.json", builder) is { } function && item.GetText("Role") is { } role)
            {
                function.ExecutionRoles.Add(role);
            }
        }
    }

    private static void ReadTags(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        if (OutputPlaces.Resource(OutputPlaces.Arn(document.File, "lambda", "function:"), document.Root, "function", "REGION/lambda/list-tags/NAME.json", builder) is { } function)
        {
            ResourceItems.SetTags(function, document.Root, "Tags");
        }
    }
}
