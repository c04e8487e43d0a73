namespace IamSim.Identifiers;

/// <summary>What an action is in comparisons: its name in lower case, with the hash made once. Immutable.</summary>
internal sealed class ActionIdentity(string folded, ulong hash)
{
    /// <summary>The whole action in lower case.</summary>
    public string Folded => folded;

    /// <summary>The service prefix in lower case.</summary>
    public string Service { get; } = folded[..folded.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The <see cref="ActionHash"/> of the name.</summary>
    public ulong Hash => hash;

    public static ActionIdentity Of(string action) => new(AsciiFold.ToLower(action), ActionHash.Of(action));

    public bool IsSameAs(ActionIdentity other) =>
        ReferenceEquals(this, other) || (hash == other.Hash && string.Equals(folded, other.Folded, StringComparison.Ordinal));
}
