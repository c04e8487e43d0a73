using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Batches;

/// <summary>The clock is the caller's code in the middle of an evaluation: it may ask the same simulator, and it may fail.</summary>
public sealed class ClocksThatInterfere
{
    private const string Red = "arn:aws:iam::111122223333:user/red";
    private const string Blue = "arn:aws:iam::444455556666:user/blue";

    private static readonly PolicySet Set = new()
    {
        Identity =
        [
            PolicyDocument.Parse("""
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Action":"sqs:Send*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"},"StringEquals":{"aws:username":"red"}}},
                  {"Effect":"Deny","Action":"sqs:*","Resource":"arn:aws:sqs:*:*:${aws:username}","Condition":{"DateGreaterThan":{"aws:EpochTime":"2020-01-01T00:00:00Z"}}}]}
                """),
        ],
    };

    [Fact]
    public void A_question_asked_by_the_clock_changes_nothing_in_the_one_that_asks_for_the_time()
    {
        Simulator? simulator = null;
        int inner = 0;
        var clock = new Clock(() =>
        {
            // Only the outermost question has a nested one.
            if (inner++ == 0)
            {
                Assert.Equal(DecisionKind.ExplicitDeny, Ask(simulator!, Blue, "arn:aws:sqs:eu-west-1:444455556666:blue").Kind);
            }
        });
        simulator = Simulator.Compile(Set, timeProvider: clock);

        for (int i = 0; i < 3; i++)
        {
            inner = 0;
            Assert.Equal(DecisionKind.Allowed, Ask(simulator, Red, "arn:aws:sqs:eu-west-1:111122223333:q").Kind);
            Assert.Equal(2, inner);
        }
    }

    [Fact]
    public void A_clock_that_fails_fails_one_question()
    {
        bool fails = false;
        var clock = new Clock(() => _ = fails ? throw new InvalidTimeZoneException() : 0);
        Simulator simulator = Simulator.Compile(Set, timeProvider: clock);
        for (int i = 0; i < 3; i++)
        {
            fails = true;
            Assert.Throws<InvalidTimeZoneException>(() => Ask(simulator, Red, "arn:aws:sqs:eu-west-1:111122223333:q"));
            Assert.Throws<FormatException>(() => simulator.Evaluate(Principal.Parse(Red), "no action", "*"));
            fails = false;
            Assert.Equal(DecisionKind.ExplicitDeny, Ask(simulator, Blue, "arn:aws:sqs:eu-west-1:444455556666:blue").Kind);
            Assert.Equal(DecisionKind.Allowed, Ask(simulator, Red, "arn:aws:sqs:eu-west-1:111122223333:q").Kind);
        }
    }

    private static Decision Ask(Simulator simulator, string caller, string resource) => simulator.Evaluate(Principal.Parse(caller), "sqs:SendMessage", resource);

    private sealed class Clock(Action interfere) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            interfere();
            return new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        }
    }
}
