namespace IamSim.Linting.Rules;

/// <summary>Addresses inside a VPC without the VPC: another VPC has the same ones.</summary>
internal sealed class VpcSourceIpRule : ILintRule
{
    private static readonly string[] Partners = ["aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn"];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        bool? isDenied = null;
        foreach (LintedStatement statement in policy.Statements)
        {
            if (statement.Conditions.FirstOrDefault(static condition => condition.Compares() && condition.IsKey("aws:VpcSourceIp")) is not { } condition || Array.Exists(Partners, statement.Compares))
            {
                continue;
            }

            // What a Deny lets past, another Deny may stop.
            isDenied ??= policy.Statements.Any(static other => other.IsDeny && Array.Exists(Partners, other.Compares));
            if (statement.IsDeny && isDenied == true)
            {
                continue;
            }

            string help = statement.IsDeny ? "deny what comes from other VPCs in a statement of its own, by aws:SourceVpc or aws:SourceVpce" : "add aws:SourceVpc or aws:SourceVpce to the Condition";
            reporter.Report(LintDescriptors.VpcSourceIpAlone, condition.Key.Key.Span, "other people's VPCs have the same private addresses, and nothing here says which VPC is meant", help);
        }
    }
}
