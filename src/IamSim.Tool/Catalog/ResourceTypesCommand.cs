using System.CommandLine;
using System.CommandLine.Completions;
using IamSim.ServiceData;

namespace IamSim.Tool.Catalog;

/// <summary><c>iamsim resource-types SERVICE|ARN</c>: the resource types of a service, or those that an ARN can be.</summary>
internal static class ResourceTypesCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { HelpName = "name", Description = "A service prefix such as s3, or an ARN or a pattern of ARNs such as arn:aws:s3:::reports/*." };
        name.CompletionSources.Add(static _ => ServiceReference.Default.ServicePrefixes.Select(static prefix => new CompletionItem(prefix)));
        var format = new Option<string>("--format") { Description = "How to answer: for people or as JSON.", DefaultValueFactory = static _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        Option<string?> data = ServiceDataOption.Create();
        var command = new Command("resource-types", "Lists the resource types of a service with the forms of their ARNs, or those that an ARN can be.") { name, format, data };
        UnknownOptions.Refuse(name, command);
        command.SetAction(parsed => OutputFaults.Guard(() => Run(parsed.GetValue(name)!, parsed.GetValue(format)!, parsed.GetValue(data)), static () => ExitCode.Yes));
        return command;
    }

    private static int Run(string name, string format, string? data)
    {
        if (ServiceDataOption.Open(data) is not { } reference)
        {
            return ExitCode.CannotAnswer;
        }

        bool isArn = name.StartsWith("arn:", StringComparison.Ordinal) || name == "*";
        ResourceTypeDefinition[]? types = isArn ? [.. reference.FindResourceTypes(name)] : reference.FindService(name)?.ResourceTypes.ToArray();
        if (types is null)
        {
            return CatalogWords.Unknown(reference, "service", name, reference.ServicePrefixes);
        }

        if (isArn && types.Length == 0)
        {
            Console.Error.WriteLine($"iamsim: no resource type has ARNs such as '{Diagnostics.PrintableText.Line(name)}' in the {CatalogWords.Source(reference)}");
            return ExitCode.No;
        }

        if (format == "json")
        {
            CatalogOutput.Json(reference, writer => CatalogOutput.WriteResourceTypes(writer, types));
        }
        else
        {
            CatalogOutput.Text(reference, output => Write(output, types));
        }

        return ExitCode.Yes;
    }

    private static void Write(TextWriter output, ResourceTypeDefinition[] types)
    {
        if (types.Length == 0)
        {
            output.Write("No resource types: Resource must be * for all its actions\n");
            return;
        }

        var table = new Columns("SERVICE", "RESOURCE TYPE", "ARN");
        foreach (ResourceTypeDefinition type in types)
        {
            table.Add(type.Service, type.Name, type.ArnPatterns.Count == 0 ? "-" : string.Join(' ', type.ArnPatterns));
        }

        table.Write(output);
    }
}
