using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using IamSim.Conditions;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Properties;

/// <summary>The span readers of the condition operators against readers made of regular expressions and big integers.</summary>
public sealed class ValueForms
{
    [Fact]
    public void Numbers_are_read_and_compared_by_value() => Compare(
        ["10", "10.0", "-3.25", "007", "0", "-0.0", "9.50", "123456789012345678901234567890", "0.000000000000000000000000001"],
        "0123459.-+e ",
        static (left, right) =>
        {
            bool read = ExactDigits.TryParse(left, out ExactDigits first) & ExactDigits.TryParse(right, out ExactDigits second);
            return (ExactDigits.TryParse(left, out _), read ? Math.Sign(first.CompareTo(second)) : null);
        },
        static (left, right) => Answer(ReferenceEvaluator.ParseNumber(left), ReferenceEvaluator.ParseNumber(right)));

    [Fact]
    public void Dates_are_read_and_compared_as_instants() => Compare(
        [
            "2026", "2026-01", "2026-02-28", "2024-02-29", "2026-01-15T00:00Z", "2026-01-15t1:30:00+01:00", "2026-01-14T22:00:00.123456789-02", "2026-12-31T23:59:59", "1768435200",
            "-292275054", "9223372036854775807", "0000-03-01", "9999-12-31T23:59:59.999999999-23:59", "1900-02-28T00:00z",
        ],
        "0123459-:.TtZz+ ",
        static (left, right) =>
        {
            bool read = Instant.TryParse(left, out Instant first) & Instant.TryParse(right, out Instant second);
            return (Instant.TryParse(left, out _), read ? Math.Sign(first.CompareTo(second)) : null);
        },
        static (left, right) => Answer(ReferenceEvaluator.ParseInstant(left), ReferenceEvaluator.ParseInstant(right)));

    [Fact]
    public void Addresses_are_read_and_lie_in_ranges_by_their_bits() => Compare(
        ["10.0.0.1", "203.0.113.7", "255.255.255.255", "0.0.0.0", "::", "::1", "2001:db8::1", "2001:DB8:0:0:0:0:0:1", "1:2:3:4:5:6:7:8", "::ffff:10.0.0.1", "1:2:3:4:5:6:10.0.0.1", "fe80::"],
        "0125.:fF%/",
        // The ranges are made from the same texts.
        static (left, right) =>
        {
            bool read = IpAddressText.TryParse(left, out IpAddressText address) & IpRange.TryParse(Range(right), out IpRange range);
            return (IpAddressText.TryParse(left, out _), read ? (range.Contains(address) ? 1 : 0) : null);
        },
        static (left, right) =>
        {
            ReferenceEvaluator.Address? address = ReferenceEvaluator.ParseAddress(left, unmap: false);
            ReferenceEvaluator.AddressRange? range = ReferenceEvaluator.ParseRange(Range(right));
            return (address is not null, address is not null && range is not null ? (range.Contains(address) ? 1 : 0) : null);
        });

    [Fact]
    public void Mapped_addresses_are_unmapped_as_defined()
    {
        foreach (string text in new[] { "::ffff:10.0.0.1", "::FFFF:a00:1", "0:0:0:0:0:ffff:10.0.0.1", "::fffe:10.0.0.1", "::10.0.0.1", "1::ffff:10.0.0.1", "10.0.0.1" })
        {
            Assert.True(IpAddressText.TryParse(text, out IpAddressText address));
            ReferenceEvaluator.Address expected = ReferenceEvaluator.ParseAddress(text, unmap: true)!;
            IpAddressText unmapped = address.UnmapIPv4();
            Assert.Equal((expected.Bits == 128, expected.Number), (unmapped.IsIPv6, (BigInteger)unmapped.Bits));
        }
    }

    // A length that depends on the text alone, so that both sides make the same range.
    private static string Range(string address) => address.Length % 3 == 0 ? address : $"{address}/{address.Length * 5 % (address.Contains(':', StringComparison.Ordinal) ? 129 : 33)}";

    private static (bool, int?) Answer(BigInteger? left, BigInteger? right) => (left is not null, left is { } first && right is { } second ? first.CompareTo(second) is var sign ? Math.Sign(sign) : null : null);

    private static void Compare(string[] samples, string alphabet, Func<string, string, (bool, int?)> engine, Func<string, string, (bool, int?)> definition)
    {
        Gen<string> texts = Gen.Choose(0, int.MaxValue).Select(seed => Misspell(new Dice(seed), samples, alphabet));
        foreach ((_, (string left, string right)) in RandomCases.Of(texts.Two(), 10_000))
        {
            if (engine(left, right) != definition(left, right))
            {
                Assert.Fail($"'{left}' and '{right}': the engine says {engine(left, right)}, the definition {definition(left, right)}");
            }
        }
    }

    /// <summary>A sample, or one with a few characters taken out, put in or changed.</summary>
    private static string Misspell(Dice dice, string[] samples, string alphabet)
    {
        string text = dice.Pick(samples);
        for (int edits = dice.Pick(0, 0, 1, 1, 2, 3); edits > 0 && text.Length > 0; edits--)
        {
            int at = dice.Below(text.Length);
            string character = alphabet[dice.Below(alphabet.Length)].ToString();
            text = dice.Below(3) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, character),
                _ => text.Remove(at, 1).Insert(at, character),
            };
        }

        return text;
    }
}
