namespace IamSim.Tool.Validation;

/// <summary>A file to validate. Immutable.</summary>
/// <param name="Path">The path as it was given or found; <c>-</c> for standard input.</param>
/// <param name="Fault">Why it is not read, fit for a terminal; <c>null</c> when it is.</param>
internal sealed record PolicyFile(string Path, string? Fault = null)
{
    /// <summary>Whether it was found in a folder. Then a pipe or a device, which have no length and might never end, is as good as empty.</summary>
    public bool IsFound { get; init; }
}
