using System.Collections.Immutable;

namespace IamSim.Identifiers;

/// <summary>Tags laid out for lookups during an evaluation, which compares their keys without case and allocates nothing.</summary>
internal readonly struct TagPairs
{
    private readonly NameTable<string>? _values;

    public TagPairs(ImmutableDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        _values = tags.IsEmpty ? null : new NameTable<string>(tags.Count);
        // OQ-25: of two keys that differ only in case the ordinal first counts.
        foreach ((string key, string value) in tags.OrderByDescending(static pair => pair.Key, StringComparer.Ordinal))
        {
            _values!.Set(new FoldedName(key), value);
        }
    }

    /// <summary>The value of a tag; <c>null</c> when there is none, which an empty value is not (CTX-2).</summary>
    public string? Find(FoldedName key) => _values is not null && _values.TryGetValue(key, out string? value) ? value : null;
}
