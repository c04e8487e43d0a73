namespace IamSim.Benchmarks.Workloads;

/// <summary>Names of actions made up from a seed: as many as AWS had, in services of as different sizes. They stand for a catalogue.</summary>
internal static class GeneratedActions
{
    /// <summary>How many actions there are.</summary>
    public const int Count = 22_091;

    private const int Services = 300;

    private static readonly string[] Syllables = ["app", "auto", "bed", "cloud", "code", "data", "dev", "dir", "edge", "event", "flow", "forge", "grid", "health", "io", "lake", "mail", "map", "net", "pipe", "quick", "scan", "stream", "trace", "vault"];

    private static readonly string[] Verbs = ["Get", "List", "Describe", "Create", "Delete", "Update", "Put", "Tag", "Untag", "Start", "Stop", "Batch", "Associate", "Disassociate", "Enable", "Disable", "Register", "Send"];

    private static readonly string[] Nouns =
    [
        "Access", "Alias", "Application", "Backup", "Batch", "Cluster", "Configuration", "Connection", "Container", "Dataset", "Domain", "Endpoint", "Event", "Field", "Function", "Group", "Image", "Instance", "Job", "Key", "Layer",
        "Member", "Model", "Network", "Object", "Permission", "Pipeline", "Policy", "Project", "Queue", "Record", "Resource", "Rule", "Schema", "Session", "Snapshot", "Stream", "Table", "Task", "Template", "User", "Version", "Volume",
    ];

    private static readonly string[] Suffixes = ["", "", "", "s", "Attributes", "Status", "Settings"];

    /// <summary>The names, in the order in which they were made up.</summary>
    public static string[] All { get; } = Create();

    /// <summary>The names by service prefix; every service has some.</summary>
    public static ILookup<string, string> ByService { get; } = All.ToLookup(static name => name[..name.IndexOf(':', StringComparison.Ordinal)]);

    /// <summary>The service prefixes, the largest service first.</summary>
    public static string[] Prefixes { get; } = [.. ByService.OrderByDescending(static service => service.Count()).Select(static service => service.Key)];

    private static string[] Create()
    {
        var random = new Random(22_091);
        string[] services = [.. Enumerable.Range(0, Services).Select(i => $"{Syllables[i % Syllables.Length]}{Syllables[i / Syllables.Length]}")];
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var ordered = new List<string>(Count);
        while (ordered.Count < Count)
        {
            // The cube makes a few services large and most of them small.
            double draw = random.NextDouble();
            string service = services[(int)(draw * draw * draw * Services)];
            string noun = Nouns[random.Next(Nouns.Length)] + (random.Next(2) == 0 ? "" : Nouns[random.Next(Nouns.Length)]);
            string name = $"{service}:{Verbs[random.Next(Verbs.Length)]}{noun}{Suffixes[random.Next(Suffixes.Length)]}";
            if (names.Add(name))
            {
                ordered.Add(name);
            }
        }

        return [.. ordered];
    }
}
