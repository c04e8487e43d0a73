using IamSim.Explanations;
using IamSim.Extensions.DependencyInjection.Reloading;
using IamSim.Policies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IamSim.Extensions.DependencyInjection.Tests;

public sealed class ReloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CapturedLog _log = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_new_version_takes_the_place_of_the_old_one()
    {
        _folder.Write("identity.json", Sample.Allow("First"));
        using ServiceProvider services = Watch();
        LiveSimulator simulator = services.Simulator();
        Simulator first = simulator.Current;
        Assert.Equal("First", simulator.Decider());
        DateTimeOffset start = simulator.LoadedAt;
        Assert.Equal(_clock.GetUtcNow(), start);

        _clock.Advance(TimeSpan.FromMinutes(1));
        _folder.Write("identity.json", Sample.Allow("Second"));
        await simulator.Until(() => simulator.Decider() == "Second");

        Assert.Equal(start.AddMinutes(1), simulator.LoadedAt);
        Assert.Null(simulator.LastFailure);
        Assert.Equal("First", first.Evaluate(Sample.ReadOrder).Statement?.Sid?.Text);
        Assert.Equal(["Information: policy set 'default' is loaded", "Information: policy set 'default' is reloaded: the new version is in force"], _log.Lines);
        Assert.Contains("IamSim.LiveSimulator", _log.Categories);
    }

    [Fact]
    public async Task A_broken_version_is_logged_and_the_old_one_stays_until_the_file_is_repaired()
    {
        _folder.Write("identity.json", Sample.Allow("First"));
        using ServiceProvider services = Watch();
        LiveSimulator simulator = services.Simulator();

        _clock.Advance(TimeSpan.FromMinutes(1));
        _folder.Write("identity.json", Sample.Misspelled);
        await simulator.Until(() => simulator.LastFailure is not null);

        Assert.Equal("First", simulator.Decider());
        Assert.Equal(_clock.Start, simulator.LoadedAt);
        PolicyLoadFailure failure = simulator.LastFailure!;
        Assert.Equal(_clock.Start.AddMinutes(1), failure.Time);
        Assert.Equal("IAM0007", Assert.Single(failure.Diagnostics).Id);
        Assert.Equal(["identity.json:2:18: error IAM0007: unknown condition operator 'StringEqual' (did you mean 'StringEquals'?)"], failure.Messages);
        Assert.Equal(
            [
                "Information: policy set 'default' is loaded",
                "Error: policy set 'default' is not reloaded: the version of 2026-11-26 08:00:00Z stays in force",
                "Error: policy set 'default': identity.json:2:18: error IAM0007: unknown condition operator 'StringEqual' (did you mean 'StringEquals'?)",
            ],
            _log.Lines);

        _folder.Write("identity.json", Sample.Allow("Repaired"));
        await simulator.Until(() => simulator.LastFailure is null);
        Assert.Equal("Repaired", simulator.Decider());
        Assert.Equal(_clock.Start.AddMinutes(1), simulator.LoadedAt);
    }

    [Fact]
    public async Task Going_back_to_the_version_in_force_ends_the_failure()
    {
        _folder.Write("identity.json", Sample.Allow("First"));
        using ServiceProvider services = Watch();
        LiveSimulator simulator = services.Simulator();
        _folder.Write("identity.json", "{");
        await simulator.Until(() => simulator.LastFailure is not null);

        _folder.Write("identity.json", Sample.Allow("First"));
        await simulator.Until(() => simulator.LastFailure is null);

        Assert.Equal("First", simulator.Decider());
    }

    [Fact]
    public async Task A_file_that_is_replaced_by_another_is_noticed_each_time()
    {
        _folder.Write("identity.json", Sample.Allow("Version0"));
        using ServiceProvider services = Watch();
        LiveSimulator simulator = services.Simulator();
        for (int i = 1; i <= 3; i++)
        {
            _folder.Replace("identity.json", Sample.Allow($"Version{i}"));
            await simulator.Until(() => simulator.Decider() == $"Version{i}");
        }

        Assert.DoesNotContain(_log.Lines, static line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_file_is_a_failure_until_it_is_there_again()
    {
        _folder.Write("identity.json", Sample.Allow("First"));
        using ServiceProvider services = Watch();
        LiveSimulator simulator = services.Simulator();

        File.Delete(_folder.PathOf("identity.json"));
        await simulator.Until(() => simulator.LastFailure is not null);
        Assert.Equal([$"identity.json: there is no such file, looked for {_folder.PathOf("identity.json")}"], simulator.LastFailure!.Messages);
        Assert.Equal("First", simulator.Decider());

        _folder.Write("identity.json", Sample.Allow("Second"));
        await simulator.Until(() => simulator.Decider() == "Second");
        Assert.Null(simulator.LastFailure);
    }

    [Fact]
    public async Task A_link_whose_target_is_exchanged_is_followed_as_mounted_configuration_needs_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        _folder.Write("..v1/identity.json", Sample.Allow("First"));
        _folder.Write("..v2/identity.json", Sample.Allow("Second"));
        File.CreateSymbolicLink(_folder.PathOf("..data"), "..v1");
        File.CreateSymbolicLink(_folder.PathOf("identity.json"), "..data/identity.json");
        using ServiceProvider services = Watch();
        LiveSimulator simulator = services.Simulator();
        Assert.Equal("First", simulator.Decider());

        Directory.Delete(_folder.PathOf("..data"));
        File.CreateSymbolicLink(_folder.PathOf("..data"), "..v2");
        await simulator.Until(() => simulator.Decider() == "Second");
    }

    [Fact]
    public async Task A_changed_configuration_counts_as_changed_policies()
    {
        _folder.Write("a.json", Sample.Allow("A"));
        _folder.Write("b.json", Sample.Allow("B"));
        var settings = new Settings { ["IamSim:Folder"] = _folder.Location, ["IamSim:Identity:0"] = "a.json" };
        using ServiceProvider services = Services(static policies => policies.FromConfiguration("IamSim").ReloadOnChange(), settings);
        LiveSimulator simulator = services.Simulator();
        Assert.Equal("A", simulator.Decider());

        settings.Change("IamSim:Identity:0", "b.json");
        await simulator.Until(() => simulator.Decider() == "B");

        settings.Change("IamSim:Sesion:0", "b.json");
        await simulator.Until(() => simulator.LastFailure is not null);
        Assert.Equal(["IamSim:Sesion: there is no such member: did you mean 'Session'?"], simulator.LastFailure!.Messages);
        Assert.Empty(simulator.LastFailure.Diagnostics);
        Assert.Equal("B", simulator.Decider());
        Assert.Contains("Error: policy set 'default': IamSim:Sesion: there is no such member: did you mean 'Session'?", _log.Lines);

        settings.Change("IamSim:Sesion:0", null);
        await simulator.Until(() => simulator.LastFailure is null);
        _folder.Write("b.json", Sample.Allow("StillWatched"));
        await simulator.Until(() => simulator.Decider() == "StillWatched");
    }

    [Fact]
    public async Task Policies_from_code_are_made_again_when_their_token_says_so()
    {
        using var changes = new ManualChange();
        string sid = "First";
        using ServiceProvider services = Services(policies => policies
            .From(_ => sid == "Bad" ? throw new TimeoutException("too late") : Sample.Set(sid))
            .ReloadOnChange(_ => changes.Token));
        LiveSimulator simulator = services.Simulator();
        Assert.Equal("First", simulator.Decider());

        sid = "Second";
        changes.Fire();
        await simulator.Until(() => simulator.Decider() == "Second");

        sid = "Bad";
        changes.Fire();
        await simulator.Until(() => simulator.LastFailure is not null);
        Assert.IsType<TimeoutException>(simulator.LastFailure!.Exception);
        Assert.Equal(["the code that makes the policies threw TimeoutException: too late"], simulator.LastFailure.Messages);

        sid = "Third";
        changes.Fire();
        await simulator.Until(() => simulator.Decider() == "Third");
    }

    [Fact]
    public async Task A_reload_does_not_run_in_the_context_of_whoever_asked_first()
    {
        using var changes = new ManualChange();
        var ambient = new AsyncLocal<string?>();
        var seen = new List<string?>();
        using ServiceProvider services = Services(policies => policies
            .From(_ =>
            {
                seen.Add(ambient.Value);
                return Sample.Set($"Version{seen.Count}");
            })
            .ReloadOnChange(_ => changes.Token));
        ambient.Value = "the first request";
        LiveSimulator simulator = services.Simulator();

        changes.Fire();
        await simulator.Until(() => simulator.Decider() == "Version2");

        Assert.Equal(["the first request", null], seen);
    }

    [Fact]
    public void Disposing_the_container_ends_the_watch_and_leaves_the_last_version()
    {
        _folder.Write("identity.json", Sample.Allow("First"));
        using var changes = new ManualChange();
        ServiceProvider services = Services(policies => policies.FromFiles(Files()).ReloadOnChange().ReloadOnChange(_ => changes.Token));
        LiveSimulator simulator = services.Simulator();
        PolicyReloader reloader = Reloader(services);
        Assert.Equal(1, reloader.WatchedFolders);
        Assert.Equal(1, changes.Listeners);

        services.Dispose();
        reloader.Dispose();

        Assert.Equal(0, reloader.WatchedFolders);
        Assert.Equal(0, changes.Listeners);
        Assert.Equal("First", simulator.Decider());
    }

    [Fact]
    public void A_first_load_that_fails_leaves_no_watch_behind()
    {
        using var changes = new ManualChange();
        using ServiceProvider services = Services(policies => policies.FromFiles(Files()).ReloadOnChange().ReloadOnChange(_ => changes.Token));

        Assert.Throws<PolicyLoadException>(() => services.Simulator());

        Assert.Equal(0, changes.Listeners);
    }

    [Fact]
    public async Task A_callback_that_throws_does_not_harm_the_reload()
    {
        _folder.Write("identity.json", Sample.Allow("First"));
        using ServiceProvider services = Watch();
        LiveSimulator simulator = services.Simulator();
        using IDisposable registration = simulator.GetReloadToken().RegisterChangeCallback(static _ => throw new InvalidOperationException("of the caller"), null);

        _folder.Write("identity.json", Sample.Allow("Second"));
        await simulator.Until(() => simulator.Decider() == "Second");
        _folder.Write("identity.json", Sample.Allow("Third"));
        await simulator.Until(() => simulator.Decider() == "Third");

        Assert.Contains("Error: policy set 'default': a callback of the reload token threw", _log.Lines);
    }

    [Fact]
    public async Task A_log_that_throws_does_not_keep_a_new_version_from_being_in_force()
    {
        _folder.Write("identity.json", Sample.Allow("First"));
        using ServiceProvider services = Watch();
        LiveSimulator simulator = services.Simulator();
        _log.Throws = true;

        _folder.Write("identity.json", Sample.Allow("Second"));
        await simulator.Until(() => simulator.Decider() == "Second");
        Assert.Null(simulator.LastFailure);
        _folder.Write("identity.json", "broken");
        await simulator.Until(() => simulator.LastFailure is not null);
        Assert.StartsWith("identity.json:1:1: error IAM0001: ", Assert.Single(simulator.LastFailure!.Messages), StringComparison.Ordinal);
        _folder.Write("identity.json", Sample.Allow("Third"));
        await simulator.Until(() => simulator.Decider() == "Third");
    }

    [Fact]
    public async Task Every_answer_is_of_one_version_as_a_whole()
    {
        using var changes = new ManualChange();
        int version = 0;
        static PolicySet Make(int number) => Sample.Set($"V{number}") with { PermissionsBoundary = PolicyDocument.Parse(Sample.Allow($"V{number}")) };
        using ServiceProvider services = Services(policies => policies.From(_ => Make(version)).ReloadOnChange(_ => changes.Token));
        LiveSimulator simulator = services.Simulator();
        using var stop = new CancellationTokenSource();
        Task<long>[] askers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            long answers = 0;
            while (!stop.IsCancellationRequested)
            {
                Assert.True(simulator.Evaluate(Sample.ReadOrder).IsAllowed);
                Explanation explanation = simulator.Explain(Sample.ReadOrder);
                Assert.Single(explanation.Checks[0].Layers.Where(static layer => layer.Statement is not null).Select(static layer => layer.Statement!.Sid?.Text).Distinct());
                answers++;
                answers++;
            }

            return answers;
        }))];
        for (int i = 1; i <= 4; i++)
        {
            version = i;
            changes.Fire();
            await simulator.Until(() => simulator.Decider() == $"V{i}");
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(askers), static answers => Assert.NotEqual(0, answers));
    }

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    private static PolicyReloader Reloader(ServiceProvider services) => services.GetRequiredKeyedService<PolicyReloader>("");

    private PolicyFiles Files(string name = "identity.json") => new() { Folder = _folder.Location, Identity = [name] };

    private ServiceProvider Watch(string name = "identity.json") => Services(policies => policies.FromFiles(Files(name)).ReloadOnChange());

    private ServiceProvider Services(Func<PolicySources, PolicySource> policies, Settings? settings = null) => new ServiceCollection()
        .AddSingleton<IConfiguration>(_ => new ConfigurationBuilder().Add(settings ?? []).Build())
        .AddLogging(logging => logging.AddProvider(_log))
        .AddSingleton<TimeProvider>(_clock)
        .AddIamSim(policies)
        .BuildServiceProvider();
}
