namespace IamSim.Identifiers;

/// <summary>A name that is compared without case, with its hash: what is looked up often is folded and hashed once.</summary>
internal readonly struct FoldedName(string text)
{
    /// <summary>The name as written.</summary>
    public string Text { get; } = text;

    /// <summary>The hash of the folded name; another one in every process.</summary>
    public int Hash { get; } = AsciiFold.Hash(text);

    public bool Equals(FoldedName other) => Hash == other.Hash && (string.Equals(Text, other.Text, StringComparison.Ordinal) || AsciiFold.Equals(Text, other.Text));
}
