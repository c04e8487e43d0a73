namespace IamSim.Tool.Testing;

/// <summary>Prints reports to standard output.</summary>
internal interface ITestPrinter : IDisposable
{
    public void Print(TestReport report);
}
