namespace IamSim.Conditions.Operators;

/// <summary>IpAddress: addresses and ranges of IPv4 and IPv6, which never match each other (COND-60 to COND-63).</summary>
internal sealed class IpAddressOperator : ConditionOperator
{
    public override PreparedOperands Prepare(OperandReader reader) =>
        new Operands(reader.Read<IpRange>(TryRead, "an IP address or a range such as 203.0.113.0/24 or 2001:db8::/32"));

    private static bool TryRead(string text, out IpRange range) => IpRange.TryParse(text, out range);

    private sealed class Operands(IpRange[] ranges) : PreparedOperands
    {
        public override bool IsEmpty => ranges.Length == 0;

        public override OperandMatch Match(ReadOnlySpan<char> value, ContextSource source)
        {
            if (!IpAddressText.TryParse(value, out IpAddressText address))
            {
                return OperandMatch.Malformed;
            }

            IpAddressText unmapped = address.IsIPv6 && source.UnmapsIPv4 ? address.UnmapIPv4() : address;
            foreach (ref readonly IpRange range in ranges.AsSpan())
            {
                // A range that is itself written in the mapped form is meant for mapped addresses (OQ-12).
                if (range.Contains(unmapped) || (range.IsMapped && range.Contains(address)))
                {
                    return OperandMatch.Some;
                }
            }

            return OperandMatch.None;
        }
    }
}
