using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Validation;

/// <summary>Address ranges that are not what they seem.</summary>
internal sealed class AddressChecks(PolicyReporter reporter)
{
    // RFC 1918 and the unique local addresses of RFC 4193.
    private static readonly IpRange[] Private = [Range("10.0.0.0/8"), Range("172.16.0.0/12"), Range("192.168.0.0/16"), Range("fc00::/7")];

    public void Check(string key, PolicyValue value)
    {
        if (!IpRange.TryParse(value.Text, out IpRange range))
        {
            return;
        }

        // COND-64: requests carry public addresses there; inside a VPC it is another key that holds the address.
        if (AsciiFold.Equals(key, "aws:SourceIp") && Array.Exists(Private, wide => wide.PrefixLength <= range.PrefixLength && wide.Contains(range.Network)))
        {
            reporter.Report(DiagnosticDescriptors.PrivateSourceIp, value.Span, $"aws:SourceIp holds public addresses, so the private {JsonNode.Quote(value.Text)} matches nothing", "use aws:VpcSourceIp with aws:SourceVpc for requests through a VPC endpoint");
        }

        // COND-61: the bits are ignored, so the range is wider than it reads.
        if (range.HasHostBits)
        {
            reporter.Report(DiagnosticDescriptors.HostBits, value.Span, $"{JsonNode.Quote(value.Text)} names an address inside a range; AWS takes the whole range", "write the first address of the range, or a longer mask", DiagnosticFix.Replace("write the first address of the range", value.Span, $"\"{range.ToCanonicalText()}\""));
        }
    }

    private static IpRange Range(string text) => IpRange.TryParse(text, out IpRange range) ? range : throw new ArgumentException("not a range", nameof(text));
}
