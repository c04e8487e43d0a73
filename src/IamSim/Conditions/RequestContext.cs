using System.Collections;
using IamSim.Identifiers;

namespace IamSim.Conditions;

/// <summary>What a request states of its context keys. Immutable and thread-safe; names compare without case (COND-8).</summary>
/// <remarks>
/// Keys that follow from the principal, the resource or the clock need not be stated; a stated value wins, and a value stated to be absent
/// keeps the key from being derived. See the IAM User Guide, "AWS global condition context keys".
/// <para>
/// A context is prepared: its names are folded and hashed when it is made, those of a policy when that is compiled, and a decision only compares
/// them. Where several requests share their context, make it once and give it to all of them.
/// </para>
/// </remarks>
public sealed class RequestContext : IEnumerable<KeyValuePair<string, ContextValue>>
{
    private readonly NameTable<ContextValue> _values;
    private string[]? _requestTagKeys;

    /// <summary>States some keys.</summary>
    /// <param name="values">
    /// Names and values. Of two names that differ only in case, the one that is first in ordinal order counts, whatever the order given (OQ-25).
    /// </param>
    public RequestContext(IEnumerable<KeyValuePair<string, ContextValue>> values)
        : this(new NameTable<ContextValue>())
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach ((string name, ContextValue value) in values)
        {
            Add(name, value);
        }
    }

    private RequestContext(NameTable<ContextValue> values) => _values = values;

    /// <summary>
    /// CTX-4: the keys of the request tags that are stated, built on first use. Ordered before doublets are dropped: of two spellings the ordinal
    /// first counts (OQ-25).
    /// </summary>
    internal string[] RequestTagKeys => _requestTagKeys ??= TagKeysWith([]);

    /// <summary>Those and others.</summary>
    internal string[] TagKeysWith(IEnumerable<string> others) => [.. others
        .Concat(this.Where(static pair => !pair.Value.IsAbsent).Select(static pair => new ContextKey(pair.Key)).Where(static key => key.Global == GlobalKey.RequestTag).Select(static key => key.Tag))
        .Order(StringComparer.Ordinal)
        .Distinct(AsciiFold.Comparer.Instance)];

    /// <summary>A context that states nothing.</summary>
    public static RequestContext Empty { get; } = new([]);

    /// <summary>The keys and values themselves, gone through without allocating.</summary>
    internal ReadOnlySpan<NameTable<ContextValue>.Entry> Entries => _values.Entries;

    /// <summary>Number of keys stated, absent ones included.</summary>
    public int Count => _values.Count;

    /// <summary>States some keys: <c>RequestContext.Create(("aws:SourceIp", "203.0.113.7"))</c>.</summary>
    /// <param name="values">Names and values, as for the constructor.</param>
    public static RequestContext Create(params ReadOnlySpan<(string Name, ContextValue Value)> values)
    {
        var context = new RequestContext(new NameTable<ContextValue>(values.Length));
        foreach ((string name, ContextValue value) in values)
        {
            context.Add(name, value);
        }

        return context;
    }

    /// <summary>A context with one key stated anew.</summary>
    /// <param name="name">The key, in any case.</param>
    /// <param name="value">Its value; <see cref="ContextValue.Absent"/> states that it is absent.</param>
    public RequestContext With(string name, ContextValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        var values = new NameTable<ContextValue>(Count + 1);
        foreach (NameTable<ContextValue>.Entry pair in Entries)
        {
            values.Set(pair.Name, pair.Value);
        }

        values.Set(new FoldedName(name), value);
        return new RequestContext(values);
    }

    /// <summary>Looks a key up.</summary>
    /// <param name="name">The key, in any case.</param>
    /// <param name="value">What was stated; <c>default</c> when nothing was.</param>
    /// <returns>Whether the key was stated, be it as absent.</returns>
    /// <exception cref="ArgumentNullException">The name is <c>null</c>.</exception>
    public bool TryGetValue(string name, out ContextValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _values.TryGetValue(new FoldedName(name), out value);
    }

    /// <summary>Looks up a key of a policy, whose name is hashed already.</summary>
    internal bool TryGetValue(ContextKey key, out ContextValue value) => _values.TryGetValue(key.Folded, out value);

    /// <summary>The keys as they were spelled, with their values.</summary>
    public IEnumerator<KeyValuePair<string, ContextValue>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            NameTable<ContextValue>.Entry pair = _values.Entries[i];
            yield return KeyValuePair.Create(pair.Name.Text, pair.Value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The keys with their values, ordered by name.</summary>
    public override string ToString() =>
        string.Join(", ", this.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} = {pair.Value}"));

    private void Add(string name, ContextValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        var folded = new FoldedName(name);
        int known = _values.IndexOf(folded);
        if (known < 0 || string.CompareOrdinal(name, Entries[known].Name.Text) <= 0)
        {
            _values.Set(folded, value);
        }
    }
}
