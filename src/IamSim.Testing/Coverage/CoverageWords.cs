namespace IamSim.Testing;

/// <summary>What reports call things.</summary>
internal static class CoverageWords
{
    public static string Kind(CoveredElementKind kind) => kind switch
    {
        CoveredElementKind.Condition => "condition",
        CoveredElementKind.ConditionValue => "value",
        _ => kind.ToString(),
    };

    public static string Layer(DecisionSource layer) => layer switch
    {
        DecisionSource.ResourceControl => "resource control",
        DecisionSource.ServiceControl => "service control",
        DecisionSource.VpcEndpoint => "VPC endpoint",
        DecisionSource.Resource => "resource",
        DecisionSource.Identity => "identity",
        DecisionSource.PermissionsBoundary => "permissions boundary",
        DecisionSource.Session => "session",
        DecisionSource.NamedRule => "rules of services",
        _ => "nothing granted",
    };

    /// <summary>Why a part is not covered.</summary>
    public static string Why(ElementCoverage element) => element switch
    {
        { Kind: CoveredElementKind.Condition, Cases: 0, FailedCases: 0 } => "no case gets to it",
        { Kind: CoveredElementKind.Condition, Cases: 0 } => "it holds for no case",
        { Kind: CoveredElementKind.Condition } => "it fails for no case",
        { Kind: CoveredElementKind.ConditionValue } => "no case has it",
        { Kind: CoveredElementKind.NotAction or CoveredElementKind.NotResource or CoveredElementKind.NotPrincipal } => "it keeps no case out",
        _ => "no case is decided through it",
    };
}
