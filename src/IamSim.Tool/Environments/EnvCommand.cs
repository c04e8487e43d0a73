using System.CommandLine;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim env</c>: what is about an environment itself.</summary>
internal static class EnvCommand
{
    public static Command Create() => new("env", "Looks at an environment itself.") { EnvCheckCommand.Create() };
}
