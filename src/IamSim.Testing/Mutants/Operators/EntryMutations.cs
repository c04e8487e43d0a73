using IamSim.Policies;

namespace IamSim.Testing.Mutants.Operators;

/// <summary>What Action, NotAction, Resource and NotResource have in common: a list of entries.</summary>
internal static class EntryMutations
{
    /// <summary>Puts an element under its opposite name.</summary>
    public static Mutation Negate(MutationSite site, PolicyElement element, string name, string opposite, Func<PolicyStatement, PolicyElement, PolicyStatement> rename) =>
        site.Change(rename(site.Statement, element), element.NameSpan, name, opposite);

    /// <summary>Takes every entry away once, where there are others.</summary>
    public static IEnumerable<Mutation> Remove(MutationSite site, PolicyElement? element, Func<PolicyStatement, PolicyElement, PolicyStatement> put)
    {
        if (element is not { Values.Length: > 1 })
        {
            yield break;
        }

        for (int i = 0; i < element.Values.Length; i++)
        {
            PolicyValue entry = element.Values[i];
            yield return site.Change(put(site.Statement, element with { Values = element.Values.RemoveAt(i) }), entry.Span, site.TextAt(entry.Span), "");
        }
    }

    /// <summary>Replaces every entry once.</summary>
    public static IEnumerable<Mutation> Replace(MutationSite site, PolicyElement? element, Func<string, string?> replacement, Func<PolicyStatement, PolicyElement, PolicyStatement> put)
    {
        for (int i = 0; i < element?.Values.Length; i++)
        {
            PolicyValue entry = element.Values[i];
            if (entry.Kind == PolicyValueKind.String && replacement(entry.Text) is { } text && text != entry.Text)
            {
                yield return site.Change(put(site.Statement, element with { Values = element.Values.SetItem(i, entry with { Text = text }) }), entry.Span, $"\"{entry.Text}\"", $"\"{text}\"");
            }
        }
    }
}
