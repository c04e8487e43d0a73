using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace IamSim.Fuzz.Loop;

/// <summary>The branches that instrumented code takes: 64 KB of counters, and which of them were seen how often. One for a process.</summary>
/// <remarks>As AFL does it: a counter for each pair of branches that follow each other, and times put together in eight classes.</remarks>
internal sealed unsafe class CoverageMap
{
    private const int Size = 1 << 16;
    private const int Words = Size / sizeof(ulong);

    private static readonly byte[] Classes = [.. Enumerable.Range(0, 256).Select(static count => (byte)(count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    }))];

    private readonly byte* _counters = (byte*)NativeMemory.AlignedAlloc(Size, 64);
    private readonly byte[] _seen = new byte[Size];

    public CoverageMap()
    {
        Clear();
        Trace.SharedMem = _counters;
    }

    /// <summary>How many pairs of branches were seen.</summary>
    public int Edges { get; private set; }

    /// <summary>How many classes of times of pairs were seen.</summary>
    public int Features { get; private set; }

    /// <summary>Begins anew, as for another target.</summary>
    public void Forget()
    {
        Array.Clear(_seen);
        (Edges, Features) = (0, 0);
    }

    public void Clear()
    {
        new Span<byte>(_counters, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Takes over what was counted since the last <see cref="Clear"/>.</summary>
    /// <returns>Whether there is something that was not seen before.</returns>
    public bool Take()
    {
        bool isNew = false;
        ulong* words = (ulong*)_counters;
        for (int i = 0; i < Words; i++)
        {
            if (words[i] != 0)
            {
                isNew |= TakeWord(i * sizeof(ulong));
            }
        }

        return isNew;
    }

    /// <summary>What was counted since the last <see cref="Clear"/>, as numbers that are the same for the same class of times of the same pair.</summary>
    public List<int> ReadFeatures()
    {
        var features = new List<int>();
        for (int i = 0; i < Size; i++)
        {
            if (_counters[i] != 0)
            {
                features.Add((i << 3) | BitOperations.Log2(Classes[_counters[i]]));
            }
        }

        return features;
    }

    private bool TakeWord(int start)
    {
        bool isNew = false;
        for (int i = start; i < start + sizeof(ulong); i++)
        {
            byte unseen = (byte)(Classes[_counters[i]] & ~_seen[i]);
            if (unseen != 0)
            {
                Edges += _seen[i] == 0 ? 1 : 0;
                Features++;
                _seen[i] |= unseen;
                isNew = true;
            }
        }

        return isNew;
    }
}
