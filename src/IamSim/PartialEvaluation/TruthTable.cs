namespace IamSim.PartialEvaluation;

/// <summary>Sets of outcomes of a few tests, one bit for each combination: tells whether two conditions are the same.</summary>
internal sealed class TruthTable
{
    /// <summary>The most tests that a table takes: 4096 combinations.</summary>
    public const int MaximumTests = 12;

    // Which of 64 combinations have the first, second … sixth test true.
    private static readonly ulong[] Patterns = [0xAAAA_AAAA_AAAA_AAAA, 0xCCCC_CCCC_CCCC_CCCC, 0xF0F0_F0F0_F0F0_F0F0, 0xFF00_FF00_FF00_FF00, 0xFFFF_0000_FFFF_0000, 0xFFFF_FFFF_0000_0000];

    private readonly Dictionary<int, int> _places = [];
    private readonly int _words;
    private readonly ulong[] _reachable;

    public TruthTable(IReadOnlyList<ResidualTest> tests)
    {
        foreach (ResidualTest test in tests)
        {
            _places[test.Index] = _places.Count;
        }

        _words = 1 << Math.Max(0, tests.Count - 6);
        _reachable = All();
        // Fewer than six tests fill a part of a word only.
        _reachable[0] &= tests.Count >= 6 ? ulong.MaxValue : (1UL << (1 << tests.Count)) - 1;
    }

    /// <summary>The combinations in which a condition holds.</summary>
    public ulong[] Of(ResidualCondition condition)
    {
        ulong[] rows = condition.Kind == ResidualConditionKind.All ? All() : new ulong[_words];
        if (condition.Test is { } test)
        {
            Fill(rows, _places[test.Index]);
        }

        foreach (ResidualCondition operand in condition.Operands)
        {
            ulong[] other = Of(operand);
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = condition.Kind switch
                {
                    ResidualConditionKind.All => rows[i] & other[i],
                    ResidualConditionKind.Any => rows[i] | other[i],
                    _ => ~other[i],
                };
            }
        }

        return rows;
    }

    /// <summary>Leaves out every combination in which some tests come out in a way that no value brings about.</summary>
    /// <param name="tests">The tests.</param>
    /// <param name="outcomes">Every way in which they can come out, the first test in the lowest bit.</param>
    public void Restrict(IReadOnlyList<ResidualTest> tests, IEnumerable<uint> outcomes)
    {
        ulong[] possible = new ulong[_words];
        ulong[] one = new ulong[_words];
        foreach (uint outcome in outcomes)
        {
            ulong[] rows = All();
            for (int i = 0; i < tests.Count; i++)
            {
                Fill(one, _places[tests[i].Index]);
                ulong flip = (outcome >> i & 1) == 1 ? 0 : ulong.MaxValue;
                for (int word = 0; word < rows.Length; word++)
                {
                    rows[word] &= one[word] ^ flip;
                }
            }

            for (int word = 0; word < rows.Length; word++)
            {
                possible[word] |= rows[word];
            }
        }

        for (int word = 0; word < possible.Length; word++)
        {
            _reachable[word] &= possible[word];
        }
    }

    /// <summary>Whether two sets agree on every combination that can come about.</summary>
    public bool AreSame(ulong[] left, ulong[] right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (((left[i] ^ right[i]) & _reachable[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void Fill(ulong[] rows, int place)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = place < Patterns.Length ? Patterns[place] : (i >> (place - Patterns.Length) & 1) == 1 ? ulong.MaxValue : 0;
        }
    }

    private ulong[] All()
    {
        ulong[] rows = new ulong[_words];
        Array.Fill(rows, ulong.MaxValue);
        return rows;
    }
}
