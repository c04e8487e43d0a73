using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats.Outputs;

/// <summary>Finds out which resource an output is about.</summary>
internal static class OutputPlaces
{
    /// <summary>The ARN of a resource in a Region: the name of the file, where that is one, or made from the path.</summary>
    /// <param name="file">The file.</param>
    /// <param name="service">The service prefix.</param>
    /// <param name="beginning">What stands in front of the name in the last part of the ARN, such as <c>key/</c>.</param>
    public static string? Arn(EnvironmentFile file, string service, string beginning)
    {
        string name = file.Stem;
        return Identifiers.Arn.TryParse(name, out Arn given) && given.Service.SequenceEqual(service) ? name
            : ResourceArns.Regional(file, service, name.StartsWith(beginning, StringComparison.Ordinal) ? name : beginning + name);
    }

    /// <summary>The resource of an ARN, or a finding that nothing says which one it is.</summary>
    /// <param name="arn">The ARN; <c>null</c> when it is not known.</param>
    /// <param name="at">Where it is told of.</param>
    /// <param name="what">What it is: a queue.</param>
    /// <param name="layout">The path below the account that would say it.</param>
    /// <param name="builder">Takes both.</param>
    public static ResourceParts? Resource(string? arn, JsonNode at, string what, string layout, EnvironmentBuilder builder)
    {
        if (arn is not null && Identifiers.Arn.TryParse(arn, out _))
        {
            return ResourceItems.Get(arn, PolicyTexts.PlaceOf(at), builder);
        }

        builder.Findings.Add(EnvironmentDiagnostics.UnknownAccount, at, $"nothing says which {what} this is about", $"save it as accounts/ACCOUNT/{layout}");
        return null;
    }

    /// <summary>Whether a document is <c>{}</c> in the folder of a command: AWS was asked and answered that there is none. A file that is missing says nothing.</summary>
    public static bool SaysNone(in EnvironmentDocument document, string command) => document.File.IsFrom(command) && IsEmpty(document);

    /// <summary>Whether a document is <c>{}</c>.</summary>
    public static bool IsEmpty(in EnvironmentDocument document) => document.Root.Kind == JsonKind.Object && document.Root.ToList() is [];
}
