using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.ServiceData;

namespace IamSim.Linting.Rules;

/// <summary>Condition keys that no service has, and keys of services that are not written whole. Of global keys the validator knows.</summary>
internal sealed class UnknownConditionKeyRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedCondition condition in policy.Statements.SelectMany(static statement => statement.Conditions))
        {
            string key = condition.KeyName;
            int colon = key.IndexOf(':', StringComparison.Ordinal);
            // Keys of identity providers have the host of the provider in front.
            if (colon <= 0 || AsciiFold.Equals(key.AsSpan(0, colon), "aws") || key.AsSpan(0, colon).ContainsAny("./$"))
            {
                continue;
            }

            Check(condition, key[..colon], policy.Services, reporter);
        }
    }

    private static void Check(LintedCondition condition, string prefix, ServiceReference services, LintReporter reporter)
    {
        if (services.FindService(prefix) is not { } service)
        {
            if (condition.Definition is null && !ReferenceGaps.HasKeyPrefix(prefix))
            {
                string? meant = reporter.IsFullOfWarnings ? null : Suggestion.Closest(prefix, services.ServicePrefixes);
                reporter.Report(LintDescriptors.UnknownServiceOfKey, condition.Key.Key.Span, $"the prefix of the condition key {JsonNode.Quote(condition.KeyName)} is no service", meant is null ? $"as of {reporter.AsOf}; a key is aws:Name, service:Name or provider-host:claim" : $"did you mean '{meant}'? (as of {reporter.AsOf})");
            }

            return;
        }

        if (TemplateWithoutTag(condition.KeyName, service) is { } template)
        {
            reporter.Report(LintDescriptors.MissingTagKey, condition.Key.Key.Span, $"the condition key {JsonNode.Quote(condition.KeyName)} names no tag", $"write {template}your-tag-key");
        }
        else if (condition.Definition is { } definition)
        {
            CheckSetOperator(condition, definition, reporter);
        }
        else if (!IsFamily(condition.KeyName, service) && !ReferenceGaps.HasKey(condition.KeyName))
        {
            string? meant = reporter.IsFullOfWarnings ? null : Suggestion.Closest(condition.KeyName, service.ConditionKeys.Select(static known => known.Name));
            reporter.Report(LintDescriptors.UnknownServiceKey, condition.Key.Key.Span, $"{service.Prefix} has no condition key {JsonNode.Quote(condition.KeyName)}", meant is null ? $"as of {reporter.AsOf}; no request carries it" : $"did you mean '{meant}'? (as of {reporter.AsOf})");
        }
    }

    // A key that AWS lists as prefix/${TagKey}, written without what stands for the tag.
    private static string? TemplateWithoutTag(string key, ServiceDefinition service)
    {
        string stem = key.EndsWith('/') ? key : key + "/";
        foreach (ConditionKeyDefinition known in service.ConditionKeys)
        {
            if (known.Name.Length > stem.Length && AsciiFold.Equals(known.Name.AsSpan(0, stem.Length), stem) && IsPlaceholder(known.Name[stem.Length..])
                && (key.EndsWith('/') || !service.ConditionKeys.Any(other => AsciiFold.Equals(other.Name, key))))
            {
                return known.Name[..stem.Length];
            }
        }

        return null;
    }

    private static bool IsPlaceholder(string text) =>
        text is "tag-key" || (text is ['<', .., '>'] or ['$', '{', .., '}'] && text.AsSpan().IndexOfAny('}', '>') == text.Length - 1);

    // Some pages write one example where any tag or name may stand.
    private static bool IsFamily(string key, ServiceDefinition service)
    {
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && service.ConditionKeys.Any(known => known.Name.Length > slash && AsciiFold.Equals(known.Name.AsSpan(0, slash + 1), key.AsSpan(0, slash + 1)));
    }

    private static void CheckSetOperator(LintedCondition condition, ConditionKeyDefinition definition, LintReporter reporter)
    {
        // The attributes of events are matched one by one, whatever their page says: AWS's own policies compare them without a set operator.
        if (definition.IsMultivalued && condition.Spelling.IsKnown && condition.Spelling.Set == SetOperator.None && !condition.IsNull && !definition.Name.StartsWith("events:", StringComparison.OrdinalIgnoreCase))
        {
            reporter.Report(LintDescriptors.MissingQualifier, condition.Key.Key.Span, $"{JsonNode.Quote(condition.KeyName)} is multivalued and is compared without a set operator", $"put ForAnyValue: or ForAllValues: in front of {condition.OperatorName}");
        }
    }
}
