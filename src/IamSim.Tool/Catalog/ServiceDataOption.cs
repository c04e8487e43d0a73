using System.CommandLine;
using IamSim.ServiceData;

namespace IamSim.Tool.Catalog;

/// <summary>The option <c>--service-data FILE</c>, and reading what it names.</summary>
internal static class ServiceDataOption
{
    public static Option<string?> Create() =>
        new("--service-data") { Description = "A catalog file to use instead of the one that ships with the tool.", HelpName = "file" };

    /// <summary>Opens the catalog; tells on standard error why it cannot be read.</summary>
    public static ServiceReference? Open(string? path)
    {
        if (path is null)
        {
            return ServiceReference.Default;
        }

        try
        {
            return ServiceReference.Load(path);
        }
        catch (ServiceReferenceFormatException exception)
        {
            Console.Error.WriteLine($"iamsim: {Diagnostics.PrintableText.Line(exception.Message)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Console.Error.WriteLine($"iamsim: cannot read {Diagnostics.PrintableText.Line(path)}: {Diagnostics.PrintableText.Line(exception.Message)}");
        }

        return null;
    }
}
