using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using IamSim.Explanations;
using IamSim.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace IamSim;

/// <summary>A policy set that is always at its current version. Thread-safe; inject it and ask it.</summary>
/// <remarks>
/// Each call is answered by one version as a whole. Two calls may be answered by two versions: where that matters, take <see cref="Current"/>
/// once and ask that.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing to release, and who waits on a token may come later than its end.")]
public sealed class LiveSimulator
{
    private readonly SimulatorTelemetry _telemetry;
    private readonly ILogger _logger;
    private volatile PolicyVersion _version;
    private CancellationTokenSource _reloaded = new();

    internal LiveSimulator(string name, PolicyVersion version, SimulatorTelemetry telemetry, ILogger logger)
    {
        Name = name;
        _version = version;
        _telemetry = telemetry;
        _logger = logger;
    }

    /// <summary>The name that the policy set was registered under; empty for the unnamed one.</summary>
    public string Name { get; }

    /// <summary>The compiled policies that are in force now. What is taken stays as it is when a newer version comes.</summary>
    public Simulator Current => _version.Simulator;

    /// <summary>When <see cref="Current"/> was put in force, by the container's clock.</summary>
    public DateTimeOffset LoadedAt => _version.LoadedAt;

    /// <summary>Why the newest version of the policies is not in force; <c>null</c> when it is.</summary>
    public PolicyLoadFailure? LastFailure => _version.LastFailure;

    /// <summary>Answers a request. Allocates nothing unless somebody listens to the meter or the activity source <c>IamSim</c>.</summary>
    /// <param name="request">The request.</param>
    public Decision Evaluate(AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Simulator simulator = _version.Simulator;
        return _telemetry.IsObserved ? _telemetry.Evaluate(simulator, request, Name) : simulator.Evaluate(request);
    }

    /// <summary>Answers a request and tells why. Does not count as a decision on the meter.</summary>
    /// <param name="request">The request.</param>
    public Explanation Explain(AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Simulator simulator = _version.Simulator;
        using Activity? activity = SimulatorTelemetry.StartExplaining(request, Name);
        Explanation explanation = simulator.Explain(request);
        SimulatorTelemetry.Describe(activity, explanation.Decision);
        return explanation;
    }

    /// <summary>A token that fires once when the next reload has ended, well or badly: to drop cached decisions, say.</summary>
    /// <remarks>Its callbacks run on the thread that reloads. Take the token before <see cref="Current"/> in order to miss nothing.</remarks>
    public IChangeToken GetReloadToken() => new CancellationChangeToken(Volatile.Read(ref _reloaded).Token);

    /// <summary>The name of the policy set and since when its version is in force.</summary>
    public override string ToString() => $"policy set '{PolicySetName.Display(Name)}' of {LoadedAt:u}";

    /// <summary>Puts a version in force. <see cref="Announce"/> follows.</summary>
    internal PolicyVersion Version
    {
        get => _version;
        set => _version = value;
    }

    /// <summary>Tells those who wait for a reload. What they do cannot harm it.</summary>
    internal void Announce()
    {
        try
        {
            Interlocked.Exchange(ref _reloaded, new CancellationTokenSource()).Cancel();
        }
        catch (AggregateException exception)
        {
            _logger.ReloadCallbackThrew(PolicySetName.Display(Name), exception);
        }
    }
}
