using IamSim.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IamSim.Extensions.DependencyInjection.Tests;

public sealed class ClockTests
{
    private static readonly PolicySet UntilNoon = new()
    {
        Identity =
        [
            PolicyDocument.Parse("""
                { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*",
                  "Condition": { "DateLessThan": { "aws:CurrentTime": "2026-11-26T12:00:00Z" } } } }
                """),
        ],
    };

    [Fact]
    public void The_clock_of_the_container_is_the_clock_of_the_policies()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 11, 59, 59, TimeSpan.Zero));
        using ServiceProvider services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddIamSim(static policies => policies.From(UntilNoon))
            .BuildServiceProvider();
        LiveSimulator simulator = services.Simulator();

        Assert.True(simulator.Evaluate(Sample.ReadOrder).IsAllowed);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(simulator.Evaluate(Sample.ReadOrder).IsAllowed);
    }

    [Fact]
    public void Without_a_clock_in_the_container_it_is_the_systems()
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        using ServiceProvider services = new ServiceCollection().AddIamSim(static policies => policies.From(UntilNoon)).BuildServiceProvider();

        Assert.InRange(services.Simulator().LoadedAt, before, TimeProvider.System.GetUtcNow());
    }
}
