using System.Buffers;

namespace IamSim.Compilation;

/// <summary>Ordinals of statements, gathered in a buffer of the caller and in a rented one when that is full.</summary>
internal ref struct OrdinalList(Span<int> buffer)
{
    private Span<int> _ordinals = buffer;
    private int[]? _rented;
    private int _count;

    public readonly ReadOnlySpan<int> Ordinals => _ordinals[.._count];

    public void Add(int ordinal)
    {
        if (_count == _ordinals.Length)
        {
            Grow();
        }

        _ordinals[_count++] = ordinal;
    }

    /// <summary>Brings the ordinals in order and drops those that are there twice.</summary>
    public void SortAndDistinct()
    {
        if (_count < 2)
        {
            return;
        }

        _ordinals[.._count].Sort();
        int kept = 1;
        for (int i = 1; i < _count; i++)
        {
            if (_ordinals[i] != _ordinals[kept - 1])
            {
                _ordinals[kept++] = _ordinals[i];
            }
        }

        _count = kept;
    }

    public readonly void Return()
    {
        if (_rented is not null)
        {
            ArrayPool<int>.Shared.Return(_rented);
        }
    }

    private void Grow()
    {
        int[] larger = ArrayPool<int>.Shared.Rent(_ordinals.Length * 2);
        _ordinals.CopyTo(larger);
        Return();
        _ordinals = _rented = larger;
    }
}
