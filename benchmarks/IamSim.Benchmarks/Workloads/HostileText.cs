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

    private const int LongestPattern = 5_900;
    private const int LongestText = 2_048;
    private const string Bucket = "arn:aws:s3:::";

    public static HostileText Named(string name)
    {
        HostileText hostile = Pick(name);
        return hostile with { Length = Math.Max(hostile.Length, hostile.Pattern.Length) };
    }

    private static HostileText Pick(string name) => name switch
    {
        "stars" => Create("Resource", Bucket, "a*", "b", Bucket, "a"),
        "marks" => Create("Resource", Bucket, "?", "*b", Bucket, "a") with { Pattern = $"{Bucket}*{new string('?', 2_000)}b" },
        "marks-between-stars" => Create("Resource", Bucket, "*a?a", "b", Bucket, "a"),
        "one-long-part" => Create("Resource", Bucket, "", "", Bucket, "a") with { Pattern = $"{Bucket}*{new string('a', 1_000)}?{new string('a', 1_000)}b*" },
        "colons" => Create("Resource", "arn:*:*:*:*:", "*:", "b", "arn:", "a:"),
        "stars-and-colons" => Create("Resource", "arn:*a*:*a*:*a*:*a*:", "*a:*", "b", "arn:", "a:"),
        "action" => Create("Action", "s3:", "*a", "b", "s3:", "a") with { Text = $"s3:{new string('a', 120)}" },
        "like" => Create("StringLike", "*", "a?*", "b", "", "a"),
        "like-variables" => new HostileText("StringLike", $"{Repeat("*${aws:PrincipalTag/long}", LongestPattern)}b", 220 * 257, new string('a', LongestText)),
        "arn-like" => Create("ArnLike", "arn:aws:*a*a:*a*a:*a*a:", "*a", "b", "arn:aws:aaa:aaa:aaa:", "a"),
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

    private static HostileText Create(string element, string prefix, string pattern, string end, string textPrefix, string text) =>
        new(element, $"{prefix}{Repeat(pattern, LongestPattern - prefix.Length)}{end}", 0, $"{textPrefix}{Repeat(text, LongestText - textPrefix.Length)}");

    private static string Repeat(string text, int length) => text.Length == 0 ? "" : string.Concat(Enumerable.Repeat(text, length / text.Length));
}
