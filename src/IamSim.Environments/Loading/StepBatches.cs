using System.Collections.Concurrent;

namespace IamSim.Environments.Loading;

/// <summary>The steps of a file on their way from the thread that parses it to the one that takes them in. A file that is far ahead waits.</summary>
internal sealed class StepBatches(CancellationToken cancellationToken) : IDisposable
{
    // What is parsed but not taken in: this many batches of about so many characters.
    private const int MaximumBatches = 16;
    private const int BatchLength = 1 << 18;

    private readonly BlockingCollection<List<LoadStep>> _batches = new(MaximumBatches);
    private List<LoadStep> _batch = [];
    private long _length;

    /// <summary>Adds a step. It takes the memory of a text of about so many characters.</summary>
    public void Add(LoadStep step, int length)
    {
        _batch.Add(step);
        _length += length;
        if (_length >= BatchLength)
        {
            Flush();
        }
    }

    /// <summary>No more steps will come.</summary>
    public void Complete()
    {
        Flush();
        _batches.CompleteAdding();
    }

    /// <summary>The steps as they come, until there are no more.</summary>
    public IEnumerable<List<LoadStep>> Take() => _batches.GetConsumingEnumerable(cancellationToken);

    public void Dispose() => _batches.Dispose();

    private void Flush()
    {
        if (_batch.Count > 0)
        {
            _batches.Add(_batch, cancellationToken);
            _batch = [];
        }

        _length = 0;
    }
}
