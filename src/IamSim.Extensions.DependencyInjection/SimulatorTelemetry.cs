using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace IamSim.Extensions.DependencyInjection;

/// <summary>What IamSim tells about itself: the meter and the activity source named <c>IamSim</c>.</summary>
/// <remarks>Principals and resources are left out of both: they name people, and would make one time series each.</remarks>
internal sealed class SimulatorTelemetry : IDisposable
{
    public const string Name = "IamSim";
    private const string PolicySetTag = "iamsim.policy_set";
    private const string DecisionTag = "iamsim.decision";

    private static readonly ActivitySource Activities = new(Name);

    // An evaluation takes from a tenth of a microsecond to some hundred of them.
    private static readonly InstrumentAdvice<double> DurationBuckets = new()
    {
        HistogramBucketBoundaries = [1e-7, 2.5e-7, 5e-7, 1e-6, 2.5e-6, 5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 1e-2, 1e-1],
    };

    private readonly Meter _meter;
    private readonly TimeProvider _timeProvider;
    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _reloads;

    private SimulatorTelemetry(Meter meter, TimeProvider timeProvider)
    {
        _meter = meter;
        _timeProvider = timeProvider;
        _decisions = meter.CreateCounter<long>("iamsim.decisions", "{decision}", "Requests that were answered.");
        _duration = meter.CreateHistogram("iamsim.evaluation.duration", "s", "Time that an answer took.", tags: null, DurationBuckets);
        _reloads = meter.CreateCounter<long>("iamsim.reloads", "{reload}", "New versions of a policy set that were put in force or refused.");
    }

    /// <summary>Takes the meter from the container's factory, which also disposes it; without one the meter is its own.</summary>
    public static SimulatorTelemetry Create(IServiceProvider services) => new(
        services.GetService<IMeterFactory>()?.Create(new MeterOptions(Name)) ?? new Meter(Name),
        services.GetService<TimeProvider>() ?? TimeProvider.System);

    /// <summary>Whether anybody wants to know of evaluations: three fields to read.</summary>
    public bool IsObserved => _decisions.Enabled || _duration.Enabled || Activities.HasListeners();

    public Decision Evaluate(Simulator simulator, AccessRequest request, string policySet)
    {
        using Activity? activity = Start("IamSim.Evaluate", request, policySet);
        bool timed = _duration.Enabled;
        long start = timed ? _timeProvider.GetTimestamp() : 0;
        Decision decision = simulator.Evaluate(request);
        var set = new KeyValuePair<string, object?>(PolicySetTag, PolicySetName.Display(policySet));
        if (timed)
        {
            // A TimeSpan is too coarse: its tick is a tenth of a microsecond.
            _duration.Record((_timeProvider.GetTimestamp() - start) / (double)_timeProvider.TimestampFrequency, set);
        }

        _decisions.Add(1, set, new KeyValuePair<string, object?>(DecisionTag, Word(decision.Kind)));
        Describe(activity, decision);
        return decision;
    }

    public static Activity? StartExplaining(AccessRequest request, string policySet) => Start("IamSim.Explain", request, policySet);

    public static void Describe(Activity? activity, in Decision decision)
    {
        if (activity is not { IsAllDataRequested: true })
        {
            return;
        }

        activity.SetTag(DecisionTag, Word(decision.Kind));
        activity.SetTag("iamsim.decided_by", decision.DecidedBy.ToString());
        if ((decision.Statement?.ToString() ?? decision.Rule?.Id) is { } place)
        {
            activity.SetTag("iamsim.decided_at", place);
        }
    }

    public void CountReload(string policySet, bool succeeded) => _reloads.Add(
        1,
        new KeyValuePair<string, object?>(PolicySetTag, PolicySetName.Display(policySet)),
        new KeyValuePair<string, object?>("iamsim.reload.outcome", succeeded ? "success" : "failure"));

    public void Dispose() => _meter.Dispose();

    private static Activity? Start(string name, AccessRequest request, string policySet)
    {
        Activity? activity = Activities.StartActivity(name);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(PolicySetTag, PolicySetName.Display(policySet));
            activity.SetTag("iamsim.action", request.Action);
        }

        return activity;
    }

    private static string Word(DecisionKind kind) => kind switch
    {
        DecisionKind.Allowed => nameof(DecisionKind.Allowed),
        DecisionKind.ExplicitDeny => nameof(DecisionKind.ExplicitDeny),
        _ => nameof(DecisionKind.ImplicitDeny),
    };
}
