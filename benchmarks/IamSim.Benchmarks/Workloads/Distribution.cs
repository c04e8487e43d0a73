namespace IamSim.Benchmarks.Workloads;

/// <summary>Draws numbers with given quantiles: between two of them on a straight line.</summary>
internal sealed class Distribution(params (double Part, int Value)[] quantiles)
{
    public int Draw(Random random) => At(random.NextDouble());

    public int At(double part)
    {
        int upper = 1;
        while (upper < quantiles.Length - 1 && quantiles[upper].Part < part)
        {
            upper++;
        }

        (double low, int first) = quantiles[upper - 1];
        (double high, int last) = quantiles[upper];
        return (int)Math.Round(first + ((last - first) * (part - low) / (high - low)), MidpointRounding.AwayFromZero);
    }
}
