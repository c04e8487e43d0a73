using IamSim.Diagnostics;
using IamSim.Extensions.DependencyInjection.Loading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace IamSim.Extensions.DependencyInjection.Reloading;

/// <summary>Loads a policy set, watches its source, and puts newer versions in force while it lives.</summary>
internal sealed class PolicyReloader : IDisposable
{
    internal static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private readonly IServiceProvider _services;
    private readonly string _name;
    private readonly PolicySource _source;
    private readonly TimeProvider _timeProvider;
    private readonly SimulatorTelemetry _telemetry;
    private readonly ILogger _logger;
    private readonly PolicyInputReader _reader;
    private readonly PolicySetLoader _loader;
    private readonly ReloadSchedule _schedule;
    private readonly FolderWatch _folders;
    private readonly List<IDisposable> _tokens = [];
    private string? _reported;
    private string? _suspect;
    private volatile bool _disposed;

    private PolicyReloader(IServiceProvider services, string name)
    {
        _services = services;
        _name = name;
        _source = services.GetRequiredKeyedService<PolicySource>(name);
        _timeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _telemetry = services.GetRequiredService<SimulatorTelemetry>();
        _logger = services.GetService<ILoggerFactory>()?.CreateLogger<LiveSimulator>() ?? (ILogger)NullLogger.Instance;
        _reader = new PolicyInputReader(services, name);
        _loader = new PolicySetLoader(services, _timeProvider);
        TimeProvider waits = services.GetService<ReloadClock>()?.TimeProvider ?? TimeProvider.System;
        using (SuppressFlow())
        {
            _schedule = new ReloadSchedule(TryReload, _source.WatchesFiles ? LookInterval : Timeout.InfiniteTimeSpan, waits);
        }

        _folders = new FolderWatch(_schedule.Signal, (folder, exception) => _logger.FolderNotWatched(DisplayName, folder, exception));
        Simulator = null!;
    }

    /// <summary>The simulator that is kept current.</summary>
    public LiveSimulator Simulator { get; private set; }

    /// <summary>How many folders are watched, for tests.</summary>
    internal int WatchedFolders => _folders.Count;

    /// <summary>Whether a reload is due, for tests.</summary>
    internal bool IsSignaled => _schedule.IsSignaled;

    private string DisplayName => PolicySetName.Display(_name);

    /// <summary>Loads the policy set and begins to watch.</summary>
    /// <exception cref="PolicyLoadException">The policies have a fault.</exception>
    /// <exception cref="OptionsValidationException">The configuration has a fault.</exception>
    public static PolicyReloader Start(IServiceProvider services, string name)
    {
        var reloader = new PolicyReloader(services, name);
        try
        {
            reloader.Begin();
            return reloader;
        }
        catch
        {
            reloader.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _tokens.ForEach(static token => token.Dispose());
        _folders.Dispose();
        _schedule.Dispose();
    }

    private void Begin()
    {
        // Tokens come before the load, so that no change between the two is lost.
        foreach (Func<IServiceProvider, Func<IChangeToken?>> token in _source.Tokens)
        {
            using (SuppressFlow())
            {
                _tokens.Add(ChangeToken.OnChange(token(_services), _schedule.Signal));
            }
        }

        PolicyInput input = _reader.Read();
        var findings = new LoadFindings();
        Simulator? simulator = _loader.Load(input, findings);
        DateTimeOffset now = _timeProvider.GetUtcNow();
        if (simulator is null)
        {
            throw new PolicyLoadException(DisplayName, findings.ToFailure(now));
        }

        _reported = input.Fingerprint;
        Simulator = new LiveSimulator(_name, new PolicyVersion(simulator, now, null), _telemetry, _logger);
        _logger.Loaded(DisplayName);
        LogFindings(findings);
        if (_source.WatchesFiles)
        {
            // The files are looked at once more when their folders are watched: only now is nothing lost.
            using (SuppressFlow())
            {
                Watch(input, renew: false);
            }

            _schedule.Signal();
        }

        if (_source.WatchesFiles || _tokens.Count > 0)
        {
            _schedule.Start();
        }
    }

    private void TryReload(bool signaled)
    {
        try
        {
            Reload(signaled);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Only a log, a meter or a defect can still throw. It must not end the process.
            TryLog(exception);
        }
    }

    private void TryLog(Exception exception)
    {
        try
        {
            _logger.ReloadThrew(DisplayName, exception);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The log itself is at fault: there is nothing left to tell.
        }
    }

    private void Reload(bool signaled)
    {
        if (TryRead() is not { } input)
        {
            return;
        }

        bool isNew = input.Fingerprint is null || input.Fingerprint != _reported;
        if (_source.WatchesFiles)
        {
            // What was found without a signal should have given one.
            Watch(input, renew: isNew && !signaled);
        }

        if (isNew)
        {
            Load(input);
        }
        else
        {
            _suspect = null;
        }
    }

    private PolicyInput? TryRead()
    {
        try
        {
            return _reader.Read();
        }
        catch (OptionsValidationException exception)
        {
            Refuse(exception, exception.Failures);
        }
        catch (ObjectDisposedException) when (IsContainerGone())
        {
            // The container is disposed before what it holds is.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Refuse(exception, [$"the configuration cannot be read: {exception.GetType().Name}: {exception.Message.TrimEnd('.')}"]);
        }

        return null;
    }

    private void Load(PolicyInput input)
    {
        var findings = new LoadFindings();
        if (_loader.Load(input, findings) is { } simulator)
        {
            Accept(simulator, input, findings);
        }
        else if (findings.Exception is ObjectDisposedException && IsContainerGone())
        {
            // As above.
        }
        else if (input.Fingerprint is null || input.Fingerprint == _suspect)
        {
            Refuse(input, findings);
        }
        else
        {
            // A file that is just being written looks faulty, one that is just being replaced is missing: both must last to count.
            _suspect = input.Fingerprint;
            _schedule.Signal();
        }
    }

    private void Accept(Simulator simulator, PolicyInput input, LoadFindings findings)
    {
        if (_disposed)
        {
            return;
        }

        (_reported, _suspect) = (input.Fingerprint, null);
        Publish(new PolicyVersion(simulator, _timeProvider.GetUtcNow(), null), succeeded: true, () =>
        {
            _logger.Reloaded(DisplayName);
            LogFindings(findings);
        });
    }

    private void Refuse(PolicyInput input, LoadFindings findings)
    {
        (_reported, _suspect) = (input.Fingerprint, null);
        Refuse(findings.ToFailure(_timeProvider.GetUtcNow()), () => LogFindings(findings));
    }

    private void Refuse(Exception exception, IEnumerable<string> messages)
    {
        // Whatever is read next is new, also if it is what is in force.
        (_reported, _suspect) = (null, null);
        var failure = new PolicyLoadFailure(_timeProvider.GetUtcNow(), [.. messages.Select(PrintableText.Line)], [], exception);
        if (Simulator.Version.LastFailure?.Messages.SequenceEqual(failure.Messages, StringComparer.Ordinal) != true)
        {
            Refuse(failure, () => LogMessages(failure));
        }
    }

    private void Refuse(PolicyLoadFailure failure, Action log)
    {
        if (_disposed)
        {
            return;
        }

        PolicyVersion current = Simulator.Version;
        Publish(current with { LastFailure = failure }, succeeded: false, () =>
        {
            _logger.NotReloaded(DisplayName, current.LoadedAt, failure.Exception is OptionsValidationException ? null : failure.Exception);
            log();
        });
    }

    private void Publish(PolicyVersion version, bool succeeded, Action log)
    {
        Simulator.Version = version;
        try
        {
            _telemetry.CountReload(_name, succeeded);
            log();
        }
        finally
        {
            Simulator.Announce();
        }
    }

    private void Watch(PolicyInput input, bool renew) => _folders.Watch(input.Files.Values.Select(static file => file.FullPath), renew);

    private void LogMessages(PolicyLoadFailure failure)
    {
        foreach (string message in failure.Messages)
        {
            _logger.Finding(LogLevel.Error, DisplayName, message);
        }
    }

    private void LogFindings(LoadFindings findings)
    {
        foreach ((DiagnosticSeverity severity, string text) in findings.Lines)
        {
            _logger.Finding(severity switch { DiagnosticSeverity.Error => LogLevel.Error, DiagnosticSeverity.Warning => LogLevel.Warning, _ => LogLevel.Information }, DisplayName, text);
        }
    }

    private bool IsContainerGone()
    {
        try
        {
            return _services.GetService<IServiceProvider>() is null;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    // Timers and watchers live long: they must not hold on to the request that happened to resolve the simulator first.
    private static AsyncFlowControl? SuppressFlow() => ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
}
