namespace IamSim.Linting;

/// <summary>How grave the settings say a kind of finding is. <c>default</c> is the gravest.</summary>
public enum LintSeverity
{
    /// <summary>An error.</summary>
    Error,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Not told at all.</summary>
    Off,
}
