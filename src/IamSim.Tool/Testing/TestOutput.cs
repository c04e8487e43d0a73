using IamSim.Diagnostics;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary>Writes reports to everywhere that a command line asks for.</summary>
internal sealed class TestOutput(TestArguments arguments)
{
    /// <summary>Writes a report.</summary>
    /// <returns>The exit code.</returns>
    public int Write(TestReport report)
    {
        foreach (string fault in report.Faults.Concat(report.Shortfalls))
        {
            Console.Error.WriteLine($"iamsim: {fault}");
        }

        using (ITestPrinter printer = arguments.Format == "json" ? new JsonTestPrinter() : new TextTestPrinter(arguments))
        {
            printer.Print(report);
        }

        if (arguments.Annotates)
        {
            // A command is one where it begins a line, also of standard error, beside JSON on standard output.
            using var annotations = new TextOutput(toError: arguments.Format == "json");
            TestAnnotations.Write(report, annotations);
        }

        bool isWritten = WriteFile(arguments.JUnit, stream => JUnitReport.Write(report, stream));
        isWritten &= WriteFile(arguments.Sarif, stream => TestSarif.Write(report, stream));
        if (report.Coverage is { } coverage)
        {
            isWritten &= WriteFile(arguments.CoverageHtml, stream => WriteHtml(coverage, stream));
            isWritten &= WriteFile(arguments.Cobertura, stream => coverage.WriteCobertura(stream));
        }

        return isWritten ? report.ExitCode : ExitCode.CannotAnswer;
    }

    private static void WriteHtml(PolicyCoverage coverage, Stream stream)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        coverage.WriteHtml(writer);
    }

    private static bool WriteFile(string? path, Action<Stream> write)
    {
        if (path is null || WholeFile.TryWrite(path, write, overwrites: true, out string? fault))
        {
            return true;
        }

        Console.Error.WriteLine($"iamsim: {PrintableText.Line(fault)}");
        return false;
    }
}
