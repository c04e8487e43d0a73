using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>
/// A pattern that is hard to match, with a text that it does not match at its very end. As long as AWS allows: a policy has 6,144 characters, a
/// resource or a context value 2,048, a tag value 256.
/// </summary>
/// <param name="Element">Where it stands: Resource, Action or a condition operator.</param>
/// <param name="Pattern">As the policy says it.</param>
/// <param name="Length">Its length, with variables replaced.</param>
/// <param name="Text">What it is matched with.</param>
internal sealed record HostileText(string Element, string Pattern, int Length, string Text)
{
    /// <summary>Requests in a round.</summary>
    public const int Requests = 4;

    private const int LongestText = 2_048;
    private const string Variable = "${aws:PrincipalTag/long}";
    private const string Bucket = "arn:aws:s3:::";

    public static HostileText Named(string name)
    {
        HostileText hostile = Pick(name);
        return hostile with { Length = Math.Max(hostile.Length, hostile.Pattern.Length) };
    }

    // Every pattern ends in what no text has, and needs fewer characters than the text has: its length alone gives nothing away.
    private static HostileText Pick(string name) => name switch
    {
        "stars" => OfResource(Bucket, "a*", 1_000, Bucket, "a"),
        "marks" => OfResource($"{Bucket}*", "?", 1_000, Bucket, "a"),
        "marks-between-stars" => OfResource(Bucket, "*a?a", 600, Bucket, "a"),
        "one-long-part" => OfResource($"{Bucket}*", "a", 1_000, Bucket, "a"),
        "long-part-with-marks" => OfResource($"{Bucket}*", "aaaaaaa?", 125, Bucket, "a"),
        "colons" => OfResource("arn:aws:s3:*:*:", "*:", 900, "arn:aws:s3:", "a:"),
        "stars-and-colons" => OfResource("arn:aws:s3:*a*:*a*:", "*a:*", 450, "arn:aws:s3:", "a:"),
        "action" => new HostileText("Action", $"s3:{Repeat("a*", 50)}b*", 0, $"s3:{new string('a', 120)}"),
        "like" => OfCondition("StringLike", "*", "a?a*", 600, "", "a"),
        "like-one-long-part" => OfCondition("StringLike", "*", "a", 1_000, "", "a"),
        "like-variables" => OfCondition("StringLike", "*", Variable, 7, "", "a") with { Length = 7 * 256 },
        "like-many-variables" => OfCondition("StringLike", "*", Variable, 220, "", "a") with { Length = 220 * 256 },
        "arn-like" => OfCondition("ArnLike", "arn:aws:*a*a:*a*a:*a*a:*", "a*", 1_000, "arn:aws:aaa:aaa:aaa:", "a"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "there is no such pattern"),
    };

    /// <summary>Steps as docs/performance.md counts them: characters of the text times words of 64 characters of the pattern.</summary>
    public double Steps => Text.Length * Math.Ceiling(Length / 64.0);

    public Workload ToWorkload()
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = Element == "Action" ? Pattern : "*",
            ["Resource"] = Element == "Resource" ? Pattern : "*",
        };
        bool isCondition = Element is not ("Action" or "Resource");
        if (isCondition)
        {
            statement["Condition"] = new JsonObject { [Element] = new JsonObject { ["example:text"] = Pattern } };
        }

        var question = new Question(Element == "Action" ? Text : "s3:GetObject", Element == "Resource" ? Text : "arn:aws:s3:::bucket/key", "ImplicitDeny")
        {
            Principal = new JsonObject { ["arn"] = $"arn:aws:iam::{Question.Account}:user/alice", ["tags"] = new JsonObject { ["long"] = new string('a', 256) } }.ToJsonString(),
            Context = isCondition ? [("example:text", Text)] : [],
        };
        return Workload.Create("hostile", 1, new JsonObject { ["identity"] = new JsonArray(PolicyText.Document(statement)) }, [question]);
    }

    private static HostileText OfResource(string prefix, string pattern, int times, string textPrefix, string text) => OfCondition("Resource", prefix, pattern, times, textPrefix, text);

    private static HostileText OfCondition(string element, string prefix, string pattern, int times, string textPrefix, string text) =>
        new(element, $"{prefix}{Repeat(pattern, times)}b*", 0, $"{textPrefix}{Repeat(text, (LongestText - textPrefix.Length) / text.Length)}");

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
