using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Linting.Rules;

/// <summary>A wildcard in front of the colon reaches services that the text does not suggest (GRAM-41, OQ-2).</summary>
internal sealed class ServicePrefixReachRule : ILintRule
{
    private const int MostShown = 4;

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedAction action in policy.Statements.SelectMany(static statement => statement.Actions).Where(static action => action is { IsWellFormed: true, IsEverything: false, HasWildcardInPrefix: true }))
        {
            if (reporter.IsFullOfWarnings)
            {
                return;
            }

            string pattern = AsciiFold.ToLower(action.Prefix);
            string[] services = [.. policy.Services.ServicePrefixes.Where(prefix => WildcardAlgebra.Matches(pattern, prefix))];
            if (services.Length > 1)
            {
                string more = services.Length > MostShown ? $" and {services.Length - MostShown} more" : "";
                reporter.Report(LintDescriptors.WideServicePrefix, action.Value.Span, $"{JsonNode.Quote(action.Text)} reaches {services.Length} services: {string.Join(", ", services.Take(MostShown))}{more}", "name the services that you mean");
            }
        }
    }
}
