using System.Diagnostics.CodeAnalysis;

namespace IamSim.Identifiers;

/// <summary>The name of one IAM action, <c>service:Name</c>, without wildcards. Actions compare without case (GRAM-40).</summary>
/// <remarks>
/// <c>default</c> is no action: its parts are empty and no request takes it. The name is that of the action, not of the API operation:
/// <c>s3:ListBucket</c>, not <c>ListObjectsV2</c> (GRAM-46). Whether the action exists is not checked.
/// See the Service Authorization Reference, "Actions, resources, and condition keys for AWS services".
/// </remarks>
public readonly struct ActionName : IEquatable<ActionName>, ISpanParsable<ActionName>
{
    private readonly string? _text;
    private readonly ActionIdentity? _identity;

    private ActionName(string text)
    {
        _text = text;
        _identity = ActionIdentity.Of(text);
    }

    /// <summary>The action as it was given; empty for <c>default</c>.</summary>
    public string Text => _text ?? "";

    /// <summary>The service prefix in lower case, such as <c>s3</c>; empty for <c>default</c>.</summary>
    public string Service => _identity?.Service ?? "";

    /// <summary>What stands behind the colon, as it was given.</summary>
    public ReadOnlySpan<char> Name => _text is null ? default : _text.AsSpan(_identity!.Service.Length + 1);

    /// <summary>The whole action in lower case.</summary>
    internal string Folded => _identity?.Folded ?? "";

    /// <summary>What it is compared by; <c>null</c> for <c>default</c>.</summary>
    internal ActionIdentity? Identity => _identity;

    /// <summary>Whether it is <c>default</c>, which names no action.</summary>
    internal bool IsDefault => _text is null;

    /// <summary>Reads an action.</summary>
    /// <param name="text"><c>service:Name</c> in any case.</param>
    /// <exception cref="FormatException">The text has not exactly one colon with something on either side, or has a wildcard.</exception>
    public static ActionName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return DescribeFault(text) is { } fault ? throw new FormatException(fault) : new ActionName(text);
    }

    /// <summary>Reads an action without throwing.</summary>
    /// <param name="text"><c>service:Name</c> in any case; <c>null</c> is refused.</param>
    /// <param name="action">The action, or <c>default</c>.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out ActionName action)
    {
        bool valid = text is not null && DescribeFault(text) is null;
        action = valid ? new ActionName(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public static ActionName Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) => Parse(s.ToString());

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ActionName result) => TryParse(s.ToString(), out result);

    /// <inheritdoc/>
    static ActionName IParsable<ActionName>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static bool IParsable<ActionName>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ActionName result) => TryParse(s, out result);

    /// <summary>Reads an action, so that a request can be made from texts.</summary>
    /// <param name="text">What <see cref="Parse(string)"/> reads.</param>
    /// <exception cref="FormatException">The text is not an action.</exception>
    public static implicit operator ActionName(string text) => Parse(text);

    /// <summary>Reads an action; the same as <see cref="Parse(string)"/>.</summary>
    /// <param name="text"><c>service:Name</c> in any case.</param>
    /// <exception cref="FormatException">The text is not an action.</exception>
    public static ActionName FromString(string text) => Parse(text);

    /// <summary>What is wrong with the form of an action, or <c>null</c>.</summary>
    internal static string? DescribeFault(string action)
    {
        int colon = action.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == action.Length - 1 || action.IndexOf(':', colon + 1) >= 0)
        {
            return $"'{action}' is not an action: expected service:Name, such as s3:GetObject";
        }

        foreach (char c in action.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or '*' or '?'))
            {
                return $"'{action}' is not an action: a service prefix has letters, digits, dots and hyphens";
            }
        }

        return action.AsSpan().ContainsAny('*', '?')
            ? $"'{action}' is not an action: a request names one action, without wildcards"
            : null;
    }

    /// <summary>Whether both name the same action, in whatever case.</summary>
    /// <param name="other">The other action.</param>
    public bool Equals(ActionName other) => string.Equals(Folded, other.Folded, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActionName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Folded, StringComparison.Ordinal);

    /// <summary>The action as it was given.</summary>
    public override string ToString() => Text;

    /// <summary>Whether both name the same action.</summary>
    /// <param name="left">One action.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ActionName left, ActionName right) => left.Equals(right);

    /// <summary>Whether they name different actions.</summary>
    /// <param name="left">One action.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ActionName left, ActionName right) => !left.Equals(right);
}
