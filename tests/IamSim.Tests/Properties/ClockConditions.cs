using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Properties;

/// <summary>Conditions on the clock compare instants; nobody can tell that no text was written.</summary>
public sealed class ClockConditions
{
    private static readonly string[] Operators =
    [
        "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "DateEqualsIfExists",
        "ForAnyValue:DateLessThan", "ForAllValues:DateNotEquals", "NumericLessThan", "NumericGreaterThanEquals", "StringEquals",
    ];

    // Around the year 1, 1970, the seconds that look like a year, the least integer of a date, and now.
    private static readonly long[] Turns = [-62_135_596_800, -292_275_054, 0, 999, 1000, 9_999, 10_000, 1_790_000_000, 253_402_300_799];

    [Fact]
    public void The_clock_means_what_its_texts_mean()
    {
        Gen<long> seconds = Gen.Elements(Turns).Zip(Gen.Choose(-2, 2)).Select(static pair => Math.Clamp(pair.Item1 + pair.Item2, Turns[0], Turns[^1]));
        foreach ((ulong seed, (((long now, long operand), int fraction), (string name, bool epoch))) in RandomCases.Of(
            seconds.Zip(seconds).Zip(Gen.Choose(0, 999)).Zip(Gen.Elements(Operators).Zip(Gen.Elements(false, true))), 500))
        {
            DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(now).AddMilliseconds(fraction);
            string key = epoch ? "aws:EpochTime" : "aws:CurrentTime";
            string value = epoch ? operand.ToString(CultureInfo.InvariantCulture) : Text(DateTimeOffset.FromUnixTimeSeconds(operand));
            if (!epoch && name.StartsWith("Numeric", StringComparison.Ordinal))
            {
                continue;
            }

            PolicyDocument document = PolicyDocument.Parse($$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"{{{name}}}":{"{{{key}}}":"{{{value}}}" } } } }""");
            Simulator simulator = Simulator.Compile(new PolicySet { Identity = [document] }, new EvaluationOptions { Lenient = true });
            AccessRequest derived = new AccessRequest(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject", "*") with { Time = time };
            AccessRequest stated = derived with { Context = RequestContext.Create((key, epoch ? now.ToString(CultureInfo.InvariantCulture) : Text(time))) };

            Assert.True(simulator.Evaluate(derived).Kind == simulator.Evaluate(stated).Kind, $"{name} {key} {value} at {time:O}; IAMSIM_SEED={seed}");
            Assert.Equal(simulator.Evaluate(derived).Kind, simulator.Explain(derived).Decision.Kind);
        }
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
