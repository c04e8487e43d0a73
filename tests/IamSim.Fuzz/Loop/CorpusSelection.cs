namespace IamSim.Fuzz.Loop;

/// <summary>Picks the inputs that together reach the most, so that few are kept.</summary>
/// <param name="coverage">Counts what they reach.</param>
/// <param name="execute">Runs one.</param>
internal sealed class CorpusSelection(CoverageMap coverage, Action<byte[]> execute)
{
    /// <summary>Takes, again and again, the input that adds most to those taken before; of equal ones the shortest.</summary>
    public List<byte[]> Select(IReadOnlyList<byte[]> inputs, int count)
    {
        List<(byte[] Input, List<int> Features)> left = [.. inputs.Select(input => (input, FeaturesOf(input))).OrderBy(static pair => pair.input.Length)];
        var reached = new HashSet<int>();
        var selected = new List<byte[]>();
        while (selected.Count < count && left.Count > 0)
        {
            (byte[] Input, List<int> Features) best = left.MaxBy(pair => pair.Features.Count(feature => !reached.Contains(feature)));
            left.Remove(best);
            int before = reached.Count;
            reached.UnionWith(best.Features);
            if (reached.Count == before)
            {
                break;
            }

            selected.Add(best.Input);
        }

        return selected;
    }

    private List<int> FeaturesOf(byte[] input)
    {
        execute(input);
        return coverage.ReadFeatures();
    }
}
