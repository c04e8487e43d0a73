using IamSim.Diagnostics;
using IamSim.Fuzz;
using IamSim.Fuzz.Loop;
using IamSim.Fuzz.Targets;
using IamSim.Policies;

namespace IamSim.Fuzz.Tests;

/// <summary>Every input that once reached something new, or was a finding, with the libraries as they are.</summary>
public sealed class CorpusTests
{
    // The hostile ones among the inputs are to need no more, whatever they nest.
    private const int SmallStack = 64 << 10;
    private const int StackOfReference = 16 << 20;

    // For each character. A document of ordinary statements takes a tenth; one of nothing but brackets has a record for every two or three characters.
    private const int MostBytes = 160;

    private static readonly string Corpus = RepositoryFolder.Of("tests", "IamSim.Fuzz", "corpus");

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(static target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_input_breaks_an_invariant_on_a_small_stack(string name)
    {
        IFuzzTarget target = FuzzTargets.Of(name)!;
        var faults = new List<string>();
        int count = 0;
        var thread = new Thread(
            () =>
            {
                foreach ((string path, byte[] input) in CorpusFolder.Read(Corpus, name))
                {
                    count++;
                    if (Replay.FaultOf(target, input) is { } fault)
                    {
                        faults.Add($"{path}\n{fault}");
                    }
                }
            },
            target.UsesReference ? StackOfReference : SmallStack);
        thread.Start();
        thread.Join();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(count > 0, "a target without inputs is fuzzed from nothing");
    }

    [Fact]
    public void The_corpus_stays_small()
    {
        FileInfo[] files = new DirectoryInfo(Corpus).GetFiles("*", SearchOption.AllDirectories);

        Assert.InRange(files.Sum(static file => file.Length), 1, 2 << 20);
        Assert.InRange(files.Length, FuzzTargets.All.Length, 700);
        Assert.All(Directory.EnumerateDirectories(Corpus), static folder => Assert.NotNull(FuzzTargets.Of(Path.GetFileName(folder))));
    }

    [Fact]
    public void A_policy_takes_memory_in_proportion_whatever_its_statements_are()
    {
        foreach ((string path, byte[] input) in CorpusFolder.Read(Corpus, "policy").Concat(CorpusFolder.Read(Corpus, "json")))
        {
            string part = InputText.Of(input);
            string text = $$"""{"Version":"2012-10-17","Statement":[{{string.Join(",", Enumerable.Repeat(part, (1 << 18) / Math.Max(1, part.Length)))}}]}""";
            var source = new SourceText(text);
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool isRead = PolicyDocument.TryParse(source, out _, out _);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            // All that is ever allocated, and so more than there is at any time. Many tiny statements that lack everything take most.
            Assert.True(allocated <= (MostBytes * (long)text.Length) + (1 << 20), $"{path}: {allocated} bytes for {text.Length} characters, read: {isRead}");
        }
    }
}
