using System.Numerics;
using IamSim.Conditions;
using IamSim.Tests.Reference;

namespace IamSim.Fuzz.Targets;

/// <summary>Numbers, dates and addresses of conditions against readers made of regular expressions and big integers.</summary>
internal sealed class ValueTarget() : FuzzTarget("values", 1, "numbers, dates, addresses and ranges are read and compared as by the reference")
{
    public override IReadOnlyList<string> Tokens => [.. Mutations.Tokens.Values, "::", "::ffff:", "/", ".", "-", "+", "T", "Z", "+01:00", "0:0:", "255", "%eth0", "e", "00000000"];

    public override bool UsesReference => true;

    public override int MaximumLength => 96;

    public override void Run(byte[] input)
    {
        string[] lines = InputText.Lines(input, 2);
        (string left, string right) = (lines[0], lines[1]);
        bool isNumber = ExactDigits.TryParse(left, out ExactDigits number) & ExactDigits.TryParse(right, out ExactDigits otherNumber);
        Check("numbers", (ExactDigits.TryParse(left, out _), isNumber ? Math.Sign(number.CompareTo(otherNumber)) : null), Answer(ReferenceEvaluator.ParseNumber(left), ReferenceEvaluator.ParseNumber(right)), left, right);
        bool isInstant = Instant.TryParse(left, out Instant instant) & Instant.TryParse(right, out Instant otherInstant);
        Check("dates", (Instant.TryParse(left, out _), isInstant ? Math.Sign(instant.CompareTo(otherInstant)) : null), Answer(ReferenceEvaluator.ParseInstant(left), ReferenceEvaluator.ParseInstant(right)), left, right);
        CheckAddresses(left, right, unmap: false);
        CheckAddresses(left, right, unmap: true);
    }

    private static void CheckAddresses(string left, string right, bool unmap)
    {
        bool isAddress = IpAddressText.TryParse(left, out IpAddressText address);
        bool isRange = IpRange.TryParse(right, out IpRange range);
        address = unmap ? address.UnmapIPv4() : address;
        ReferenceEvaluator.Address? expected = ReferenceEvaluator.ParseAddress(left, unmap);
        ReferenceEvaluator.AddressRange? expectedRange = ReferenceEvaluator.ParseRange(right);
        Invariant.Same(expectedRange is not null, isRange, "ranges are read as by the reference");
        Check(
            "addresses",
            (isAddress, isAddress && isRange ? (range.Contains(address) ? 1 : 0) : null),
            (expected is not null, expected is not null && expectedRange is not null ? (expectedRange.Contains(expected) ? 1 : 0) : null),
            left,
            right);
        if (isRange)
        {
            string canonical = range.ToCanonicalText();
            Invariant.Holds(IpRange.TryParse(canonical, out IpRange again) && (!isAddress || again.Contains(address) == range.Contains(address)), "the canonical text of a range is the same range", () => $"{right} became {canonical}");
        }
    }

    private static void Check(string what, (bool, int?) engine, (bool, int?) reference, string left, string right) =>
        Invariant.Holds(engine == reference, $"{what} are read and compared as by the reference", () => $"'{left}' and '{right}': the engine says {engine}, the reference {reference}");

    private static (bool, int?) Answer(BigInteger? left, BigInteger? right) =>
        (left is not null, left is { } first && right is { } second ? Math.Sign(first.CompareTo(second)) : null);
}
