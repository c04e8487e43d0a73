using System.Text.Encodings.Web;
using System.Text.Json;

namespace IamSim.MutationRunner.Mutants;

/// <summary>Results as lines of JSON, to which a run that was broken off adds.</summary>
internal sealed class ResultLog(string path)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();

    /// <summary>The last result of each mutant.</summary>
    public static IReadOnlyDictionary<int, MutantResult> Read(string path)
    {
        Dictionary<int, MutantResult> results = [];
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            MutantResult result = JsonSerializer.Deserialize<MutantResult>(line)!;
            results[result.Id] = result;
        }

        return results;
    }

    public void Add(MutantResult result)
    {
        lock (_lock)
        {
            File.AppendAllText(path, JsonSerializer.Serialize(result, Plain) + "\n");
        }
    }
}
