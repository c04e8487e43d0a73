using IamSim.Policies;

namespace IamSim.Testing.Mutants.Operators;

/// <summary>Changes of a statement as a whole.</summary>
internal static class StatementMutations
{
    public static IEnumerable<Mutation> Remove(MutationSite site) => site.Remove() is { } removed ? [removed] : [];

    public static IEnumerable<Mutation> FlipEffect(MutationSite site)
    {
        if (site.Statement.Effect is not { Text: "Allow" or "Deny" } effect)
        {
            return [];
        }

        string opposite = effect.Text == "Allow" ? "Deny" : "Allow";
        return [site.Change(site.Statement with { Effect = effect with { Text = opposite } }, effect.Span, effect.Text, opposite)];
    }
}
