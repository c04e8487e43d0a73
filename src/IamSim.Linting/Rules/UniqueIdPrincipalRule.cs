using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Principals written as the id that AWS puts in the place of a deleted user or role (PRIN-12).</summary>
internal sealed class UniqueIdPrincipalRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements)
        {
            PrincipalElement? element = statement.Statement.Principal ?? statement.Statement.NotPrincipal;
            foreach (PolicyValue value in (element?.Groups ?? []).Where(static group => group.Kind.Text == "AWS").SelectMany(static group => group.Values))
            {
                if (KindOf(value.Text) is { } kind)
                {
                    reporter.Report(LintDescriptors.UniqueIdPrincipal, value.Span, $"{JsonNode.Quote(value.Text)} is the unique id of a {kind}, which AWS shows where the {kind} was deleted; a new one of the same name is another", $"write the ARN of the {kind}");
                }
            }
        }
    }

    private static string? KindOf(string text) => text.Length is < 16 or > 128 || !text.All(char.IsAsciiLetterOrDigit) ? null
        : text.StartsWith("AROA", StringComparison.Ordinal) ? "role"
        : text.StartsWith("AIDA", StringComparison.Ordinal) ? "user" : null;
}
