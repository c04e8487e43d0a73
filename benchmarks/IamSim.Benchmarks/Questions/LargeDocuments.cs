using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Workloads;
using IamSim.Policies;

namespace IamSim.Benchmarks.Questions;

/// <summary>Is there a document whose cost grows faster than its length? One is sixteen times as long as the other; an operation is one part of a document.</summary>
public class LargeDocuments : IQuestion
{
    private const int Parts = 250;
    private const int Times = 16;

    private string _short = "";
    private string _long = "";

    [Params("statements", "actions", "resources", "values", "variables", "keys")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load() => (_short, _long) = (Document(Parts).ToJsonString(), Document(Parts * Times).ToJsonString());

    [Benchmark(Baseline = true, OperationsPerInvoke = Parts)]
    public long Short() => Read(_short);

    [Benchmark(OperationsPerInvoke = Parts * Times)]
    public long Long() => Read(_long);

    private static long Read(string text) => Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse(text)] }).Policies.Identity[0].Statements.Length;

    private JsonObject Document(int parts)
    {
        string[] names = [.. GeneratedActions.All.Take(parts)];
        JsonObject statement = PolicyText.FullAccess();
        switch (Policies)
        {
            case "statements":
                return PolicyText.Document(names.Select(static (name, i) => PolicyText.Parse($$"""{ "Sid": "S{{i}}", "Effect": "Allow", "Action": "{{name}}", "Resource": "*" }""")));
            case "actions":
                statement["Action"] = List(names);
                break;
            case "resources":
                statement["Resource"] = List(names.Select(static (name, i) => $"arn:aws:sqs:*:*:{name}{i}*"));
                break;
            case "values":
                statement["Condition"] = new JsonObject { ["StringLike"] = new JsonObject { ["aws:PrincipalArn"] = List(names.Select(static name => $"*{name}*")) } };
                break;
            case "variables":
                statement["Resource"] = $"arn:aws:s3:::bucket/{string.Concat(Enumerable.Repeat("${aws:PrincipalTag/team}/", parts))}";
                break;
            default:
                statement["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject(names.Select(static (name, i) => KeyValuePair.Create($"aws:PrincipalTag/{i}", (JsonNode?)JsonValue.Create(name)))) };
                break;
        }

        return PolicyText.Document(statement);
    }

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(static text => JsonValue.Create(text))]);
}
