using IamSim.Environments;

namespace IamSim.Testing.Suites;

/// <summary>What suites ask, with the compiled policies that they share. Thread-safe.</summary>
internal sealed class SuiteSubject(PolicyTestSubject subject)
{
    public PolicyTestSubject Subject { get; } = subject;

    /// <summary>Decides, and keeps what it compiled for later runs.</summary>
    public PolicyTestRunner Runner { get; } = new();

    /// <summary>The environment; <c>null</c> for policies that stand in the suite.</summary>
    public AwsEnvironment? Environment => Subject.Analyzer?.Environment;
}
