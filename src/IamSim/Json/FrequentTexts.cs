namespace IamSim.Json;

/// <summary>Names and values that policies are full of: one string for all of them.</summary>
internal static class FrequentTexts
{
    private static readonly string[][] ByLength = Group(
        "Sid", "Effect", "Action", "Resource", "Condition", "Principal", "NotAction", "NotResource", "Version", "Statement", "Id", "AWS", "Service",
        "Allow", "Deny", "*", "2012-10-17", "true", "false", "Bool", "Null", "StringEquals", "StringLike", "StringNotEquals", "StringNotLike",
        "ArnLike", "ArnEquals", "IpAddress", "sts:AssumeRole");

    /// <summary>The one string of a text; <c>null</c> when it is not frequent.</summary>
    public static string? Find(ReadOnlySpan<char> text)
    {
        if (text.Length < ByLength.Length)
        {
            foreach (string known in ByLength[text.Length])
            {
                if (text.SequenceEqual(known))
                {
                    return known;
                }
            }
        }

        return null;
    }

    private static string[][] Group(params string[] texts) =>
        [.. Enumerable.Range(0, texts.Max(static text => text.Length) + 1).Select(length => texts.Where(text => text.Length == length).ToArray())];
}
