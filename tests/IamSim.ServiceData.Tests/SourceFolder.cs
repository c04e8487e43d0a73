namespace IamSim.ServiceData.Tests;

/// <summary>The unpacked packages that the embedded catalog was made of, where the environment variables name them.</summary>
internal static class SourceFolder
{
    public const string Variable = "IAMSIM_SERVICE_DATA_SOURCE";
    public const string SupplementVariable = "IAMSIM_SERVICE_DATA_SUPPLEMENT";

    public static string? Package => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    public static string? Supplement => Environment.GetEnvironmentVariable(SupplementVariable) is { Length: > 0 } folder ? folder : null;
}
