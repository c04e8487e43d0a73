using IamSim.Environments.Formats.Notation;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>Loads the files of an environment: they are parsed on all cores, and taken in by one thread in their order, so that the result does not depend on the cores.</summary>
internal sealed class EnvironmentLoader : IDisposable
{
    // How many files may be parsed before they are taken in: one more than is worked on, since what waits costs the garbage collector.
    private static readonly int MaximumAhead = Environment.ProcessorCount + 1;

    private readonly List<EnvironmentFile> _files;
    private readonly StepBatches[] _steps;
    private readonly Exception?[] _faults;
    private readonly CancellationTokenSource _stop;
    private readonly SemaphoreSlim _ahead = new(MaximumAhead);
    private readonly EnvironmentBuilder _builder;
    private readonly JsonRecordsPool _records = new();
    private int _next = -1;

    private EnvironmentLoader(List<EnvironmentFile> files, EnvironmentLoadOptions options, CancellationToken cancellationToken)
    {
        _files = files;
        _builder = new EnvironmentBuilder(options);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _faults = new Exception?[files.Count];
        _steps = [.. files.Select(_ => new StepBatches(_stop.Token))];
    }

    public static AwsEnvironment Load(string path, EnvironmentLoadOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Files in our own notation come first, for they may name others.
        List<EnvironmentFile> files = [.. EnvironmentFiles.Find(path).OrderBy(static file => NotationFormat.IsNamed(file) ? 0 : 1)];
        using var loader = new EnvironmentLoader(files, options, cancellationToken);
        loader.LoadFiles();
        return loader._builder.Build();
    }

    public void Dispose()
    {
        // Not before every thread has ended: one may still be about to say that it is done.
        foreach (StepBatches steps in _steps)
        {
            steps.Dispose();
        }

        _ahead.Dispose();
        _stop.Dispose();
    }

    private void LoadFiles()
    {
        Task[] workers = [.. Enumerable.Range(0, Math.Min(Environment.ProcessorCount, _files.Count)).Select(_ => Task.Factory.StartNew(ParseFiles, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            TakeIn();
        }
        finally
        {
            _stop.Cancel();
            Task.WaitAll(workers, CancellationToken.None);
        }
    }

    // A worker takes the next file only when there is room for one, so that the file that is waited for always has a worker.
    private void ParseFiles()
    {
        var memory = new ParsingMemory(_records);
        try
        {
            while (true)
            {
                _ahead.Wait(_stop.Token);
                int index = Interlocked.Increment(ref _next);
                if (index >= _files.Count)
                {
                    _ahead.Release();
                    return;
                }

                ParseFile(index, memory);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the rest.
        }
    }

    private void ParseFile(int index, ParsingMemory memory)
    {
        StepBatches steps = _steps[index];
        try
        {
            new FileParser(_files[index], steps, memory).Parse();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _faults[index] = exception;
        }

        steps.Complete();
    }

    private void TakeIn()
    {
        long total = _files.Sum(static file => file.Length);
        long done = 0;
        for (int i = 0; i < _files.Count; i++)
        {
            // Such a file was read with the one that names it.
            bool isTaken = _builder.ReferencedFiles.Contains(_files[i].FullPath);
            foreach (List<LoadStep> batch in _steps[i].Take())
            {
                foreach (LoadStep step in isTaken ? [] : batch)
                {
                    step.Apply(_files[i], _builder);
                }
            }

            if (_faults[i] is { } fault)
            {
                throw new InvalidOperationException($"{_files[i].Name} could not be parsed", fault);
            }

            _ahead.Release();
            done += _files[i].Length;
            _builder.Options.Progress?.Report(new EnvironmentLoadProgress(i + 1, _files.Count, done, total));
        }
    }
}
