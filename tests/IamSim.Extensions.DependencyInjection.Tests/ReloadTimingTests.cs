using IamSim.Extensions.DependencyInjection.Reloading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IamSim.Extensions.DependencyInjection.Tests;

/// <summary>What depends on when things happen, on a clock that the tests move: nothing here waits or races.</summary>
public sealed class ReloadTimingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CapturedLog _log = new();
    private readonly FakeTimeProvider _waits = new();

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

    /// <summary>Passes the time after which the files are looked at, whether the system has reported their change or not.</summary>
    private void LookAgain() => _waits.Advance(PolicyReloader.LookInterval);

    private ServiceProvider Services(bool reload)
    {
        _folder.Write("policies/identity.json", Sample.Allow("First"));
        return new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(_log))
            .AddSingleton(new ReloadClock(_waits))
            .AddSingleton<LastToGo>()
            .AddIamSim(policies =>
            {
                PolicySource source = policies.FromFiles(new PolicyFiles { Folder = _folder.PathOf("policies"), Identity = ["identity.json"] });
                return reload ? source.ReloadOnChange() : source;
            })
            .BuildServiceProvider();
    }

    /// <summary>A service that is disposed before the reloader, because it was made after it.</summary>
    private sealed class LastToGo : IDisposable
    {
        public Action? Going { get; set; }

        public void Dispose() => Going?.Invoke();
    }
}
