using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IamSim.Identifiers;

/// <summary>
/// The hash of an action's name, the same in any letter case. Four characters are folded and mixed at a time. Start and factor are secrets of
/// the process, and both halves of a product count, so that nobody can prepare names that collide.
/// </summary>
internal static class ActionHash
{
    // Whether a 16-bit lane holds one of A to Z: added to it, the first sets bit 7 from 'A' on, the second from '[' on.
    private const ulong FromA = 0x0080_0080_0080_0080 - (0x0001_0001_0001_0001 * 'A');
    private const ulong BeyondZ = 0x0080_0080_0080_0080 - (0x0001_0001_0001_0001 * ('Z' + 1));
    private const ulong LaneBit7 = 0x0080_0080_0080_0080;
    private const ulong NotAscii = 0xFF80_FF80_FF80_FF80;

    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();
    private static readonly ulong Factor = ((ulong)Random.Shared.NextInt64() << 1) | 1;

    public static ulong Of(ReadOnlySpan<char> name)
    {
        ulong hash = Seed ^ (ulong)name.Length;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(name);
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        ulong rest = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            rest |= (ulong)bytes[i] << (8 * i);
        }

        hash = Mix(hash, rest);
        return hash ^ (hash >> 32);
    }

    // The lower half alone would carry a change of the highest bit to one known place, where the next characters could undo it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong characters)
    {
        ulong high = Math.BigMul(hash ^ Fold(characters), Factor, out ulong low);
        return high ^ low;
    }

    // A word with a character beyond ASCII goes lane by lane: the carry of one lane may not reach the next.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong characters)
    {
        if ((characters & NotAscii) != 0)
        {
            return FoldByLane(characters);
        }

        ulong capitals = (characters + FromA) & ~(characters + BeyondZ) & LaneBit7;
        return characters | (capitals >> 2);
    }

    private static ulong FoldByLane(ulong characters)
    {
        ulong folded = 0;
        for (int shift = 0; shift < 64; shift += 16)
        {
            folded |= (ulong)AsciiFold.ToLower((char)((characters >> shift) & char.MaxValue)) << shift;
        }

        return folded;
    }
}
