using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>
/// Identity policies made up from a seed, shaped as published ones are: most have one or two statements and a few have many; 93 of 100 entries
/// of Action are exact; 41 of 100 statements have a condition.
/// </summary>
internal static class GeneratedDocuments
{
    /// <summary>How many there are.</summary>
    public const int Count = 1_000;

    /// <summary>Statements of all documents together.</summary>
    public const int Statements = 5_058;

    // The largest published policy names 4,533 actions.
    private const int Largest = 737;
    private const int LargestActions = 4_533;

    /// <summary>Statements of a document.</summary>
    public static readonly Distribution StatementCounts = new((0, 1), (0.5, 1), (0.6, 2), (0.7, 4), (0.8, 6), (0.9, 10), (0.95, 16), (0.99, 41), (1, 162));
    /// <summary>Actions of a statement.</summary>
    public static readonly Distribution ActionCounts = new((0, 1), (0.25, 1), (0.5, 2), (0.75, 4), (0.9, 9), (0.95, 15), (0.99, 54), (1, 250));

    /// <summary>The documents; every one is of its own, so any selection of them is as good as another.</summary>
    public static JsonObject[] Create()
    {
        int[] sizes = Sizes();
        return [.. sizes.Select(static (size, i) => Document(new Random(i), i, size))];
    }

    // As many as the distribution says, in random order; what rounding leaves over goes to the smaller documents.
    private static int[] Sizes()
    {
        int[] sizes = [.. Enumerable.Range(0, Count).Select(static i => StatementCounts.At((i + 0.5) / Count))];
        int missing = Statements - sizes.Sum();
        for (int i = 0; i < Math.Abs(missing); i++)
        {
            sizes[(Count * 3 / 4) + i] += Math.Sign(missing);
        }

        new Random(Seed).Shuffle(sizes);
        return sizes;
    }

    // Of the first seeds, the first with 47 statements in the first ten documents.
    private const int Seed = 254;

    private static JsonObject Document(Random random, int index, int size)
    {
        IEnumerable<JsonObject> statements = Enumerable.Range(0, size).Select(i => Statement(random, $"Statement{i}"));
        if (index == Largest)
        {
            statements = statements.Append(Statement(random, "Largest", GeneratedActions.All.Take(LargestActions), "*"));
        }

        return PolicyText.Document(index == Largest ? statements.Skip(1) : statements);
    }

    private static JsonObject Statement(Random random, string id)
    {
        string service = GeneratedActions.Prefixes[(int)(Math.Pow(random.NextDouble(), 2) * GeneratedActions.Prefixes.Length)];
        string[] names = [.. GeneratedActions.ByService[service]];
        int count = Math.Min(ActionCounts.Draw(random), names.Length);
        random.Shuffle(names);
        IEnumerable<string> actions = names.Take(count).Select(name => Written(random, service, name)).Distinct(StringComparer.Ordinal);
        JsonObject statement = Statement(random, id, actions, Resource(random, service));
        if (random.Next(100) < 41)
        {
            statement["Condition"] = GeneratedConditions.Draw(random);
        }

        return statement;
    }

    // One in four hundred names what it is not about, and then only for some resources; one in twenty-five denies.
    private static JsonObject Statement(Random random, string id, IEnumerable<string> actions, string resource)
    {
        bool isInverse = resource != "*" && random.Next(250) == 0;
        return new JsonObject
        {
            ["Sid"] = id,
            ["Effect"] = random.Next(25) == 0 ? "Deny" : "Allow",
            [isInverse ? "NotAction" : "Action"] = new JsonArray([.. actions.Select(static name => JsonValue.Create(name))]),
            ["Resource"] = resource,
        };
    }

    private static string Written(Random random, string service, string name)
    {
        int draw = random.Next(1000);
        int verb = service.Length + 2;
        while (verb < name.Length && char.IsAsciiLetterLower(name[verb]))
        {
            verb++;
        }

        return draw < 930 ? name : draw < 983 ? $"{name[..verb]}*" : draw < 997 ? $"{service}:*" : $"{service}:*{name[verb..]}";
    }

    private static string Resource(Random random, string service) => random.Next(100) switch
    {
        < 37 => "*",
        < 93 => $"arn:aws:{service}:*:*:{Kinds[random.Next(Kinds.Length)]}/{Names[random.Next(Names.Length)]}*",
        < 97 => $"arn:aws:{service}:eu-west-1:{Question.Account}:{Kinds[random.Next(Kinds.Length)]}/*",
        < 99 => $"arn:aws:{service}:*:{Question.Account}:{Kinds[random.Next(Kinds.Length)]}/${{aws:PrincipalTag/team}}/*",
        _ => Named(random, service),
    };

    /// <summary>A resource as a request names it.</summary>
    public static string Named(Random random, string service) =>
        $"arn:aws:{service}:eu-west-1:{Question.Account}:{Kinds[random.Next(Kinds.Length)]}/{Names[random.Next(Names.Length)]}{random.Next(10)}";

    private static readonly string[] Kinds = ["table", "cluster", "job", "function", "instance"];

    private static readonly string[] Names = ["", "orders/", "orders-", "billing-", "prod-"];
}
