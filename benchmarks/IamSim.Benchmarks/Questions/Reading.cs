using System.Text.Json;
using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Workloads;
using IamSim.Policies;

namespace IamSim.Benchmarks.Questions;

/// <summary>What does it cost to read a document, and to compile it? The baseline reads the JSON and nothing else.</summary>
public class Reading : IQuestion
{
    /// <summary>How many documents are read.</summary>
    internal const int Documents = 500;

    private string[] _texts = [];

    [Params("documents", "documents-real")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load() => _texts = Texts(Policies);

    [Benchmark(Baseline = true, OperationsPerInvoke = Documents)]
    public long Json() => _texts.Sum(static text =>
    {
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement statements = document.RootElement.GetProperty("Statement");
        return statements.ValueKind == JsonValueKind.Array ? statements.GetArrayLength() : 1L;
    });

    [Benchmark(OperationsPerInvoke = Documents)]
    public long Parse() => _texts.Sum(static text => (long)PolicyDocument.Parse(text).Statements.Length);

    [Benchmark(OperationsPerInvoke = Documents)]
    public long ParseAndCompile() => _texts.Sum(static text => (long)Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse(text)] }).Policies.Identity[0].Statements.Length);

    /// <summary>The documents as they are stored, without white space.</summary>
    internal static string[] Texts(string policies) => RealPolicies.IsReal(policies)
        ? RealPolicies.Texts(Documents)
        : [.. GeneratedDocuments.Create().Take(Documents).Select(static document => document.ToJsonString())];
}
