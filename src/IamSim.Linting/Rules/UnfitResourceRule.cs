using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Linting.Rules;

/// <summary>Actions and resources of a statement that never come together in one request (GRAM-57).</summary>
internal sealed class UnfitResourceRule : ILintRule
{
    private const int Comparisons = 50_000;
    private const int MostReported = 3;

    // No ARN of AWS is longer, and comparing what is takes long.
    private const int LongestArn = 2048;

    private const int MostShown = 3;
    private const string AloneHelp = "give what is about no resource a statement of its own with \"Resource\": \"*\"";

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        // A trust policy and a key policy are about one resource, and the validator tells of any other.
        if (policy.IsRoleTrust || (policy.Kind == PolicyKind.Resource && policy.Options.ResourcePolicyKind == ResourcePolicyKind.KmsKey))
        {
            return;
        }

        var budget = new WorkBudget(Comparisons);
        foreach (LintedStatement statement in policy.Statements)
        {
            bool isTold = statement is { IsNotAction: false, IsNotResource: false } && statement.Resources.Length > 0 && statement.Resources.All(static resource => resource.IsArn && resource.Text.Length <= LongestArn);
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
                if (action.IsEverything || action.Expansion.Count == 0 || action.Expansion.Any(static definition => ReferenceGaps.HasMoreTypesForActionsOf(definition.Service)))
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

            Report(unfit);
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

        // A long list is one mistake made many times.
        private void Report(List<LintedAction> unfit)
        {
            List<LintedAction> withoutResource = unfit.FindAll(IsResourceLess);
            List<LintedAction> ofOtherTypes = unfit.FindAll(static action => !IsResourceLess(action));
            string outcome = statement.IsDeny ? "denies nothing" : "allows nothing";
            if (withoutResource.Count > MostReported)
            {
                reporter.Report(LintDescriptors.UnfitAction, withoutResource[0].Value.Span, $"{withoutResource.Count} actions of the statement are about no resource, so that naming them here {outcome}: {ListedNames.Of(withoutResource, static action => action.Text)}", AloneHelp);
            }
            else
            {
                withoutResource.ForEach(action => reporter.Report(LintDescriptors.UnfitAction, action.Value.Span, $"{JsonNode.Quote(action.Text)} is about no resource, so that naming it here {outcome}", AloneHelp));
            }

            if (ofOtherTypes.Count > MostReported)
            {
                reporter.Report(LintDescriptors.UnfitAction, ofOtherTypes[0].Value.Span, $"{ofOtherTypes.Count} actions of the statement are about none of its resources, so that naming them here {outcome}: {ListedNames.Of(ofOtherTypes, static action => action.Text)}", "name their resources, or remove them");
            }
            else
            {
                ofOtherTypes.ForEach(action => reporter.Report(LintDescriptors.UnfitAction, action.Value.Span, $"{JsonNode.Quote(action.Text)} is about none of the resources of the statement, so that naming it here {outcome}", Forms(action)));
            }
        }

        private static bool IsResourceLess(LintedAction action) => action.Expansion.All(static definition => definition.IsResourceLess);

        private static string Forms(LintedAction action)
        {
            string[] forms = [.. action.Expansion.SelectMany(static definition => definition.ResourceTypes).SelectMany(static type => type.ResourceType.ArnPatterns).Distinct(StringComparer.Ordinal)];
            return $"its resources look like {string.Join(", ", forms.Take(MostShown))}" + (forms.Length > MostShown ? $", or {forms.Length - MostShown} other forms" : "");
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
