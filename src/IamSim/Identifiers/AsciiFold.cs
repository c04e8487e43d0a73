namespace IamSim.Identifiers;

/// <summary>Case folding of names that AWS compares without case: ASCII letters only, whatever the culture.</summary>
internal static class AsciiFold
{
    public static string ToLower(string text) =>
        text.AsSpan().ContainsAnyInRange('A', 'Z')
            ? string.Create(text.Length, text, static (span, value) =>
            {
                for (int i = 0; i < value.Length; i++)
                {
                    span[i] = ToLower(value[i]);
                }
            })
            : text;

    public static string ToLower(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (span, value) =>
    {
        for (int i = 0; i < value.Length; i++)
        {
            span[i] = ToLower(value[i]);
        }
    });

    public static char ToLower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;

    public static bool Equals(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && ToLower(left[i]) != ToLower(right[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A hash of the folded text, randomized by the runtime, so that hostile names do not collide.</summary>
    public static int Hash(ReadOnlySpan<char> text)
    {
        Span<char> folded = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        if (System.Text.Ascii.ToLower(text, folded, out _) != System.Buffers.OperationStatus.Done)
        {
            for (int i = 0; i < text.Length; i++)
            {
                folded[i] = ToLower(text[i]);
            }
        }

        return string.GetHashCode(folded, StringComparison.Ordinal);
    }

    /// <summary>Compares strings for dictionaries.</summary>
    public sealed class Comparer : IEqualityComparer<string>
    {
        public static readonly Comparer Instance = new();

        public bool Equals(string? x, string? y) => ReferenceEquals(x, y) || (x is not null && y is not null && AsciiFold.Equals(x, y));

        public int GetHashCode(string obj) => Hash(obj);
    }
}
