using System.Collections.Immutable;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Testing.Mutants.Operators;

/// <summary>Changes of Principal and NotPrincipal.</summary>
internal static class PrincipalMutations
{
    public static IEnumerable<Mutation> Remove(MutationSite site)
    {
        if (Element(site.Statement) is not { } element || element.Groups.Sum(static group => group.Values.Length) < 2)
        {
            yield break;
        }

        for (int i = 0; i < element.Groups.Length; i++)
        {
            PrincipalGroup group = element.Groups[i];
            for (int j = 0; j < group.Values.Length; j++)
            {
                PolicyValue entry = group.Values[j];
                ImmutableArray<PrincipalGroup> rest = group.Values.Length == 1
                    ? element.Groups.RemoveAt(i)
                    : element.Groups.SetItem(i, group with { Values = group.Values.RemoveAt(j) });
                yield return site.Change(Put(site.Statement, element with { Groups = rest }), entry.Span, site.TextAt(entry.Span), "");
            }
        }
    }

    public static IEnumerable<Mutation> WidenToAccount(MutationSite site)
    {
        PrincipalElement? element = Element(site.Statement);
        for (int i = 0; i < element?.Groups.Length; i++)
        {
            PrincipalGroup group = element.Groups[i];
            for (int j = 0; group.Kind.Text == "AWS" && j < group.Values.Length; j++)
            {
                PolicyValue entry = group.Values[j];
                if (Arn.TryParse(entry.Text, out Arn arn) && AccountId.IsValid(arn.AccountId) && arn.Resource is not "root")
                {
                    string account = $"arn:{arn.Partition}:iam::{arn.AccountId}:root";
                    PrincipalGroup widened = group with { Values = group.Values.SetItem(j, entry with { Text = account }) };
                    yield return site.Change(Put(site.Statement, element with { Groups = element.Groups.SetItem(i, widened) }), entry.Span, $"\"{entry.Text}\"", $"\"{account}\"");
                }
            }
        }
    }

    public static IEnumerable<Mutation> WidenToEveryone(MutationSite site)
    {
        if (site.Statement.Principal is not { Wildcard: null } element)
        {
            return [];
        }

        var everyone = new PolicyValue("*", PolicyValueKind.String, element.Span);
        return [site.Change(site.Statement with { Principal = element with { Wildcard = everyone, Groups = [] } }, element.Span, site.TextAt(element.Span), "\"*\"")];
    }

    private static PrincipalElement? Element(PolicyStatement statement) => statement.Principal ?? statement.NotPrincipal;

    private static PolicyStatement Put(PolicyStatement statement, PrincipalElement element) =>
        statement.Principal is not null ? statement with { Principal = element } : statement with { NotPrincipal = element };
}
