namespace IamSim.Diagnostics;

/// <summary>How grave a finding is. <c>default</c> is <see cref="Error"/>.</summary>
public enum DiagnosticSeverity
{
    /// <summary>AWS refuses it.</summary>
    Error,

    /// <summary>AWS accepts it, but it surely does not mean what it seems to say.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Info,
}
