namespace IamSim.Tool.Environments;

/// <summary>Layers in words.</summary>
internal static class LayerName
{
    public static string Of(DecisionSource layer) => layer switch
    {
        DecisionSource.ResourceControl => "resource control policies",
        DecisionSource.ServiceControl => "service control policies",
        DecisionSource.VpcEndpoint => "VPC endpoint policy",
        DecisionSource.Resource => "resource policy",
        DecisionSource.Identity => "identity policies",
        DecisionSource.PermissionsBoundary => "permissions boundary",
        DecisionSource.Session => "session policies",
        DecisionSource.NamedRule => "a rule",
        _ => "",
    };
}
