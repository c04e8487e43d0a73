using IamSim.Policies;

namespace IamSim.Testing.Mutants.Operators;

/// <summary>Changes of Resource and NotResource.</summary>
internal static class ResourceMutations
{
    public static IEnumerable<Mutation> Negate(MutationSite site) => site.Statement switch
    {
        { Resource: { } resource, NotResource: null } => [EntryMutations.Negate(site, resource, "Resource", "NotResource", static (statement, element) => statement with { Resource = null, NotResource = element })],
        { Resource: null, NotResource: { } excluded } => [EntryMutations.Negate(site, excluded, "NotResource", "Resource", static (statement, element) => statement with { Resource = element, NotResource = null })],
        _ => [],
    };

    public static IEnumerable<Mutation> Remove(MutationSite site) =>
        EntryMutations.Remove(site, site.Statement.Resource, PutResource).Concat(EntryMutations.Remove(site, site.Statement.NotResource, PutNotResource));

    public static IEnumerable<Mutation> Widen(MutationSite site) =>
        EntryMutations.Replace(site, site.Statement.Resource, WithoutLastPart, PutResource).Concat(EntryMutations.Replace(site, site.Statement.NotResource, WithoutLastPart, PutNotResource));

    public static IEnumerable<Mutation> WidenToEverything(MutationSite site) =>
        EntryMutations.Replace(site, site.Statement.Resource, static _ => "*", PutResource).Concat(EntryMutations.Replace(site, site.Statement.NotResource, static _ => "*", PutNotResource));

    private static PolicyStatement PutResource(PolicyStatement statement, PolicyElement element) => statement with { Resource = element };

    private static PolicyStatement PutNotResource(PolicyStatement statement, PolicyElement element) => statement with { NotResource = element };

    // arn:aws:s3:::reports/2026/* becomes arn:aws:s3:::reports/*, arn:aws:s3:::reports becomes arn:aws:s3:::*.
    private static string? WithoutLastPart(string entry)
    {
        int start = 0;
        for (int colons = 0; colons < 5; colons++)
        {
            start = entry.IndexOf(':', start) + 1;
            if (start == 0)
            {
                return null;
            }
        }

        ReadOnlySpan<char> last = entry.AsSpan(start).TrimEnd('*').TrimEnd("/:");
        return last.IsEmpty ? null : $"{entry.AsSpan(0, start + LastSeparator(last) + 1)}*";
    }

    // Those within a variable, as in ${aws:PrincipalTag/team}, separate nothing.
    private static int LastSeparator(ReadOnlySpan<char> text)
    {
        int last = -1;
        bool isVariable = false;
        for (int i = 0; i < text.Length; i++)
        {
            isVariable = isVariable ? text[i] != '}' : text[i..].StartsWith("${", StringComparison.Ordinal);
            last = text[i] is '/' or ':' && !isVariable ? i : last;
        }

        return last;
    }
}
