using IamSim.Benchmarks.Questions;
using IamSim.Policies;

namespace IamSim.Benchmarks.Measuring;

/// <summary>How much memory compiled documents take, beside the documents themselves, for each character of their minified JSON.</summary>
internal static class CompiledSize
{
    public static double Ratio()
    {
        string[] texts = Reading.Texts("documents");
        PolicyDocument[] documents = [.. texts.Select(static text => PolicyDocument.Parse(text))];
        // The first one brings along what is shared by all.
        Simulator first = Compile(documents[0]);
        var compiled = new Simulator[documents.Length];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < compiled.Length; i++)
        {
            compiled[i] = Compile(documents[i]);
        }

        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(compiled);
        GC.KeepAlive(first);
        return (after - before) / (double)texts.Sum(static text => text.Length);
    }

    private static Simulator Compile(PolicyDocument document) => Simulator.Compile(new PolicySet { Identity = [document] });
}
