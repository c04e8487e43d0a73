using BenchmarkDotNet.Attributes;
using IamSim.ServiceData;

namespace IamSim.Benchmarks.Questions;

/// <summary>What does a question about one service cost, of a catalog that was just opened and of one that knows the service already? The answer is how many actions a pattern covers.</summary>
public class ServiceReferenceQueries : IQuestion
{
    private ServiceReference _known = null!;

    // The usual service, and the one with the most actions.
    [Params("s3", "ec2")]
    public string Policies { get; set; } = "";

    private string Pattern => Policies == "s3" ? "s3:Get*" : "ec2:Describe*";

    [GlobalSetup]
    public void Load()
    {
        _known = ServiceReference.OpenEmbedded();
        string beginning = Pattern[(Policies.Length + 1)..^1];
        if (Warm() != _known.FindService(Policies)!.Actions.Count(action => action.Name.StartsWith(beginning, StringComparison.Ordinal)) || _known.Catalog.DecodedServices != 1)
        {
            throw new InvalidOperationException($"expected what {Pattern} covers, and no other service decoded");
        }
    }

    [Benchmark(Baseline = true)]
    public long Cold() => Ask(ServiceReference.OpenEmbedded());

    [Benchmark]
    public long Warm() => Ask(_known);

    private long Ask(ServiceReference reference) => reference.ExpandActions(Pattern).Count();
}
