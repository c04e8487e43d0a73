using System.Text;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tests.Scenarios;

/// <summary>Looks at the memory of the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(RequestLineMemoryTests), DisableParallelization = true)]
[Collection(nameof(RequestLineMemoryTests))]
public sealed class RequestLineMemoryTests
{
    [Fact]
    public void A_hostile_stream_of_names_takes_no_memory()
    {
        RequestLineReader reader = ScenarioReader.ReadTemplate(new SourceText("{\"policies\":{},\"now\":\"2026-01-01\"}")).Template!.CreateReader();
        long before = ReadMany(0);
        Assert.InRange(ReadMany(20_000) - before, long.MinValue, 1_000_000);
        GC.KeepAlive(reader);

        long ReadMany(int first)
        {
            for (int i = first; i < first + 20_000; i++)
            {
                Read(i);
            }

            return GC.GetTotalMemory(forceFullCollection: true);
        }

        void Read(int i) => Assert.NotNull(reader.Read(Encoding.UTF8.GetBytes($$$"""{"principal":"arn:aws:iam::111122223333:user/u{{{i}}}{{{new string('x', 200)}}}","action":"s3:Get{{{i}}}{{{new string('y', 200)}}}","resource":"*","context":{"x:{{{i}}}{{{new string('z', 200)}}}":1}}""")).Request);
    }
}
