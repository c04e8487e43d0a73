using IamSim.Conditions;
using IamSim.Policies;

namespace IamSim.Tests.Evaluation;

public sealed class ConcurrencyTests
{
    [Fact]
    public void Threads_that_share_a_simulator_get_their_own_answers()
    {
        PolicyDocument document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}/*","Condition":{"StringEquals":{"x:n":"${x:m}"},"DateLessThan":{"aws:CurrentTime":"2030-01-01T00:00:00Z"}}}]}""");
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [document] });

        Parallel.For(0, 16, thread =>
        {
            for (int i = 0; i < 2000; i++)
            {
                bool expected = (thread + i) % 3 == 0;
                var request = new AccessRequest($"arn:aws:iam::111122223333:user/u{thread}", "s3:GetObject", $"arn:aws:s3:::b/u{thread}/k")
                {
                    Context = RequestContext.Create(("x:n", $"{i}"), ("x:m", $"{(expected ? i : -1)}")),
                    Time = DateTimeOffset.UnixEpoch,
                };
                Assert.Equal(expected, simulator.Evaluate(request).IsAllowed);
            }
        });
    }

    [Fact]
    public void A_clock_that_asks_the_simulator_itself_does_no_harm()
    {
        PolicyDocument document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2030-01-01T00:00:00Z"},"StringEquals":{"aws:username":"alice"}}}]}""");
        Simulator? simulator = null;
        var clock = new AskingClock(() => simulator!.Evaluate(new AccessRequest("arn:aws:iam::111122223333:user/bob", "s3:GetObject", "*") { Time = DateTimeOffset.UnixEpoch }));
        simulator = Simulator.Compile(new PolicySet { Identity = [document] }, timeProvider: clock);

        Assert.True(simulator.Evaluate(new AccessRequest("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "*")).IsAllowed);
        Assert.Equal(DecisionKind.ImplicitDeny, clock.Inner.Kind);
    }

    private sealed class AskingClock(Func<Decision> ask) : TimeProvider
    {
        public Decision Inner { get; private set; }

        public override DateTimeOffset GetUtcNow()
        {
            Inner = ask();
            return DateTimeOffset.UnixEpoch;
        }
    }
}
