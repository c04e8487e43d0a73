namespace IamSim.Tool.Batch;

/// <summary>What a column of requests is about.</summary>
internal enum CsvColumnKind
{
    Id,
    Now,
    Principal,
    Action,
    Resource,
    ResourceAccount,
    ContextKey,
}

/// <summary>A column of requests.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Name">The member of a request, or the context key.</param>
/// <param name="IsList">Whether its fields are lists: the header ends in <c>[]</c>.</param>
internal sealed record CsvColumn(CsvColumnKind Kind, string Name, bool IsList)
{
    /// <summary>Whether no row can do without it.</summary>
    public bool IsRequired => Kind is CsvColumnKind.Principal or CsvColumnKind.Action or CsvColumnKind.Resource;
}
