using System.Diagnostics.CodeAnalysis;

namespace IamSim.Identifiers;

/// <summary>An Amazon Resource Name split at its first five colons; the sixth part keeps any further colons.</summary>
/// <remarks>
/// A value type over the given string. <c>default</c> is no ARN: its parts are empty.
/// See the IAM User Guide, "Amazon Resource Names (ARNs)".
/// </remarks>
public readonly struct Arn : IEquatable<Arn>, ISpanParsable<Arn>
{
    internal const int Parts = 6;

    private readonly string? _text;
    private readonly int _partition;
    private readonly int _service;
    private readonly int _region;
    private readonly int _account;
    private readonly int _resource;

    private Arn(string text, ReadOnlySpan<int> starts)
    {
        _text = text;
        (_partition, _service, _region, _account, _resource) = (starts[1], starts[2], starts[3], starts[4], starts[5]);
    }

    /// <summary>The whole ARN as it was given; empty for <c>default</c>.</summary>
    public string Text => _text ?? "";

    /// <summary>The partition, such as <c>aws</c> or <c>aws-cn</c>.</summary>
    public ReadOnlySpan<char> Partition => Part(_partition, _service);

    /// <summary>The service prefix, such as <c>s3</c>.</summary>
    public ReadOnlySpan<char> Service => Part(_service, _region);

    /// <summary>The region; empty for global resources.</summary>
    public ReadOnlySpan<char> Region => Part(_region, _account);

    /// <summary>The account id; empty where the service leaves it out, as S3 does.</summary>
    public ReadOnlySpan<char> AccountId => Part(_account, _resource);

    /// <summary>Everything behind the fifth colon.</summary>
    public ReadOnlySpan<char> Resource => Text.AsSpan(_resource);

    /// <summary>Splits a text that starts with <c>arn:</c> and has at least five colons. Whether the parts exist at AWS is not checked.</summary>
    /// <param name="text">The text; it is kept, not copied.</param>
    /// <exception cref="FormatException">The text does not have the form of an ARN.</exception>
    public static Arn Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out Arn arn)
            ? arn
            : throw new FormatException($"'{text}' is not an ARN: expected arn:partition:service:region:account:resource");
    }

    /// <inheritdoc/>
    public static Arn Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => Parse(s.ToString());

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Arn result) => TryParse(s.ToString(), out result);

    /// <inheritdoc/>
    static Arn IParsable<Arn>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static bool IParsable<Arn>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Arn result) => TryParse(s, out result);

    /// <summary>Splits a text that starts with <c>arn:</c> and has at least five colons, without throwing.</summary>
    /// <param name="text">The candidate; <c>null</c> is not an ARN.</param>
    /// <param name="arn">The ARN, or <c>default</c>.</param>
    /// <returns>Whether the text has the form of an ARN. Whether the parts exist at AWS is not checked.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Arn arn)
    {
        Span<int> starts = stackalloc int[Parts];
        bool valid = text is not null && TrySplit(text, starts);
        arn = valid ? new Arn(text!, starts) : default;
        return valid;
    }

    /// <summary>Finds where each part begins.</summary>
    internal static bool TrySplit(ReadOnlySpan<char> text, Span<int> starts)
    {
        if (!text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return false;
        }

        int from = 0;
        for (int part = 1; part < Parts; part++)
        {
            int colon = text[from..].IndexOf(':');
            if (colon < 0)
            {
                return false;
            }

            starts[part] = from += colon + 1;
        }

        return true;
    }

    /// <summary>Whether both are the same text; ARNs compare case-sensitively.</summary>
    /// <param name="other">The other ARN.</param>
    public bool Equals(Arn other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Arn other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether both are the same text.</summary>
    /// <param name="left">One ARN.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Arn left, Arn right) => left.Equals(right);

    /// <summary>Whether the texts differ.</summary>
    /// <param name="left">One ARN.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Arn left, Arn right) => !left.Equals(right);

    private ReadOnlySpan<char> Part(int start, int next) =>
        _text is null ? default : _text.AsSpan(start, next - 1 - start);
}
