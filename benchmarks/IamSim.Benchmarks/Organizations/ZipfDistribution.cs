namespace IamSim.Benchmarks.Organizations;

/// <summary>Draws places of which the n-th is drawn 1/n times as often as the first.</summary>
internal sealed class ZipfDistribution
{
    private readonly double[] _sums;

    public ZipfDistribution(int count)
    {
        _sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            _sums[i] = sum += 1.0 / (i + 1);
        }
    }

    public int Draw(Random random)
    {
        int place = Array.BinarySearch(_sums, random.NextDouble() * _sums[^1]);
        return place < 0 ? ~place : place;
    }
}
