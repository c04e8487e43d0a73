using System.Diagnostics;
using System.Diagnostics.Metrics;
using IamSim.Extensions.DependencyInjection.Reloading;
using Microsoft.Extensions.DependencyInjection;

namespace IamSim.Extensions.DependencyInjection.Tests;

/// <summary>Alone, because a listener to the activity source is one for the whole process.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests
{
    private const int Evaluations = 20_000;
    private const int Rounds = 5;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decisions_are_counted_by_kind_and_policy_set(bool withMeterFactory)
    {
        using ServiceProvider services = Services(withMeterFactory);
        using var meter = new MeterRecorder("iamsim.decisions");

        services.Simulator("orders").Evaluate(Sample.ReadOrder);
        services.Simulator("orders").Evaluate(Sample.ReadOrder);
        services.Simulator("orders").Evaluate(Sample.Ask("orders:DeleteOrder"));
        services.Simulator().Evaluate(Sample.ReadOrder);
        services.Simulator().Explain(Sample.ReadOrder);

        Assert.Equal(
            [
                "iamsim.decisions {decision} 1 iamsim.policy_set=orders iamsim.decision=Allowed",
                "iamsim.decisions {decision} 1 iamsim.policy_set=orders iamsim.decision=Allowed",
                "iamsim.decisions {decision} 1 iamsim.policy_set=orders iamsim.decision=ImplicitDeny",
                "iamsim.decisions {decision} 1 iamsim.policy_set=default iamsim.decision=ExplicitDeny",
            ],
            meter.Measurements);
    }

    [Fact]
    public void The_time_of_an_evaluation_is_measured_in_seconds()
    {
        var clock = new CountingClock();
        using ServiceProvider services = Services(withMeterFactory: true, clock);
        using var meter = new MeterRecorder("iamsim.evaluation.duration");

        services.Simulator("orders").Evaluate(Sample.ReadOrder);

        Assert.Equal(["iamsim.evaluation.duration s 0.25 iamsim.policy_set=orders"], meter.Measurements);
        Assert.Equal(2, clock.Timestamps);
    }

    [Fact]
    public async Task Reloads_are_counted_by_outcome()
    {
        using var changes = new ManualChange();
        string sid = "First";
        using ServiceProvider services = new ServiceCollection()
            .AddMetrics()
            .AddIamSim("orders", policies => policies.From(_ => sid == "Bad" ? throw new TimeoutException() : Sample.Set(sid)).ReloadOnChange(_ => changes.Token))
            .BuildServiceProvider();
        LiveSimulator simulator = services.Simulator("orders");
        using var meter = new MeterRecorder("iamsim.reloads");

        sid = "Bad";
        changes.Fire();
        await simulator.Until(() => simulator.LastFailure is not null);
        sid = "Second";
        changes.Fire();
        await simulator.Until(() => simulator.Decider() == "Second");

        Assert.Equal(
            [
                "iamsim.reloads {reload} 1 iamsim.policy_set=orders iamsim.reload.outcome=failure",
                "iamsim.reloads {reload} 1 iamsim.policy_set=orders iamsim.reload.outcome=success",
            ],
            meter.Measurements);
    }

    [Fact]
    public void Evaluations_and_explanations_are_activities_that_name_neither_caller_nor_resource()
    {
        using ServiceProvider services = Services(withMeterFactory: true);
        LiveSimulator orders = services.Simulator("orders");
        LiveSimulator unnamed = services.Simulator();
        var activities = new List<Activity>();
        using (Listen(ActivitySamplingResult.AllDataAndRecorded, activities))
        {
            orders.Evaluate(Sample.ReadOrder);
            unnamed.Explain(Sample.Ask("orders:DeleteOrder"));
        }

        Assert.Equal(["IamSim.Evaluate", "IamSim.Explain"], activities.Select(static activity => activity.OperationName));
        Assert.Equal(
            ["iamsim.policy_set=orders", "iamsim.action=orders:GetOrder", "iamsim.decision=Allowed", "iamsim.decided_by=Identity", "iamsim.decided_at=Orders.json:1:41 (Orders)"],
            activities[0].TagObjects.Select(static tag => $"{tag.Key}={tag.Value}"));
        Assert.Equal(
            ["iamsim.policy_set=default", "iamsim.action=orders:DeleteOrder", "iamsim.decision=ExplicitDeny", "iamsim.decided_by=Identity", "iamsim.decided_at=deny.json:1:41 (No)"],
            activities[1].TagObjects.Select(static tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public void An_activity_that_wants_no_data_gets_none()
    {
        using ServiceProvider services = Services(withMeterFactory: true);
        LiveSimulator orders = services.Simulator("orders");
        var activities = new List<Activity>();
        using (Listen(ActivitySamplingResult.PropagationData, activities))
        {
            orders.Evaluate(Sample.ReadOrder);
        }

        Assert.Empty(Assert.Single(activities).TagObjects);
    }

    [Fact]
    public void When_nobody_listens_an_evaluation_allocates_nothing_and_looks_at_no_clock()
    {
        var clock = new CountingClock();
        using ServiceProvider services = Services(withMeterFactory: true, clock);
        LiveSimulator simulator = services.Simulator("orders");
        for (int i = 0; i < 200; i++)
        {
            Assert.True(simulator.Evaluate(Sample.ReadOrder).IsAllowed);
        }

        // The runtime may allocate once while it recompiles hot code; what an evaluation allocates shows in every round.
        Assert.Equal(0, Enumerable.Range(0, Rounds).Min(_ => AllocatedBy(simulator)));
        Assert.Equal(0, clock.Timestamps);
        Assert.False(services.GetRequiredService<SimulatorTelemetry>().IsObserved);
    }

    [Fact]
    public void A_listener_to_the_meter_alone_costs_no_allocation_either()
    {
        using ServiceProvider services = Services(withMeterFactory: true);
        LiveSimulator simulator = services.Simulator("orders");
        long count = 0;
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEventsIfOurs(instrument) };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => count += value);
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.Start();
        AllocatedBy(simulator);

        Assert.Equal(0, Enumerable.Range(0, Rounds).Min(_ => AllocatedBy(simulator)));
        Assert.Equal((Rounds + 1) * Evaluations, count);
    }

    private static long AllocatedBy(LiveSimulator simulator)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Evaluations; i++)
        {
            simulator.Evaluate(Sample.ReadOrder);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static ActivityListener Listen(ActivitySamplingResult sampling, List<Activity> stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "IamSim",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
            ActivityStopped = stopped.Add,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static ServiceProvider Services(bool withMeterFactory, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        if (withMeterFactory)
        {
            services.AddMetrics();
        }

        if (clock is not null)
        {
            services.AddSingleton(clock);
        }

        const string Deny = """{ "Version": "2012-10-17", "Statement": { "Sid": "No", "Effect": "Deny", "Action": "*", "Resource": "*" } }""";
        var denying = new PolicySet { Identity = [IamSim.Policies.PolicyDocument.Parse(Deny, "deny.json")] };
        return services
            .AddIamSim("orders", static policies => policies.From(Sample.Set("Orders", "orders:Get*")))
            .AddIamSim(policies => policies.From(denying))
            .BuildServiceProvider();
    }

    /// <summary>Writes down what one instrument measures.</summary>
    private sealed class MeterRecorder : IDisposable
    {
        private readonly MeterListener _listener = new();

        public MeterRecorder(string instrument)
        {
            _listener.InstrumentPublished = (published, listener) =>
            {
                if (published.Meter.Name == "IamSim" && published.Name == instrument)
                {
                    listener.EnableMeasurementEvents(published);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, FormattableString.Invariant($"{value}"), tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, FormattableString.Invariant($"{value}"), tags));
            _listener.Start();
        }

        public List<string> Measurements { get; } = [];

        public void Dispose() => _listener.Dispose();

        private void Record(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            Measurements.Add($"{instrument.Name} {instrument.Unit} {value} {string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))}");
    }

    /// <summary>A clock on which a quarter of a second passes between two looks.</summary>
    private sealed class CountingClock : TimeProvider
    {
        private long _timestamps;

        public long Timestamps => _timestamps;

        public override long TimestampFrequency => 4;

        public override long GetTimestamp() => ++_timestamps;
    }
}

internal static class MeterListenerExtensions
{
    public static void EnableMeasurementEventsIfOurs(this MeterListener listener, Instrument instrument)
    {
        if (instrument.Meter.Name == "IamSim")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }
}
