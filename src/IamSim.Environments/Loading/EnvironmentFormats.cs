using IamSim.Environments.Formats;

namespace IamSim.Environments.Loading;

/// <summary>The formats that are understood. The first that can read a document reads it.</summary>
internal static class EnvironmentFormats
{
    public static IEnvironmentFormat[] All { get; } =
    [
        new AuthorizationDetailsFormat(),
    ];
}
