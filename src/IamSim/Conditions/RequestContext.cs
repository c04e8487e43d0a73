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
    private readonly Dictionary<string, ContextValue> _values = new(AsciiFold.Comparer.Instance);

    /// <summary>States some keys.</summary>
    /// <param name="values">
    /// Names and values. Of two names that differ only in case, the one that is first in ordinal order counts, whatever the order given (OQ-25).
    /// </param>
    public RequestContext(IEnumerable<KeyValuePair<string, ContextValue>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var spelled = new Dictionary<string, string>(AsciiFold.Comparer.Instance);
        foreach ((string name, ContextValue value) in values)
        {
            ArgumentNullException.ThrowIfNull(name, nameof(values));
            if (!spelled.TryGetValue(name, out string? known) || string.CompareOrdinal(name, known) <= 0)
            {
                spelled[name] = name;
                _values.Remove(name);
                _values[name] = value;
            }
        }
    }

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
        var pairs = new List<KeyValuePair<string, ContextValue>>(values.Length);
        foreach ((string name, ContextValue value) in values)
        {
            pairs.Add(new(name, value));
        }

        return new RequestContext(pairs);
    }

    /// <summary>A context with one key stated anew.</summary>
    /// <param name="name">The key, in any case.</param>
    /// <param name="value">Its value; <see cref="ContextValue.Absent"/> states that it is absent.</param>
    public RequestContext With(string name, ContextValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new RequestContext(_values.Where(pair => !AsciiFold.Equals(pair.Key, name)).Append(new(name, value)));
    }

    /// <summary>Looks a key up.</summary>
    /// <param name="name">The key, in any case.</param>
    /// <param name="value">What was stated; <c>default</c> when nothing was.</param>
    /// <returns>Whether the key was stated, be it as absent.</returns>
    public bool TryGetValue(string name, out ContextValue value) => _values.TryGetValue(name, out value);

    /// <summary>The keys as they were spelled, with their values.</summary>
    public IEnumerator<KeyValuePair<string, ContextValue>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
