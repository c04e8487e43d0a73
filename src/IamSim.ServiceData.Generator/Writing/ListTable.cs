namespace IamSim.ServiceData.Generator.Writing;

/// <summary>Different lists of places, each once, in the order of their first use. The empty list is the first.</summary>
internal sealed class ListTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<int[]> _lists = [];

    /// <summary>The number of the list with these places, in whatever order.</summary>
    public int Add(IEnumerable<int> places)
    {
        int[] sorted = [.. places.Distinct().Order()];
        string name = string.Join(' ', sorted);
        if (!_numbers.TryGetValue(name, out int number))
        {
            _lists.Add(sorted);
            number = _lists.Count;
            _numbers.Add(name, number);
        }

        return number;
    }

    public void Write(RecordWriter writer)
    {
        writer.WriteNumber(_lists.Count);
        foreach (int[] list in _lists)
        {
            writer.WriteNumber(list.Length);
            int last = -1;
            foreach (int place in list)
            {
                writer.WriteNumber(place - last - 1);
                last = place;
            }
        }
    }
}
