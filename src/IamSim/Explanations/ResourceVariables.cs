using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Finds the value that a policy variable in a Resource would need for the entry to cover the requested resource.</summary>
internal static class ResourceVariables
{
    public static ContextKeyChange? Find(CompiledStatement statement, CompiledPolicySet set, AccessRequest request, CheckExplanation check)
    {
        if (statement.ResourcesAreExcluded)
        {
            return null;
        }

        foreach (PolicyValue entry in statement.Source.Resource?.Values ?? [])
        {
            List<TemplatePart> parts = VariableSyntax.Split(entry.Text, null);
            int at = parts.FindIndex(static part => part.Variable is not null);
            if (at < 0 || !ContextCandidates.MayChange(parts[at].Variable!.Key) || Align(parts, at, check.Resource) is not { } value)
            {
                continue;
            }

            string key = parts[at].Variable!.Key.Name;
            var change = new ContextKeyChange(key, value, ContextCandidates.ValueOf(parts[at].Variable!.Key, set, request, check), IsExample: false);
            (_, AccessRequest changed) = change.Apply(set.Source, request);
            if (ContextCandidates.With(set, changed, check, context => statement.MatchesResource(check.Resource, context)))
            {
                return change;
            }
        }

        return null;
    }

    // What stands between the fixed text in front of the variable and the character behind it; wildcards in front leave too much open.
    private static string? Align(List<TemplatePart> parts, int at, string resource)
    {
        string before = string.Concat(parts.Take(at).Select(static part => part.Text));
        bool isFixed = parts.Take(at).All(static part => part.IsEscaped || !part.Text.AsSpan().ContainsAny('*', '?'));
        if (!isFixed || !resource.StartsWith(before, StringComparison.Ordinal))
        {
            return null;
        }

        string rest = resource[before.Length..];
        string after = at + 1 < parts.Count ? parts[at + 1].Text : "";
        int end = after.Length == 0 || after[0] is '*' or '?' ? rest.Length : rest.IndexOf(after[0], StringComparison.Ordinal);
        return end > 0 ? rest[..end] : null;
    }
}
