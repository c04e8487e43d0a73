namespace IamSim.Linting;

/// <summary>How grave Access Analyzer calls a finding of policy validation. See the Access Analyzer API Reference, "ValidatePolicyFinding".</summary>
public enum AccessAnalyzerFindingType
{
    /// <summary>A part of the policy does not work.</summary>
    Error,

    /// <summary>The policy allows more than is good.</summary>
    SecurityWarning,

    /// <summary>The policy strays from what is advised, without harm to security.</summary>
    Warning,

    /// <summary>The policy could be better written.</summary>
    Suggestion,
}
