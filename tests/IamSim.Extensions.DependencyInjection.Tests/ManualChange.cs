using Microsoft.Extensions.Primitives;

namespace IamSim.Extensions.DependencyInjection.Tests;

/// <summary>Gives out change tokens that a test fires, and counts who listens.</summary>
internal sealed class ManualChange : IDisposable
{
    private CancellationTokenSource _source = new();
    private int _listeners;

    public int Listeners => Volatile.Read(ref _listeners);

    public IChangeToken Token => new CountedToken(this, new CancellationChangeToken(_source.Token));

    public void Fire() => Interlocked.Exchange(ref _source, new CancellationTokenSource()).Cancel();

    public void Dispose() => _source.Dispose();

    private sealed class CountedToken(ManualChange owner, IChangeToken inner) : IChangeToken
    {
        public bool HasChanged => inner.HasChanged;

        public bool ActiveChangeCallbacks => inner.ActiveChangeCallbacks;

        public IDisposable RegisterChangeCallback(Action<object?> callback, object? state)
        {
            Interlocked.Increment(ref owner._listeners);
            return new Registration(owner, inner.RegisterChangeCallback(callback, state));
        }
    }

    private sealed class Registration(ManualChange owner, IDisposable inner) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref owner._listeners);
                inner.Dispose();
            }
        }
    }
}
