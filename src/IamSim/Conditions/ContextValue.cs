using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace IamSim.Conditions;

/// <summary>The value of a context key: one text, a list of texts, or stated to be absent. <c>default</c> is absent.</summary>
/// <remarks>
/// A list is multivalued also when it has one member or none; condition operators treat it differently from a single value (COND-10 to COND-15).
/// See the IAM User Guide, "Single-valued vs. multivalued context keys".
/// </remarks>
[CollectionBuilder(typeof(ContextValue), nameof(Create))]
public readonly struct ContextValue : IEquatable<ContextValue>, IEnumerable<string>
{
    private readonly object? _value;

    private ContextValue(object? value) => _value = value;

    /// <summary>A key that is stated to be absent, which also keeps it from being derived.</summary>
    public static ContextValue Absent => default;

    /// <summary>Whether the key is absent.</summary>
    public bool IsAbsent => _value is null;

    /// <summary>Whether the value is a list.</summary>
    public bool IsMultivalued => _value is string[];

    internal string? Single => _value as string;

    internal string[]? Many => _value as string[];

    /// <summary>A list value: <c>["a", "b"]</c>.</summary>
    /// <param name="values">The members; possibly none.</param>
    /// <exception cref="ArgumentException">A member is <c>null</c>.</exception>
    public static ContextValue Create(ReadOnlySpan<string> values) => OfMembers(values.ToArray());

    /// <summary>A list value over existing strings.</summary>
    /// <param name="values">The members; <c>default</c> counts as an empty list.</param>
    /// <exception cref="ArgumentException">A member is <c>null</c>.</exception>
    public static ContextValue FromList(ImmutableArray<string> values) => OfMembers(values.IsDefault ? [] : [.. values]);

    private static ContextValue OfMembers(string[] members) =>
        Array.IndexOf(members, null) >= 0 ? throw new ArgumentException("a list has no members that are null", nameof(members)) : new(members);

    /// <summary>A single text; <c>null</c> means absent.</summary>
    /// <param name="value">The text; may be empty, which is not the same as absent (CTX-2).</param>
    public static ContextValue FromString(string? value) => new(value);

    /// <summary>A boolean as AWS writes it: <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The boolean.</param>
    public static ContextValue FromBoolean(bool value) => new(value ? "true" : "false");

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static ContextValue FromInt64(long value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>An instant as ISO 8601 in UTC, seconds precise.</summary>
    /// <param name="value">The instant.</param>
    public static ContextValue FromDateTimeOffset(DateTimeOffset value) => new(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>A single text.</summary>
    /// <param name="value">The text; <c>null</c> means absent.</param>
    public static implicit operator ContextValue(string? value) => FromString(value);

    /// <summary>A boolean.</summary>
    /// <param name="value">The boolean.</param>
    public static implicit operator ContextValue(bool value) => FromBoolean(value);

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator ContextValue(long value) => FromInt64(value);

    /// <summary>An instant.</summary>
    /// <param name="value">The instant.</param>
    public static implicit operator ContextValue(DateTimeOffset value) => FromDateTimeOffset(value);

    /// <summary>The members of a list, or the single text, or nothing.</summary>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)(_value switch
    {
        string[] many => many,
        string single => [single],
        _ => Array.Empty<string>(),
    })).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both hold the same texts in the same form.</summary>
    /// <param name="other">The other value.</param>
    public bool Equals(ContextValue other) => IsMultivalued == other.IsMultivalued && IsAbsent == other.IsAbsent && this.SequenceEqual(other, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ContextValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (string value in this)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>The text, the list in brackets, or <c>(absent)</c>.</summary>
    public override string ToString() => _value switch
    {
        string single => single,
        string[] many => $"[{string.Join(", ", many)}]",
        _ => "(absent)",
    };

    /// <summary>Whether both are equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ContextValue left, ContextValue right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ContextValue left, ContextValue right) => !left.Equals(right);
}
