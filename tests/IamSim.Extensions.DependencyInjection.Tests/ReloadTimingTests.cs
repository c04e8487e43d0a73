using IamSim.Extensions.DependencyInjection.Reloading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IamSim.Extensions.DependencyInjection.Tests;

/// <summary>What depends on when things happen, on a clock that the tests move.</summary>
public sealed class ReloadTimingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CapturedLog _log = new();
    private readonly JumpingClock _waits = new();

    [Fact]
    public void Many_quick_writes_are_one_reload()
    {
        using ServiceProvider services = Services(reload: true);
        LiveSimulator simulator = services.Simulator();
        for (int i = 1; i <= 20; i++)
        {
            _folder.Write("policies/identity.json", Sample.Allow($"Version{i}"));
        }

        LookAgain();

        Assert.Equal("Version20", simulator.Decider());
        Assert.Equal(["Information: policy set 'default' is loaded", "Information: policy set 'default' is reloaded: the new version is in force"], _log.Lines);
    }

    [Fact]
    public void A_file_that_is_half_written_when_it_is_looked_at_is_no_failure()
    {
        using ServiceProvider services = Services(reload: true);
        LiveSimulator simulator = services.Simulator();
        string text = Sample.Allow("Second");
        _folder.Write("policies/identity.json", text[..40]);
        LookAgain();
        Assert.Null(simulator.LastFailure);

        _folder.Write("policies/identity.json", text);
        _waits.Advance(ReloadSchedule.Quiet);

        Assert.Equal("Second", simulator.Decider());
        Assert.DoesNotContain(_log.Lines, static line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_missing_while_it_is_replaced_is_no_failure()
    {
        using ServiceProvider services = Services(reload: true);
        LiveSimulator simulator = services.Simulator();
        File.Delete(_folder.PathOf("policies/identity.json"));
        LookAgain();
        Assert.Null(simulator.LastFailure);

        _folder.Write("policies/identity.json", Sample.Allow("Second"));
        _waits.Advance(ReloadSchedule.Quiet);

        Assert.Equal("Second", simulator.Decider());
        Assert.DoesNotContain(_log.Lines, static line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failure_that_lasts_is_told_once()
    {
        using ServiceProvider services = Services(reload: true);
        LiveSimulator simulator = services.Simulator();
        _folder.Write("policies/identity.json", Sample.Misspelled);
        for (int i = 0; i < 10; i++)
        {
            LookAgain();
            _waits.Advance(ReloadSchedule.Quiet);
        }

        Assert.NotNull(simulator.LastFailure);
        Assert.Equal(3, _log.Lines.Length);
    }

    [Fact]
    public void A_fault_of_the_configuration_that_lasts_is_told_once_and_ends_when_it_is_taken_back()
    {
        var settings = new Settings { ["IamSim:Folder"] = _folder.PathOf("policies"), ["IamSim:Identity:0"] = "identity.json" };
        using ServiceProvider services = Services(
            static policies => policies.FromConfiguration("IamSim").ReloadOnChange(),
            new ConfigurationBuilder().Add(settings).Build());
        LiveSimulator simulator = services.Simulator();
        LookAgain();

        settings.Change("IamSim:Typo", "x");
        for (int i = 0; i < 5; i++)
        {
            LookAgain();
        }

        Assert.NotNull(simulator.LastFailure);
        Assert.Equal(3, _log.Lines.Length);
        settings.Change("IamSim:Typo", null);
        LookAgain();
        Assert.Null(simulator.LastFailure);
        Assert.Equal("First", simulator.Decider());
    }

    [Fact]
    public void A_folder_that_goes_and_comes_back_is_watched_again()
    {
        using ServiceProvider services = Services(reload: true);
        LiveSimulator simulator = services.Simulator();
        Assert.Equal(1, Reloader(services).WatchedFolders);

        Directory.Delete(_folder.PathOf("policies"), recursive: true);
        LookAgain();
        _waits.Advance(ReloadSchedule.Quiet);
        Assert.NotNull(simulator.LastFailure);
        Assert.Equal(0, Reloader(services).WatchedFolders);

        _folder.Write("policies/identity.json", Sample.Allow("Second"));
        LookAgain();
        Assert.Equal("Second", simulator.Decider());
        Assert.Null(simulator.LastFailure);
        Assert.Equal(1, Reloader(services).WatchedFolders);
    }

    [Fact]
    public async Task A_folder_that_was_exchanged_unnoticed_reports_its_changes_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the watch notices");
        using ServiceProvider services = Services(reload: true);
        LiveSimulator simulator = services.Simulator();
        await Signal(services);
        LookAgain();

        // The watch stays with the folder that is gone. What it does report is of the deletion.
        Directory.Delete(_folder.PathOf("policies"), recursive: true);
        _folder.Write("policies/identity.json", Sample.Allow("First"));
        await Signal(services);
        LookAgain();
        Assert.False(Reloader(services).IsSignaled);
        _folder.Write("policies/identity.json", Sample.Allow("Second"));
        LookAgain();
        Assert.Equal("Second", simulator.Decider());

        _folder.Write("policies/identity.json", Sample.Allow("Third"));
        await Signal(services);
        _waits.Advance(ReloadSchedule.Quiet);
        Assert.Equal("Third", simulator.Decider());
    }

    [Fact]
    public void What_has_not_changed_is_not_reloaded()
    {
        using ServiceProvider services = Services(reload: true);
        Simulator first = services.Simulator().Current;
        _folder.Write("policies/identity.json", Sample.Allow("First"));
        _folder.Write("policies/unrelated.txt", "x");
        LookAgain();
        LookAgain();

        Assert.Same(first, services.Simulator().Current);
        Assert.Single(_log.Lines);
    }

    [Fact]
    public void Without_reload_nothing_is_watched()
    {
        using ServiceProvider services = Services(reload: false);
        LiveSimulator simulator = services.Simulator();
        _folder.Write("policies/identity.json", Sample.Allow("Second"));
        _waits.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, Reloader(services).WatchedFolders);
        Assert.Equal("First", simulator.Decider());
    }

    [Fact]
    public void After_the_container_is_disposed_nothing_is_read()
    {
        ServiceProvider services = Services(reload: true);
        LiveSimulator simulator = services.Simulator();
        _folder.Write("policies/identity.json", Sample.Allow("Second"));
        services.Dispose();
        _waits.Advance(TimeSpan.FromDays(1));

        Assert.Equal("First", simulator.Decider());
        Assert.Single(_log.Lines);
    }

    [Fact]
    public void A_reload_that_meets_a_disposed_container_says_nothing()
    {
        // The container is disposed first, and the reloader it holds a moment later. Here the moment lasts.
        ServiceProvider services = Services(reload: true);
        LiveSimulator simulator = services.Simulator();
        services.GetRequiredService<LastToGo>().Going = () =>
        {
            _folder.Write("policies/identity.json", Sample.Allow("Second"));
            LookAgain();
        };
        services.Dispose();

        Assert.Null(simulator.LastFailure);
        Assert.Equal("First", simulator.Decider());
        Assert.Single(_log.Lines);
    }

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    private static PolicyReloader Reloader(ServiceProvider services) => services.GetRequiredKeyedService<PolicyReloader>("");

    /// <summary>Waits until the system has reported a change; the time-out only ends a test that has failed.</summary>
    private static async Task Signal(ServiceProvider services)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!Reloader(services).IsSignaled)
        {
            await Task.Delay(10, timeout.Token);
        }
    }

    /// <summary>Passes the time after which the files are looked at once more, whether the system has reported their change or not.</summary>
    private void LookAgain() => _waits.Advance(PolicyReloader.LookInterval);

    private ServiceProvider Services(bool reload) => Services(policies =>
    {
        PolicySource source = policies.FromFiles(new PolicyFiles { Folder = _folder.PathOf("policies"), Identity = ["identity.json"] });
        return reload ? source.ReloadOnChange() : source;
    });

    private ServiceProvider Services(Func<PolicySources, PolicySource> policies, IConfiguration? configuration = null)
    {
        _folder.Write("policies/identity.json", Sample.Allow("First"));
        return new ServiceCollection()
            .AddSingleton(configuration ?? Sample.Json("{}"))
            .AddLogging(logging => logging.AddProvider(_log))
            .AddSingleton(new ReloadClock(_waits))
            .AddSingleton<LastToGo>()
            .AddIamSim(policies)
            .BuildServiceProvider();
    }

    /// <summary>A service that is disposed before the reloader, because it was made after it.</summary>
    private sealed class LastToGo : IDisposable
    {
        public Action? Going { get; set; }

        public void Dispose() => Going?.Invoke();
    }
}
