using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>NotResource in an Allow and NotPrincipal in a Deny: both reach whatever is not named, also what comes tomorrow (GRAM-56, PRIN-20, PRIN-21).</summary>
internal sealed class InvertedElementRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (PolicyStatement statement in policy.Statements.Select(static statement => statement.Statement))
        {
            if (statement is { Effect.Text: "Allow", NotResource: { } resource })
            {
                reporter.Report(LintDescriptors.AllowWithNotResource, resource.NameSpan, "NotResource in an Allow reaches every resource that is not named, also those to come", "name the resources under Resource, or allow more and deny these");
            }

            if (statement is { Effect.Text: "Deny", NotPrincipal: { } principal })
            {
                reporter.Report(LintDescriptors.DenyWithNotPrincipal, principal.NameSpan, "a Deny with NotPrincipal denies everyone whose account, role and session are not all named, and everyone with a permissions boundary", "write \"Principal\": \"*\" and a condition on aws:PrincipalArn");
            }
        }
    }
}
