using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Linting.Rules;

/// <summary>aws:ResourceTag in a statement about actions whose requests never carry it: the statement is not about them.</summary>
internal sealed class ResourceTagRule : ILintRule
{
    private const string Prefix = "aws:ResourceTag/";

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements)
        {
            LintedCondition? condition = statement.Conditions.FirstOrDefault(static condition => condition.FailsWithoutKey() && condition.KeyName.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
            if (condition is null || (!statement.IsAllow && !statement.IsDeny))
            {
                continue;
            }

            if (statement.IsNotAction)
            {
                CheckNotAction(statement, condition, reporter);
            }
            else
            {
                CheckActions(statement, condition, reporter);
            }
        }
    }

    private static void CheckNotAction(LintedStatement statement, LintedCondition condition, LintReporter reporter)
    {
        (DiagnosticDescriptor descriptor, string effect) = statement.IsDeny
            ? (LintDescriptors.DenyNotActionByTag, "denies")
            : (LintDescriptors.AllowNotActionByTag, "allows");
        reporter.Report(descriptor, condition.Key.Key.Span, $"NotAction reaches many actions that never carry {JsonNode.Quote(condition.KeyName)}, and those the statement never {effect}", "name the actions in Action");
    }

    private static void CheckActions(LintedStatement statement, LintedCondition condition, LintReporter reporter)
    {
        LintedAction[] untagged = [.. statement.Actions.Where(action => !action.IsEverything && action.Expansion.Count > 0 && action.Expansion.All(known => known.FindConditionKey(condition.KeyName) is null))];
        if (untagged.Length == 0)
        {
            return;
        }

        (DiagnosticDescriptor descriptor, string effect) = statement.IsDeny ? (LintDescriptors.DenyByUnsupportedTag, "denies") : (LintDescriptors.AllowByUnsupportedTag, "allows");
        string subject = ListedNames.Of(untagged, static action => action.Text);
        string verb = untagged.Length == 1 ? "carries" : "carry";
        string pronoun = untagged.Length == 1 ? "it" : "them";
        reporter.Report(descriptor, untagged[0].Value.Span, $"{subject} never {verb} {JsonNode.Quote(condition.KeyName)}, so the statement never {effect} {pronoun}", $"move {pronoun} to a statement without the key");
    }
}
