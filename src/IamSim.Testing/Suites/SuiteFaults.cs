using IamSim.Scenarios;

namespace IamSim.Testing.Suites;

/// <summary>The kinds of findings about members of suites.</summary>
internal static class SuiteFaults
{
    public static readonly MemberFaults Members = new(PolicyTestDiagnostics.UnknownMember, PolicyTestDiagnostics.MissingMember, PolicyTestDiagnostics.InvalidMember);
}
