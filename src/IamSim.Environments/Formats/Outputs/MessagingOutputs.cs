using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Outputs;

/// <summary>Outputs of <c>aws sqs</c> and <c>aws sns</c>.</summary>
internal static class MessagingOutputs
{
    public static IEnvironmentFormat[] Formats { get; } =
    [
        new CommandOutputFormat("aws sqs get-queue-attributes", static document => HasAttribute(document, "QueueArn") || (document.File.IsFrom("get-queue-attributes") && document.Root.TryGetObject("Attributes", out _)), ReadQueue),
        new CommandOutputFormat("aws sns get-topic-attributes", static document => HasAttribute(document, "TopicArn") || (document.File.IsFrom("get-topic-attributes") && document.Root.TryGetObject("Attributes", out _)), ReadTopic),
        new CommandOutputFormat("aws sqs list-queue-tags", static document => document.File.IsFrom("list-queue-tags") && HasTagsOrSaysNone(document), ReadQueueTags),
        new CommandOutputFormat("aws sns list-tags-for-resource", static document => document.File.IsFrom("list-tags-for-resource") && document.File.IsBelow("sns") && HasTagsOrSaysNone(document), ReadTopicTags),
    ];

    private static bool HasAttribute(in EnvironmentDocument document, string name) =>
        document.Root.TryGetObject("Attributes", out JsonNode attributes) && attributes.GetText(name) is not null;

    // The CLI prints nothing of a queue without tags.
    private static bool HasTagsOrSaysNone(in EnvironmentDocument document) => document.Root.TryGetProperty("Tags", out _) || OutputPlaces.IsEmpty(document);

    private static void ReadQueue(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        document.Root.TryGetObject("Attributes", out JsonNode attributes);
        string? arn = attributes.GetText("QueueArn") ?? OutputPlaces.Arn(document.File, "sqs", "");
        if (OutputPlaces.Resource(arn, attributes, "queue", "REGION/sqs/get-queue-attributes/NAME.json", builder) is not { } queue)
        {
            return;
        }

        // Who asked for some attributes only may not have asked for the policy.
        if (attributes.TryGetProperty("Policy", out _) || attributes.GetText("CreatedTimestamp") is not null)
        {
            ResourceItems.ReadPolicy(queue, attributes, "Policy", builder);
        }
    }

    private static void ReadTopic(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        document.Root.TryGetObject("Attributes", out JsonNode attributes);
        string? arn = attributes.GetText("TopicArn") ?? OutputPlaces.Arn(document.File, "sns", "");
        if (OutputPlaces.Resource(arn, attributes, "topic", "REGION/sns/get-topic-attributes/NAME.json", builder) is { } topic)
        {
            ResourceItems.ReadPolicy(topic, attributes, "Policy", builder);
        }
    }

    private static void ReadQueueTags(EnvironmentDocument document, EnvironmentBuilder builder) =>
        ReadTags(document, OutputPlaces.Arn(document.File, "sqs", ""), "queue", "REGION/sqs/list-queue-tags/NAME.json", builder);

    private static void ReadTopicTags(EnvironmentDocument document, EnvironmentBuilder builder) =>
        ReadTags(document, OutputPlaces.Arn(document.File, "sns", ""), "topic", "REGION/sns/list-tags-for-resource/NAME.json", builder);

    private static void ReadTags(in EnvironmentDocument document, string? arn, string what, string layout, EnvironmentBuilder builder)
    {
        if (OutputPlaces.Resource(arn, document.Root, what, layout, builder) is { } resource)
        {
            ResourceItems.SetTags(resource, document.Root, "Tags");
        }
    }
}
