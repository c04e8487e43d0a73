namespace IamSim.Extensions.DependencyInjection.Reloading;

/// <summary>The clock of the waits between reloads. Only tests register one: a clock of the application may stand still.</summary>
internal sealed record ReloadClock(TimeProvider TimeProvider);
