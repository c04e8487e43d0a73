using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Linting.Rules;

/// <summary>Actions, and services of actions, that AWS does not have.</summary>
internal sealed class UnknownActionRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        // Of the services of trust policies and of resource control policies the validator knows better.
        bool checksServices = !policy.IsRoleTrust && policy.Kind != PolicyKind.ResourceControl;
        foreach (LintedAction action in policy.Statements.SelectMany(static statement => statement.Actions))
        {
            if (!action.IsWellFormed || action.IsEverything || action.HasWildcardInPrefix)
            {
                continue;
            }

            if (action.Service is { } service)
            {
                CheckName(action, service, policy.Services, reporter);
            }
            else if (checksServices && !ReferenceGaps.HasService(action.Prefix))
            {
                ReportService(action, policy.Services, reporter);
            }
        }
    }

    private static void CheckName(LintedAction action, ServiceDefinition service, ServiceReference services, LintReporter reporter)
    {
        // GRAM-44: of a name that no action can have the validator has told.
        if (!action.Name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '*' or '?' or '-' or '_' or '.' or '/') || ReferenceGaps.HasAction(action.Prefix, action.Text))
        {
            return;
        }

        if (action.HasWildcard)
        {
            if (!services.MatchesAnyAction(action.Text))
            {
                reporter.Report(LintDescriptors.UnknownAction, action.Value.Span, $"{JsonNode.Quote(action.Text)} matches no action of {service.Prefix}", $"as of {reporter.AsOf}; remove it, or look for a spelling mistake");
            }
        }
        else if (service.FindAction(action.Name) is null)
        {
            string? meant = reporter.IsFullOfWarnings ? null : CommonMisnomers.Action(action.Text) ?? Closest(action, service);
            reporter.Report(LintDescriptors.UnknownAction, action.Value.Span, $"{service.Prefix} has no action {JsonNode.Quote(action.Name)}", meant is null ? $"as of {reporter.AsOf}; remove it, or look for a spelling mistake" : $"did you mean '{meant}'? (as of {reporter.AsOf})");
        }
    }

    // Names of actions are long and begin with a verb: one with another verb is far from what was meant, however few letters differ.
    private static string? Closest(LintedAction action, ServiceDefinition service) =>
        Suggestion.Closest(action.Name, service.Actions.Select(static known => known.Name)) is { } name && action.Name.Length > 1 && AsciiFold.Equals(name.AsSpan(0, 2), action.Name.AsSpan(0, 2)) ? $"{service.Prefix}:{name}" : null;

    private static void ReportService(LintedAction action, ServiceReference services, LintReporter reporter)
    {
        string? meant = reporter.IsFullOfWarnings ? null : CommonMisnomers.Service(action.Prefix) ?? Suggestion.Closest(action.Prefix, services.ServicePrefixes);
        reporter.Report(LintDescriptors.UnknownServiceInAction, action.Value.Span, $"no service has the prefix {JsonNode.Quote(action.Prefix)}", meant is null ? $"as of {reporter.AsOf}; the prefix of a service stands in the Service Authorization Reference" : $"did you mean '{meant}'? (as of {reporter.AsOf})");
    }
}
