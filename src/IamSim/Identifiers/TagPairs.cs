using System.Collections.Immutable;

namespace IamSim.Identifiers;

/// <summary>Tags laid out for lookups during an evaluation, which compares their keys without case and allocates nothing.</summary>
internal readonly struct TagPairs
{
    private readonly KeyValuePair<string, string>[]? _pairs;

    public TagPairs(ImmutableDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        // OQ-25: of two keys that differ only in case the ordinal first counts.
        _pairs = tags.IsEmpty ? null : [.. tags.OrderBy(static pair => pair.Key, StringComparer.Ordinal)];
    }

    /// <summary>The value of a tag; <c>null</c> when there is none, which an empty value is not (CTX-2).</summary>
    public string? Find(string key)
    {
        foreach ((string name, string value) in _pairs ?? [])
        {
            if (AsciiFold.Equals(name, key))
            {
                return value;
            }
        }

        return null;
    }
}
