using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IamSim.Extensions.DependencyInjection.Tests;

/// <summary>Keeps what is logged, one line each: <c>Level: message</c>.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string[] Lines => [.. _lines];

    /// <summary>Whether it fails, as a log on a full disk might.</summary>
    public bool Throws { get; set; }

    public ConcurrentQueue<string> Categories { get; } = new();

    public ILogger CreateLogger(string categoryName)
    {
        Categories.Enqueue(categoryName);
        return this;
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(Throws ? throw new IOException("the log is full") : $"{logLevel}: {formatter(state, exception)}");

    public void Dispose()
    {
    }
}
