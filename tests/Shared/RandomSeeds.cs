using System.Globalization;

namespace IamSim.Tests.Shared;

/// <summary>Runs a property over seeds. <c>IAMSIM_SEED</c> fixes the first, <c>IAMSIM_LONG</c> is the number of a long run.</summary>
internal static class RandomSeeds
{
    /// <summary>Checks each seed.</summary>
    /// <param name="normal">Seeds of a normal run.</param>
    /// <param name="check">Fails by assertion, with the seed in its message.</param>
    public static void Check(int normal, Action<int> check)
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("IAMSIM_LONG"), CultureInfo.InvariantCulture, out int longer) ? longer : normal;
        int first = int.TryParse(Environment.GetEnvironmentVariable("IAMSIM_SEED"), CultureInfo.InvariantCulture, out int given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} cases from IAMSIM_SEED={first}");
        for (int i = 0; i < count; i++)
        {
            check(unchecked(first + i));
        }
    }
}
