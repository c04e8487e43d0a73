using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IamSim.Batches;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Reliability;

/// <summary>What every policy that AWS manages allows and denies of all actions, as one hash.</summary>
internal static class CorpusMatrix
{
    // So many cells of each policy are asked one by one.
    private const int Asked = 400;

    private static readonly Principal Caller = Principal.Parse("arn:aws:iam::111122223333:role/anyone");

    /// <summary>Prints counts and the hash; the result is an exit code.</summary>
    public static int Print(string folder)
    {
        string path = Path.Combine(folder, "managed.ndjson");
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"{path} is not there");
            return 2;
        }

        byte[] bytes = File.ReadAllBytes(path);
        var options = new EvaluationOptions { Lenient = true };
        GridPrincipal[] policies = [.. File.ReadLines(path).Select(Read).Select(document => new GridPrincipal(Simulator.Compile(new PolicySet { Identity = [document] }, options), Caller))];
        ServiceReference catalog = ServiceReference.Default;
        var universe = new ActionUniverse([.. catalog.ExpandActions("*").Select(static action => action.FullName)]);
        PermissionMatrix matrix = universe.ComputeMatrix([.. policies]);
        var counts = new long[Enum.GetValues<PermissionState>().Length];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var row = new byte[universe.Actions.Length];
        long faults = 0;
        for (int policy = 0; policy < policies.Length; policy++)
        {
            for (int action = 0; action < row.Length; action++)
            {
                row[action] = (byte)matrix[policy, action];
                counts[row[action]]++;
            }

            hash.AppendData(row);
            faults += CompareSome(policies[policy], universe, row, policy);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"corpus: {policies.Length:N0} policies × {row.Length:N0} actions of {catalog.Date:yyyy-MM-dd} = {(long)policies.Length * row.Length:N0} cells; allowed {counts[(int)PermissionState.Allowed]:N0}, depends {counts[(int)PermissionState.Depends]:N0}, "
            + $"denied {counts[(int)PermissionState.Denied]:N0}; {faults:N0} of {(long)policies.Length * Asked:N0} cells asked one by one differ"));
        string about = string.Create(CultureInfo.InvariantCulture, $"{catalog.Date:yyyy-MM-dd} {Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]} ");
        return faults + Compare(about, Convert.ToHexStringLower(hash.GetHashAndReset())) == 0 ? 0 : 1;
    }

    // One line for each catalog and corpus that was looked at: its date, the policies, the cells.
    private static int Compare(string about, string cells)
    {
        string? known = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "corpus.golden")).FirstOrDefault(line => line.StartsWith(about, StringComparison.Ordinal));
        Console.WriteLine(about + cells);
        Console.WriteLine(known is null ? "corpus.golden has no line for these policies and this catalog" : known == about + cells ? "as in corpus.golden" : $"corpus.golden has {known}");
        return known is null || known == about + cells ? 0 : 1;
    }

    private static PolicyDocument Read(string line)
    {
        using JsonDocument entry = JsonDocument.Parse(line);
        return PolicyDocument.Parse(entry.RootElement.GetProperty("text").GetString()!, entry.RootElement.GetProperty("name").GetString());
    }

    private static int CompareSome(GridPrincipal policy, ActionUniverse universe, ReadOnlySpan<byte> row, int seed)
    {
        var random = new Random(seed);
        int faults = 0;
        for (int i = 0; i < Asked; i++)
        {
            int action = random.Next(row.Length);
            var request = new AccessRequest(Caller, universe.Actions[action], new RequestResource(i % 2 == 0 ? "arn:aws:s3:::bucket" : "arn:aws:sqs:us-east-1:111122223333:queue") { OwnerAccount = "111122223333" });
            bool isAllowed = policy.Simulator.Evaluate(request).IsAllowed;
            faults += (PermissionState)row[action] switch
            {
                PermissionState.Allowed => isAllowed ? 0 : 1,
                PermissionState.Denied => isAllowed ? 1 : 0,
                _ => 0,
            };
        }

        return faults;
    }
}
