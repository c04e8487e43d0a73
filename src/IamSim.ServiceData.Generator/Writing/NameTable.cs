namespace IamSim.ServiceData.Generator.Writing;

/// <summary>Names of one kind in their order, each with its place.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="kind">What they are, for faults.</param>
    /// <param name="names">The names in any order.</param>
    public NameTable(string kind, IEnumerable<string> names)
    {
        Kind = kind;
        Names = [.. names.Order(StringComparer.OrdinalIgnoreCase)];
        foreach (string name in Names)
        {
            if (!_places.TryAdd(name, _places.Count))
            {
                throw new CatalogueContentException($"found the {kind} '{name}' twice, expected each name once, in whatever case");
            }
        }
    }

    public string Kind { get; }

    public string[] Names { get; }

    public int Place(string name) =>
        _places.TryGetValue(name, out int place) ? place : throw new CatalogueContentException($"found the {Kind} '{name}', expected one that the service lists");

    public void Write(RecordWriter writer)
    {
        writer.WriteNumber(Names.Length);
        foreach (string name in Names)
        {
            writer.WriteText(name);
        }
    }
}
