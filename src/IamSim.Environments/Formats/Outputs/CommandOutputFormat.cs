using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Outputs;

/// <summary>What one command of the AWS CLI about one resource, or about the resources of a Region, prints.</summary>
/// <param name="name">The command.</param>
/// <param name="isOutput">Whether a document is such an output.</param>
/// <param name="read">Reads it.</param>
internal sealed class CommandOutputFormat(string name, Predicate<EnvironmentDocument> isOutput, Action<EnvironmentDocument, EnvironmentBuilder> read) : IEnvironmentFormat
{
    public string Name => name;

    public bool CanRead(in EnvironmentDocument document) => document.Root.Kind == JsonKind.Object && isOutput(document);

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        read(document, builder);
        ComplainAboutMissingPage(document, builder);
    }

    // A name such as list-aliases-2.json is a page among others.
    private static void ComplainAboutMissingPage(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        string stem = document.File.Stem;
        bool isPage = stem.LastIndexOf('-') is var dash and > 0 && dash < stem.Length - 1 && stem.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0 && stem.StartsWith("list-", StringComparison.Ordinal);
        if (isPage)
        {
            return;
        }

        foreach (string member in (ReadOnlySpan<string>)["NextToken", "NextMarker", "nextToken"])
        {
            if (document.Root.GetText(member) is not null && document.Root.TryGetProperty(member, out JsonNode next))
            {
                builder.Findings.Add(EnvironmentDiagnostics.MissingPage, next, "the output says that there are more pages", "call the command without --max-items and --no-paginate, or save every page");
                return;
            }
        }
    }
}
