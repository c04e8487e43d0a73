using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Keys that say what the caller wrote into a header.</summary>
internal sealed class UntrustworthyKeyRule : ILintRule
{
    private static readonly string[] Headers = ["aws:Referer", "aws:UserAgent"];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements)
        {
            // Services put their customer's account there; whether that is enough is another question.
            PrincipalElement? principal = statement.Statement.Principal;
            if (principal is { Wildcard: null } && principal.Groups.All(static group => group.Kind.Text == "Service"))
            {
                continue;
            }

            foreach (LintedCondition condition in statement.Conditions)
            {
                if (condition.Compares() && Array.Exists(Headers, condition.IsKey))
                {
                    reporter.Report(LintDescriptors.UntrustworthyKey, condition.Key.Key.Span, $"{JsonNode.Quote(condition.KeyName)} is a header that the caller writes at will, so it proves nothing", "use a key that AWS sets, such as aws:PrincipalArn or aws:SourceVpce");
                }
            }
        }
    }
}
