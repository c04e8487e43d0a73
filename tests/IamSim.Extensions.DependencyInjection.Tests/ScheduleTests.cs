using IamSim.Extensions.DependencyInjection.Reloading;
using Microsoft.Extensions.Time.Testing;

namespace IamSim.Extensions.DependencyInjection.Tests;

public sealed class ScheduleTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<bool> _reloads = [];

    [Fact]
    public void Signals_are_answered_by_one_reload_when_it_is_quiet()
    {
        using var schedule = Started(Timeout.InfiniteTimeSpan);
        for (int i = 0; i < 10; i++)
        {
            schedule.Signal();
            _clock.Advance(Step);
        }

        Assert.Empty(_reloads);
        _clock.Advance(ReloadSchedule.Quiet);
        Assert.Equal([true], _reloads);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true], _reloads);
    }

    [Fact]
    public void Signals_without_a_pause_do_not_put_a_reload_off_for_ever()
    {
        using var schedule = Started(Timeout.InfiniteTimeSpan);
        for (TimeSpan passed = TimeSpan.Zero; passed < ReloadSchedule.Longest * 3; passed += Step)
        {
            schedule.Signal();
            _clock.Advance(Step);
        }

        Assert.InRange(_reloads.Count, 2, 3);
    }

    [Fact]
    public void Without_a_signal_it_looks_from_time_to_time_and_says_so()
    {
        using var schedule = Started(TimeSpan.FromSeconds(5));

        _clock.Advance(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        schedule.Signal();
        _clock.Advance(ReloadSchedule.Quiet);

        Assert.Equal([false, false, true], _reloads);
    }

    [Fact]
    public void Signals_before_the_start_count()
    {
        using var schedule = new ReloadSchedule(_reloads.Add, Timeout.InfiniteTimeSpan, _clock);
        schedule.Signal();
        _clock.Advance(ReloadSchedule.Longest);
        Assert.Empty(_reloads);

        schedule.Start();
        _clock.Advance(ReloadSchedule.Quiet);

        Assert.Equal([true], _reloads);
    }

    [Fact]
    public void A_signal_during_a_reload_leads_to_another_one_after_it()
    {
        ReloadSchedule? schedule = null;
        using var created = schedule = new ReloadSchedule(
            signaled =>
            {
                _reloads.Add(signaled);
                if (_reloads.Count == 1)
                {
                    schedule!.Signal();
                    _clock.Advance(ReloadSchedule.Quiet);
                    Assert.Single(_reloads);
                }
            },
            Timeout.InfiniteTimeSpan,
            _clock);
        schedule.Start();
        schedule.Signal();
        _clock.Advance(ReloadSchedule.Quiet);
        _clock.Advance(ReloadSchedule.Quiet);

        Assert.Equal([true, true], _reloads);
    }

    [Fact]
    public void After_the_end_nothing_happens_however_often_it_ends()
    {
        var schedule = Started(TimeSpan.FromSeconds(5));
        schedule.Signal();
        schedule.Dispose();
        schedule.Dispose();
        schedule.Signal();
        schedule.Start();
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(_reloads);
    }

    private ReloadSchedule Started(TimeSpan idle)
    {
        var schedule = new ReloadSchedule(_reloads.Add, idle, _clock);
        schedule.Start();
        return schedule;
    }
}
