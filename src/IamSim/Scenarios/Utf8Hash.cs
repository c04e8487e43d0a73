using System.Buffers.Binary;
using System.Numerics;

namespace IamSim.Scenarios;

/// <summary>A quick hash of bytes for tables in which a collision costs no more than a miss. Its upper bits are the better ones.</summary>
internal static class Utf8Hash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    public static ulong Of(ReadOnlySpan<byte> key)
    {
        unchecked
        {
            ulong hash = (ulong)key.Length * Multiplier;
            for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
            {
                hash = (BitOperations.RotateLeft(hash, 25) ^ BinaryPrimitives.ReadUInt64LittleEndian(key)) * Multiplier;
            }

            ulong rest = 0;
            foreach (byte value in key)
            {
                rest = (rest << 8) | value;
            }

            return (BitOperations.RotateLeft(hash, 25) ^ rest) * Multiplier;
        }
    }
}
