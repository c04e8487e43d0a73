using System.Collections;
using IamSim.Identifiers;

namespace IamSim.Conditions;

/// <summary>What a request states of its context keys. Immutable and thread-safe; names compare without case (COND-8).</summary>
/// <remarks>
/// Keys that follow from the principal, the resource or the clock need not be stated; a stated value wins, and a value stated to be absent
/// keeps the key from being derived. See the IAM User Guide, "AWS global condition context keys".
/// </remarks>
public sealed class RequestContext : IEnumerable<KeyValuePair<string, ContextValue>>
{
    private readonly Dictionary<string, ContextValue> _values;

    /// <summary>States some keys.</summary>
    /// <param name="values">
    /// Names and values. Of two names that differ only in case, the one that is first in ordinal order counts, whatever the order given (OQ-25).
    /// </param>
    public RequestContext(IEnumerable<KeyValuePair<string, ContextValue>> values)
        : this(new Dictionary<string, ContextValue>(AsciiFold.Comparer.Instance))
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach ((string name, ContextValue value) in values)
        {
            Add(name, value);
        }
    }

    private RequestContext(Dictionary<string, ContextValue> values) => _values = values;

    /// <summary>A context that states nothing.</summary>
    public static RequestContext Empty { get; } = new([]);

    /// <summary>The pairs themselves, whose enumerator does not allocate.</summary>
    internal Dictionary<string, ContextValue> Pairs => _values;

    /// <summary>Number of keys stated, absent ones included.</summary>
    public int Count => _values.Count;

    /// <summary>States some keys: <c>RequestContext.Create(("aws:SourceIp", "203.0.113.7"))</c>.</summary>
    /// <param name="values">Names and values, as for the constructor.</param>
    public static RequestContext Create(params ReadOnlySpan<(string Name, ContextValue Value)> values)
    {
        var context = new RequestContext(new Dictionary<string, ContextValue>(values.Length, AsciiFold.Comparer.Instance));
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
        var values = new Dictionary<string, ContextValue>(_values, AsciiFold.Comparer.Instance);
        // Removed first, so that the new spelling is the one that is shown.
        values.Remove(name);
        values[name] = value;
        return new RequestContext(values);
    }

    /// <summary>Looks a key up.</summary>
    /// <param name="name">The key, in any case.</param>
    /// <param name="value">What was stated; <c>default</c> when nothing was.</param>
    /// <returns>Whether the key was stated, be it as absent.</returns>
    public bool TryGetValue(string name, out ContextValue value) => _values.TryGetValue(name, out value);

    /// <summary>The keys as they were spelled, with their values.</summary>
    public IEnumerator<KeyValuePair<string, ContextValue>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The keys with their values, ordered by name.</summary>
    public override string ToString() =>
        string.Join(", ", _values.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} = {pair.Value}"));

    private void Add(string name, ContextValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_values.TryAdd(name, value))
        {
            return;
        }

        string known = _values.Keys.First(key => AsciiFold.Equals(key, name));
        if (string.CompareOrdinal(name, known) <= 0)
        {
            _values.Remove(known);
            _values[name] = value;
        }
    }
}
