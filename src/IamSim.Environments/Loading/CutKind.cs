namespace IamSim.Environments.Loading;

/// <summary>What was cut out of a file.</summary>
internal enum CutKind
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary>An item of a list.</summary>
    Item,

    /// <summary>A list that has no items.</summary>
    EmptyList,

    /// <summary>A member beside the lists that is a text, number, boolean or null.</summary>
    Member,

    /// <summary>The end of a document.</summary>
    EndOfDocument,
}
