using System.Collections.Immutable;

namespace IamSim.Identifiers;

/// <summary>Tags laid out for lookups during an evaluation, which compares their keys without case and allocates nothing.</summary>
internal readonly struct TagPairs
{
    private readonly NameTable<string>? _values;

    public TagPairs(ImmutableDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (tags.IsEmpty)
        {
            return;
        }

        _values = new NameTable<string>(tags.Count);
        foreach ((string key, string value) in tags)
        {
            var name = new FoldedName(key);
            int known = _values.IndexOf(name);
            // OQ-25: of two keys that differ only in case the ordinal first counts.
            if (known < 0 || string.CompareOrdinal(key, _values.Entries[known].Name.Text) < 0)
            {
                _values.Set(name, value);
            }
        }
    }

    /// <summary>The value of a tag; <c>null</c> when there is none, which an empty value is not (CTX-2).</summary>
    public string? Find(FoldedName key) => _values is not null && _values.TryGetValue(key, out string? value) ? value : null;
}
