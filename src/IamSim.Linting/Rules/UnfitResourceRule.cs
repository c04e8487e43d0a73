using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Linting.Rules;

/// <summary>Actions and resources of a statement that never come together in one request (GRAM-57).</summary>
internal sealed class UnfitResourceRule : ILintRule
{
    private const int Comparisons = 50_000;
    private const int MostPatternsShown = 3;

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        // A trust policy is about its role, and only "*" stands for it there.
        if (policy.IsRoleTrust)
        {
            return;
        }

        var budget = new WorkBudget(Comparisons);
        foreach (LintedStatement statement in policy.Statements)
        {
            bool isTold = statement is { IsNotAction: false, IsNotResource: false } && statement.Resources.Length > 0 && statement.Resources.All(static resource => resource.IsArn);
            if (isTold && !new Pairing(statement, reporter).TryCheck(ref budget))
            {
                return;
            }
        }
    }

    private sealed class Pairing(LintedStatement statement, LintReporter reporter)
    {
        private readonly Dictionary<ResourceTypeDefinition, bool> _fits = [];
        private readonly HashSet<LintedResource> _used = [];

        public bool TryCheck(ref WorkBudget budget)
        {
            var unfit = new List<LintedAction>();
            bool isComplete = true;
            foreach (LintedAction action in statement.Actions)
            {
                if (action.IsEverything || action.Expansion.Count == 0)
                {
                    isComplete = false;
                    continue;
                }

                bool fits = false;
                foreach (ActionResourceType type in action.Expansion.SelectMany(static definition => definition.ResourceTypes))
                {
                    if (!TryFit(type.ResourceType, ref budget, out bool one))
                    {
                        return false;
                    }

                    fits |= one;
                }

                if (!fits)
                {
                    unfit.Add(action);
                }
            }

            unfit.ForEach(Report);
            // With no action left for any resource, the actions say it all.
            if (isComplete && unfit.Count < statement.Actions.Length)
            {
                ReportUnusedResources();
            }

            return true;
        }

        private bool TryFit(ResourceTypeDefinition type, ref WorkBudget budget, out bool fits)
        {
            if (_fits.TryGetValue(type, out fits))
            {
                return true;
            }

            foreach (LintedResource resource in statement.Resources)
            {
                if (!budget.TryTake())
                {
                    return false;
                }

                if (type.CanMatch(resource.Text))
                {
                    _used.Add(resource);
                    fits = true;
                }
            }

            _fits.Add(type, fits);
            return true;
        }

        private void Report(LintedAction action)
        {
            string what = statement.IsDeny ? "denies nothing" : "allows nothing";
            if (action.Expansion.All(static definition => definition.IsResourceLess))
            {
                string subject = action.Expansion.Count == 1 ? "is about no resource" : "names actions about no resource";
                reporter.Report(LintDescriptors.UnfitAction, action.Value.Span, $"{JsonNode.Quote(action.Text)} {subject}, so it {what} here", "give it a statement of its own with \"Resource\": \"*\"");
                return;
            }

            string[] patterns = [.. action.Expansion.SelectMany(static definition => definition.ResourceTypes).SelectMany(static type => type.ResourceType.ArnPatterns).Distinct(StringComparer.Ordinal)];
            string more = patterns.Length > MostPatternsShown ? $", or {patterns.Length - MostPatternsShown} other forms" : "";
            reporter.Report(LintDescriptors.UnfitAction, action.Value.Span, $"no resource of the statement is one that {JsonNode.Quote(action.Text)} is about, so it {what}", $"its resources look like {string.Join(", ", patterns.Take(MostPatternsShown))}{more}");
        }

        private void ReportUnusedResources()
        {
            foreach (LintedResource resource in statement.Resources.Where(resource => !_used.Contains(resource)))
            {
                reporter.Report(LintDescriptors.UnfitResource, resource.Value.Span, $"no action of the statement is about a resource like {JsonNode.Quote(resource.Text)}", "remove the resource, or name an action that is about it");
            }
        }
    }
}
