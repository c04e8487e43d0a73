using System.Runtime.InteropServices;
using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>Makes slices of a policy set out of the statements that cover an action, one for each set of statements. Not thread-safe.</summary>
internal sealed class SliceBuilder
{
    /// <summary>Most sets of statements that are kept to be shared.</summary>
    public const int Capacity = 4096;

    private readonly CompiledPolicySet _set;
    private readonly PlacedStatement[] _statements;
    private readonly LayerSlice?[] _silent;
    private readonly Dictionary<int[], ActionSlice> _slices = new(OrdinalsComparer.Instance);

    public SliceBuilder(CompiledPolicySet set, PlacedStatement[] statements)
    {
        _set = set;
        _statements = statements;
        _silent = [.. set.LayersBySlot.Select(static layer => layer is null ? null : new LayerSlice([.. layer.Levels.Select(static _ => LevelSlice.Empty)]))];
        Nothing = new ActionSlice(_silent);
    }

    /// <summary>The slice of an action that no statement covers.</summary>
    public ActionSlice Nothing { get; }

    /// <summary>Slices that are kept.</summary>
    public int Count => _slices.Count;

    /// <summary>The slice of some statements, given by their ordinals in order.</summary>
    public ActionSlice Get(ReadOnlySpan<int> ordinals)
    {
        Dictionary<int[], ActionSlice>.AlternateLookup<ReadOnlySpan<int>> slices = _slices.GetAlternateLookup<ReadOnlySpan<int>>();
        if (slices.TryGetValue(ordinals, out ActionSlice? known))
        {
            return known;
        }

        ActionSlice slice = Build(ordinals);
        if (_slices.Count < Capacity)
        {
            slices[ordinals] = slice;
        }

        return slice;
    }

    private ActionSlice Build(ReadOnlySpan<int> ordinals)
    {
        var layers = (LayerSlice?[])_silent.Clone();
        for (int start = 0; start < ordinals.Length;)
        {
            int layer = _statements[ordinals[start]].Layer;
            int end = start + 1;
            while (end < ordinals.Length && _statements[ordinals[end]].Layer == layer)
            {
                end++;
            }

            layers[layer] = BuildLayer(layer, ordinals[start..end]);
            start = end;
        }

        return new ActionSlice(layers);
    }

    private LayerSlice BuildLayer(int layer, ReadOnlySpan<int> ordinals)
    {
        bool namesAllow = layer is (int)PolicyKind.Identity or (int)PolicyKind.Resource or CompiledPolicySet.AccessPointSlot;
        var levels = new LevelSlice[_set.LayersBySlot[layer]!.Levels.Length];
        var statements = new List<PlacedStatement>(ordinals.Length);
        int next = 0;
        for (int level = 0; level < levels.Length; level++)
        {
            statements.Clear();
            while (next < ordinals.Length && _statements[ordinals[next]].Level == level)
            {
                statements.Add(_statements[ordinals[next++]]);
            }

            levels[level] = LevelSlice.Of(CollectionsMarshal.AsSpan(statements), namesAllow);
        }

        return new LayerSlice(levels);
    }

    /// <summary>Compares lists of ordinals, also with one that is still a span.</summary>
    private sealed class OrdinalsComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public static readonly OrdinalsComparer Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(int[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<int> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(alternate));
            return hash.ToHashCode();
        }

        public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
    }
}
