using IamSim.Policies;

namespace IamSim.Testing.Mutants.Operators;

/// <summary>Changes of Action and NotAction.</summary>
internal static class ActionMutations
{
    public static IEnumerable<Mutation> Negate(MutationSite site) => site.Statement switch
    {
        { Action: { } action, NotAction: null } => [EntryMutations.Negate(site, action, "Action", "NotAction", static (statement, element) => statement with { Action = null, NotAction = element })],
        { Action: null, NotAction: { } excluded } => [EntryMutations.Negate(site, excluded, "NotAction", "Action", static (statement, element) => statement with { Action = element, NotAction = null })],
        _ => [],
    };

    public static IEnumerable<Mutation> Remove(MutationSite site) =>
        EntryMutations.Remove(site, site.Statement.Action, PutAction).Concat(EntryMutations.Remove(site, site.Statement.NotAction, PutNotAction));

    public static IEnumerable<Mutation> Widen(MutationSite site) =>
        EntryMutations.Replace(site, site.Statement.Action, WithoutLastWord, PutAction).Concat(EntryMutations.Replace(site, site.Statement.NotAction, WithoutLastWord, PutNotAction));

    public static IEnumerable<Mutation> WidenToService(MutationSite site) =>
        EntryMutations.Replace(site, site.Statement.Action, WholeService, PutAction).Concat(EntryMutations.Replace(site, site.Statement.NotAction, WholeService, PutNotAction));

    private static PolicyStatement PutAction(PolicyStatement statement, PolicyElement element) => statement with { Action = element };

    private static PolicyStatement PutNotAction(PolicyStatement statement, PolicyElement element) => statement with { NotAction = element };

    // s3:GetObjectAcl becomes s3:GetObject*, s3:Get* becomes s3:*, which another operator does.
    private static string? WithoutLastWord(string entry)
    {
        int colon = entry.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? "" : entry[(colon + 1)..].TrimEnd('*');
        int word = name.Length - 1;
        while (word > 0 && !char.IsAsciiLetterUpper(name[word]))
        {
            word--;
        }

        return word <= 0 || name.AsSpan().ContainsAny('*', '?') ? null : $"{entry.AsSpan(0, colon + 1)}{name.AsSpan(0, word)}*";
    }

    private static string? WholeService(string entry)
    {
        int colon = entry.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? null : $"{entry.AsSpan(0, colon + 1)}*";
    }
}
