using IamSim.Identifiers;

namespace IamSim.Conditions;

/// <summary>
/// An IP address in the strict textual forms: four decimal octets without leading zeros, or RFC 4291 without zone. The framework's own parser
/// reads octal, short and zoned forms, any of which would let an address pass for another.
/// </summary>
internal readonly record struct IpAddressText(UInt128 Bits, bool IsIPv6)
{
    private static readonly UInt128 MappedPrefix = (UInt128)0xFFFF << 32;

    public static bool TryParse(ReadOnlySpan<char> text, out IpAddressText address)
    {
        bool isIPv6 = text.Contains(':');
        UInt128 bits;
        bool valid = isIPv6 ? TryParseIPv6(text, out bits) : TryParseIPv4(text, out bits);
        address = new IpAddressText(bits, isIPv6);
        return valid;
    }

    /// <summary>The IPv4 address inside <c>::ffff:a.b.c.d</c>; any other address unchanged (OQ-12).</summary>
    public IpAddressText UnmapIPv4() =>
        IsIPv6 && Bits >> 32 == MappedPrefix >> 32 ? new IpAddressText(Bits & 0xFFFF_FFFF, false) : this;

    private static bool TryParseIPv4(ReadOnlySpan<char> text, out UInt128 bits)
    {
        bits = 0;
        uint address = 0;
        int index = 0;
        for (int octet = 0; octet < 4; octet++)
        {
            if (octet > 0 && (index >= text.Length || text[index++] != '.'))
            {
                return false;
            }

            int start = index;
            int value = 0;
            while (index < text.Length && index - start < 3 && char.IsAsciiDigit(text[index]))
            {
                value = value * 10 + (text[index++] - '0');
            }

            if (index == start || value > 255 || (index - start > 1 && text[start] == '0'))
            {
                return false;
            }

            address = (address << 8) | (uint)value;
        }

        bits = address;
        return index == text.Length;
    }

    private static bool TryParseIPv6(ReadOnlySpan<char> text, out UInt128 bits)
    {
        bits = 0;
        int gap = text.IndexOf("::");
        if (gap < 0)
        {
            return TryParseGroups(text, mayEndDotted: true, out bits, out int all) && all == 8;
        }

        if (!TryParseGroups(text[..gap], mayEndDotted: false, out UInt128 head, out int left) || !TryParseGroups(text[(gap + 2)..], mayEndDotted: true, out UInt128 tail, out int right) || left + right > 7)
        {
            return false;
        }

        bits = (left == 0 ? 0 : head << (16 * (8 - left))) | tail;
        return true;
    }

    // An IPv4 address may stand for the last two groups of the whole, not in front of the gap.
    private static bool TryParseGroups(ReadOnlySpan<char> text, bool mayEndDotted, out UInt128 bits, out int count)
    {
        (bits, count) = (0, 0);
        while (!text.IsEmpty)
        {
            int colon = text.IndexOf(':');
            ReadOnlySpan<char> group = colon < 0 ? text : text[..colon];
            if (mayEndDotted && colon < 0 && group.Contains('.'))
            {
                if (!TryParseIPv4(group, out UInt128 embedded) || count > 6)
                {
                    return false;
                }

                (bits, count) = ((bits << 32) | embedded, count + 2);
                return true;
            }

            if (group.Length is 0 or > 4 || count == 8 || colon == text.Length - 1 || !TryParseHexadecimal(group, out uint value))
            {
                return false;
            }

            (bits, count) = ((bits << 16) | value, count + 1);
            text = colon < 0 ? default : text[(colon + 1)..];
        }

        return true;
    }

    private static bool TryParseHexadecimal(ReadOnlySpan<char> text, out uint value)
    {
        value = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }

            value = (value << 4) | (uint)Convert.ToInt32(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        return true;
    }
}

/// <summary>An address with a prefix length; host bits below the mask are ignored (COND-61).</summary>
internal readonly record struct IpRange(IpAddressText Network, int PrefixLength)
{
    // A shift by the full width of the type would be a shift by nothing.
    private readonly UInt128 _mask = PrefixLength == 0 ? 0 : UInt128.MaxValue << ((Network.IsIPv6 ? 128 : 32) - PrefixLength);

    /// <summary>Whether it lies within the IPv4-mapped addresses.</summary>
    public bool IsMapped => PrefixLength >= 96 && Network.IsIPv6 && Network.UnmapIPv4() != Network;

    /// <summary>Whether bits behind the mask are set, which have no effect (COND-61).</summary>
    public bool HasHostBits => PrefixLength < Width && (Network.Bits & (UInt128.MaxValue >> (128 - Width + PrefixLength))) != 0;

    private int Width => Network.IsIPv6 ? 128 : 32;

    public static bool TryParse(ReadOnlySpan<char> text, out IpRange range)
    {
        range = default;
        int slash = text.IndexOf('/');
        if (!IpAddressText.TryParse(slash < 0 ? text : text[..slash], out IpAddressText address))
        {
            return false;
        }

        int width = address.IsIPv6 ? 128 : 32;
        int length = width;
        if (slash >= 0 && !TryParseLength(text[(slash + 1)..], width, out length))
        {
            return false;
        }

        range = new IpRange(address, length);
        return true;
    }

    /// <summary>The range as its first address and the length of its mask.</summary>
    public string ToCanonicalText()
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, Network.Bits & _mask);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{new System.Net.IPAddress(bytes[(Network.IsIPv6 ? 0 : 12)..])}/{PrefixLength}");
    }

    public bool Contains(in IpAddressText address) => address.IsIPv6 == Network.IsIPv6 && ((address.Bits ^ Network.Bits) & _mask) == 0;

    private static bool TryParseLength(ReadOnlySpan<char> text, int width, out int length)
    {
        length = 0;
        if (text.Length is 0 or > 3 || !AsciiDigits.IsAll(text) || (text.Length > 1 && text[0] == '0'))
        {
            return false;
        }

        foreach (char digit in text)
        {
            length = length * 10 + (digit - '0');
        }

        return length <= width;
    }
}
