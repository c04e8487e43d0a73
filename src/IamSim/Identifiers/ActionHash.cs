using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace IamSim.Identifiers;

/// <summary>
/// The hash of an action's name, the same in any letter case. Four characters are folded and mixed at a time. Seeded per process, so that nobody
/// can prepare names that collide.
/// </summary>
internal static class ActionHash
{
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;

    // Whether a 16-bit lane holds one of A to Z: added to it, the first sets bit 7 from 'A' on, the second from '[' on.
    private const ulong FromA = 0x0080_0080_0080_0080 - (0x0001_0001_0001_0001 * 'A');
    private const ulong BeyondZ = 0x0080_0080_0080_0080 - (0x0001_0001_0001_0001 * ('Z' + 1));
    private const ulong LaneBit7 = 0x0080_0080_0080_0080;
    private const ulong NotAscii = 0xFF80_FF80_FF80_FF80;

    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

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

    private static ulong Mix(ulong hash, ulong characters) => BitOperations.RotateLeft(unchecked((hash ^ Fold(characters)) * Factor), 29);

    // A word with a character beyond ASCII goes lane by lane: the carry of one lane may not reach the next.
    private static ulong Fold(ulong characters)
    {
        if ((characters & NotAscii) != 0)
        {
            ulong folded = 0;
            for (int shift = 0; shift < 64; shift += 16)
            {
                folded |= (ulong)AsciiFold.ToLower((char)((characters >> shift) & char.MaxValue)) << shift;
            }

            return folded;
        }

        ulong capitals = (characters + FromA) & ~(characters + BeyondZ) & LaneBit7;
        return characters | (capitals >> 2);
    }
}
