using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>Finds what of a resource the entries of Resource speak of: the resource itself, and what it holds.</summary>
internal static class PolicyTargets
{
    // A policy that lists many things of one resource is asked about the first of them.
    private const int Most = 64;

    /// <summary>Whether the policy of a resource is about what it holds rather than about itself: of a bucket, and of an API.</summary>
    /// <param name="arn">The resource as requests name it.</param>
    /// <param name="kind">What the policy hangs on.</param>
    public static bool HoldsMore(string arn, ResourcePolicyKind kind) => kind == ResourcePolicyKind.S3Bucket || RestApi.IsName(arn);

    /// <summary>The resource, then what the entries name of what it holds, as they write it, in ordinal order.</summary>
    /// <param name="arn">The resource.</param>
    /// <param name="holdsMore">Whether an entry that goes on past its name speaks of what it holds, as with buckets.</param>
    /// <param name="entries">The entries.</param>
    public static IEnumerable<string> Of(string arn, bool holdsMore, IEnumerable<string> entries)
    {
        var targets = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string entry in entries.Distinct(StringComparer.Ordinal))
        {
            targets.UnionWith(Inside(arn, holdsMore, entry).TakeWhile(_ => targets.Count < Most));
        }

        targets.Remove(arn);
        return targets.Prepend(arn);
    }

    /// <summary>Whether an entry speaks of a resource or of what it holds.</summary>
    public static bool Concerns(string arn, bool holdsMore, string entry) => Covers(entry, arn) || Inside(arn, holdsMore, entry).Any();

    // Every place of the entry up to which it is the resource: what follows is inside. A star may end there or go on past it.
    private static IEnumerable<string> Inside(string arn, bool holdsMore, string entry)
    {
        int wild = entry.AsSpan().IndexOfAny('*', '?', '$');
        if (wild < 0 || wild >= arn.Length)
        {
            return IsInside(arn, entry) ? [entry] : [];
        }

        return entry.AsSpan(0, wild).SequenceEqual(arn.AsSpan(0, wild)) ? InsideOfPattern(arn, holdsMore, entry) : [];
    }

    private static IEnumerable<string> InsideOfPattern(string arn, bool holdsMore, string entry)
    {
        // A pattern with fewer parts than an ARN covers what follows too.
        const int Colons = 5;
        int colons = 0;
        int fixedLength = 0;
        for (int i = 0; i < entry.Length && fixedLength <= arn.Length; i++)
        {
            if (entry[i] == '$' && entry.IndexOf('}', i) is var end && end > i)
            {
                i = end;
            }
            else if (entry[i] == '*')
            {
                if (holdsMore && Covers(entry[..(i + 1)], arn))
                {
                    yield return $"{arn}/*{entry[(i + 1)..].TrimStart('*')}";
                }
            }
            else
            {
                if (entry[i] is '/' or ':' && colons >= Colons && Covers(entry[..i], arn))
                {
                    yield return arn + entry[i..];
                }

                colons += entry[i] == ':' ? 1 : 0;
                fixedLength++;
            }
        }
    }

    private static bool IsInside(string arn, string text) => text.Length > arn.Length && text[arn.Length] is '/' or ':' && text.StartsWith(arn, StringComparison.Ordinal);

    private static bool Covers(string entry, string arn) => Pattern.Compile(WithoutVariables(entry), PatternMode.Resource).IsMatch(arn);

    /// <summary>An entry with stars for its variables.</summary>
    public static string WithoutVariables(string pattern)
    {
        int from;
        while ((from = pattern.IndexOf("${", StringComparison.Ordinal)) >= 0)
        {
            int to = pattern.IndexOf('}', from);
            pattern = to < 0 ? pattern[..from] + "*" : pattern[..from] + "*" + pattern[(to + 1)..];
        }

        return pattern;
    }
}
