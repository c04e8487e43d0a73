namespace IamSim.Tool.Testing;

/// <summary>Prints reports to standard output.</summary>
internal interface ITestPrinter : IDisposable
{
    void Print(TestReport report);
}
