using System.Diagnostics;
using System.Text;
using IamSim.Fuzz.Mutations;
using IamSim.Fuzz.Targets;

namespace IamSim.Fuzz.Loop;

/// <summary>Changes inputs of a target, runs them, and keeps those that reach something new.</summary>
internal sealed class FuzzLoop
{
    // Deep recursion that an input controls shows early; what compares with the slow reference, which does recurse, gets more.
    private const int SmallStack = 256 << 10;
    private const int LargeStack = 64 << 20;

    private readonly IFuzzTarget _target;
    private readonly int _index;
    private readonly FuzzArguments _arguments;
    private readonly CoverageMap _coverage;
    private readonly SharedInput _shared;
    private readonly Watchdog _watchdog;
    private readonly TextWriter _output;
    private readonly List<byte[]> _corpus = [];
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private readonly Mutator _mutator;
    private readonly Stopwatch _watch = new();
    private long _executions;

    public FuzzLoop(IFuzzTarget target, int index, FuzzArguments arguments, CoverageMap coverage, SharedInput shared, Watchdog watchdog, TextWriter output)
    {
        (_target, _index, _arguments, _coverage, _shared, _watchdog, _output) = (target, index, arguments, coverage, shared, watchdog, output);
        // Another target gets other numbers from the same seed, and the same whichever targets there are beside it.
        int seed = target.Name.Aggregate(arguments.Seed, static (hash, c) => unchecked((hash * 31) + c));
        _mutator = new Mutator(new Random(seed), target);
    }

    /// <summary>How many different things were found wrong.</summary>
    public int Findings => _kinds.Count;

    public void Run()
    {
        _coverage.Forget();
        _watchdog.Watch(() => _output.WriteLine($"{_target.Name}: an input takes too long\n  {CorpusFolder.Write(_arguments.Findings, _target.Name, _shared.Read().Input, "hang-")}"));
        var thread = new Thread(Fuzz, _target.UsesReference ? LargeStack : SmallStack);
        thread.Start();
        thread.Join();
    }

    private void Fuzz()
    {
        _watch.Start();
        byte[][] seeds = [.. CorpusFolder.Read(_arguments.Corpus, _target.Name).Select(static pair => pair.Input), .. CorpusFolder.Read(_arguments.Findings, _target.Name).Select(static pair => pair.Input)];
        foreach (byte[] seed in seeds.Append([]))
        {
            Try(seed);
        }

        int first = _corpus.Count;
        while (!IsDone())
        {
            Try(_mutator.Mutate(_corpus));
        }

        _watch.Stop();
        double rate = _executions / _watch.Elapsed.TotalSeconds;
        _output.WriteLine($"{_target.Name,-22} {_executions,12:N0} executions {rate,10:N0}/s {_coverage.Edges,7} edges {_corpus.Count,6} inputs ({_corpus.Count - first} new) {_kinds.Count,3} findings");
        if (_arguments.Keep is { } keep)
        {
            CorpusFolder.Replace(_arguments.Corpus, _target.Name, new CorpusSelection(_coverage, input => Execute(input)).Select(_corpus, keep));
        }
    }

    private bool IsDone() =>
        (_arguments.Executions is { } executions && _executions >= Math.Max(1, executions / _target.Cost))
        // The clock is read seldom.
        || (_arguments.Seconds is { } seconds && (_executions & 63) == 0 && _watch.Elapsed.TotalSeconds >= seconds);

    private void Try(byte[] input)
    {
        Exception? fault = Execute(input);
        _executions++;
        if (fault is not null)
        {
            Report(input, fault);
        }
        else if (_coverage.Take() || _corpus.Count == 0)
        {
            _corpus.Add(input);
        }
    }

    private Exception? Execute(byte[] input)
    {
        _shared.Write(_index, input);
        _coverage.Clear();
        _watchdog.Begin();
        try
        {
            _target.Run(input);
            return null;
        }
        // Whatever comes out is a fault: a target handles what is documented.
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            _watchdog.End();
        }
    }

    private void Report(byte[] input, Exception fault)
    {
        var finding = Finding.Of(fault);
        if (!_kinds.Add(finding.Kind))
        {
            return;
        }

        byte[] small = Shrinking.Shrink(input, candidate => Execute(candidate) is { } other && Finding.Of(other).Kind == finding.Kind);
        string path = CorpusFolder.Write(_arguments.Findings, _target.Name, small, Finding.Prefix);
        string text = Execute(small)?.ToString() ?? finding.Text;
        // A fault may quote half a character.
        File.WriteAllText(Path.ChangeExtension(path, ".txt"), $"{finding.Kind}\n{text}\n", Encoding.UTF8);
        _output.WriteLine($"{_target.Name}: {finding.Kind}\n  {path}");
    }
}
