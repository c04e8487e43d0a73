using IamSim.Diagnostics;

namespace IamSim.Policies;

/// <summary>A text is not a policy document. Carries every finding, not only the first.</summary>
public sealed class PolicyParseException : FormatException
{
    internal PolicyParseException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join('\n', diagnostics))
    {
        Diagnostics = diagnostics;
    }

    /// <summary>All findings in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
