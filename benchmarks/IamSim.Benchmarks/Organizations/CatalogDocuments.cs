using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IamSim.Benchmarks.Workloads;
using IamSim.ServiceData;

namespace IamSim.Benchmarks.Organizations;

/// <summary>Identity policies with names of actions and forms of ARNs as AWS has them, shaped as published policies are.</summary>
internal static class CatalogDocuments
{
    /// <summary>Stands in a text for the account that it will be in.</summary>
    public const string Account = "000000000000";

    /// <summary>As the CLI writes: a plus in a time is no escape.</summary>
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // The largest first; a square makes most statements be about these.
    private static readonly ServiceDefinition[] Services =
    [
        .. ServiceReference.Default.ServicePrefixes.Select(static prefix => ServiceReference.Default.FindService(prefix)!).Where(static service => service.Actions.Count > 0)
            .OrderByDescending(static service => service.Actions.Count).ThenBy(static service => service.Prefix, StringComparer.Ordinal),
    ];

    private static readonly string[] ReadingVerbs = ["Describe", "Get", "List"];

    private static readonly string[] Names = ["*", "orders-*", "billing-*", "prod-*", "shared-*"];

    /// <summary>A policy of as many statements as published ones have, up to a most.</summary>
    public static string Create(Random random, int most) => Create(random, most, "*");

    /// <summary>The same, where ARNs name the account as <see cref="Account"/>.</summary>
    public static string CreateOfAccount(Random random, int most) => Create(random, most, Account);

    /// <summary>A policy that reads everything: <c>Describe*</c>, <c>Get*</c> and <c>List*</c> of every service that has such actions.</summary>
    public static string CreateReadOnly() => Write(static writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("Effect", "Allow");
        writer.WriteStartArray("Action");
        foreach (ServiceDefinition service in Services.OrderBy(static service => service.Prefix, StringComparer.Ordinal))
        {
            foreach (string verb in ReadingVerbs.Where(verb => service.Actions.Any(action => action.Name.StartsWith(verb, StringComparison.Ordinal))))
            {
                writer.WriteStringValue($"{service.Prefix}:{verb}*");
            }
        }

        writer.WriteEndArray();
        writer.WriteString("Resource", "*");
        writer.WriteEndObject();
    });

    /// <summary>A policy that denies what a list names, with an exception for administrators: a service control policy.</summary>
    public static string CreateDenyList(Random random, int actions) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("Sid", "DenyList");
        writer.WriteString("Effect", "Deny");
        writer.WriteStartArray("Action");
        foreach (string name in Enumerable.Range(0, actions).Select(_ => Action(random)).Distinct(StringComparer.Ordinal))
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteString("Resource", "*");
        writer.WritePropertyName("Condition");
        writer.WriteRawValue("""{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/kinds/kind-0"}}""");
        writer.WriteEndObject();
    });

    private static string Action(Random random)
    {
        ServiceDefinition service = Service(random);
        return service.Actions[random.Next(service.Actions.Count)].FullName;
    }

    private static string Create(Random random, int most, string account)
    {
        int statements = Math.Min(GeneratedDocuments.StatementCounts.Draw(random), most);
        return Write(writer =>
        {
            for (int i = 0; i < statements; i++)
            {
                WriteStatement(writer, random, i, account);
            }
        });
    }

    private static string Write(Action<Utf8JsonWriter> statements)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("Version", "2012-10-17");
            writer.WriteStartArray("Statement");
            statements(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteStatement(Utf8JsonWriter writer, Random random, int index, string account)
    {
        ServiceDefinition service = Service(random);
        writer.WriteStartObject();
        writer.WriteString("Sid", $"Statement{index}");
        writer.WriteString("Effect", random.Next(25) == 0 ? "Deny" : "Allow");
        writer.WriteStartArray("Action");
        int count = Math.Min(GeneratedDocuments.ActionCounts.Draw(random), service.Actions.Count);
        ActionDefinition[] actions = random.GetItems<ActionDefinition>([.. service.Actions], count);
        foreach (string name in actions.Select(action => Entry(random, action)).Distinct(StringComparer.Ordinal))
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteString("Resource", Resource(random, actions[0], account));
        if (random.Next(100) < 41)
        {
            writer.WritePropertyName("Condition");
            GeneratedConditions.Draw(random).WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static ServiceDefinition Service(Random random)
    {
        double draw = random.NextDouble();
        return Services[(int)(draw * draw * Services.Length)];
    }

    // 93 of 100 are whole names, 5 begin like one, and few are a whole service.
    private static string Entry(Random random, ActionDefinition action)
    {
        string name = action.Name;
        int verb = 1;
        while (verb < name.Length && char.IsAsciiLetterLower(name[verb]))
        {
            verb++;
        }

        return random.Next(1000) switch
        {
            < 930 => action.FullName,
            < 986 => $"{action.Service}:{name[..verb]}*",
            _ => $"{action.Service}:*",
        };
    }

    // A resource that the first action can be about.
    private static string Resource(Random random, ActionDefinition action, string account)
    {
        int draw = random.Next(100);
        if (draw < 37 || action.IsResourceLess)
        {
            return "*";
        }

        IReadOnlyList<string> patterns = action.ResourceTypes[random.Next(action.ResourceTypes.Count)].ResourceType.ArnPatterns;
        string pattern = patterns[random.Next(patterns.Count)];
        string name = Names[random.Next(Names.Length)];
        return draw switch
        {
            < 93 => Fill(pattern, action.Service, "*", account, name),
            < 98 => Fill(pattern, action.Service, "eu-west-1", account, name),
            _ => Fill(pattern, action.Service, "*", account, "${aws:PrincipalTag/team}-*"),
        };
    }

    // arn:${Partition}:sqs:${Region}:${Account}:${QueueName}
    private static string Fill(string pattern, string service, string region, string account, string name)
    {
        var text = new StringBuilder();
        int at = 0;
        for (int start; (start = pattern.IndexOf("${", at, StringComparison.Ordinal)) >= 0;)
        {
            int end = pattern.IndexOf('}', start);
            text.Append(pattern, at, start - at).Append(pattern[(start + 2)..end] switch
            {
                "Partition" => "aws",
                "Region" => region,
                "Account" => account,
                // GRAM-59: a variable stands behind the fifth colon only.
                _ when pattern.AsSpan(0, start).Count(':') < 5 => pattern.AsSpan(0, start).Count(':') == 2 ? service : "*",
                _ => name,
            });
            at = end + 1;
        }

        return text.Append(pattern, at, pattern.Length - at).ToString();
    }
}
