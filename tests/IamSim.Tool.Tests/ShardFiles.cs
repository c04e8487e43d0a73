using System.Text;

namespace IamSim.Tool.Tests;

/// <summary>What tests of shards ask, and what they look at afterwards.</summary>
internal static class ShardFiles
{
    public const string Policies = """{"policies":{"identity":[{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:Get*","Resource":"*"},{"Sid":"Guard","Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::b/secret*"}]}]}}""";

    private static readonly string[] Ids = ["", "a", "é", "a\\\"b", "\\u2028", "\\ud83d\\ude00", "\\u0000", "\\ud800", "x,y"];

    /// <summary>Questions of every kind, one a line.</summary>
    public static string Questions(Random random, int count)
    {
        var lines = new StringBuilder(random.Next(4) == 0 ? "\uFEFF" : "");
        for (int i = 0; i < count; i++)
        {
            lines.Append(random.Next(6) == 0 ? "\n \r\n" : "");
            lines.Append(random.Next(8) == 0 ? "not JSON" : Question(random, i));
            lines.Append(i == count - 1 && random.Next(2) == 0 ? "" : random.Next(5) == 0 ? "\r\n" : "\n");
        }

        return lines.ToString();
    }

    /// <summary>A question.</summary>
    public static string Question(Random random, int number)
    {
        string id = random.Next(2) == 0 ? "" : $"\"id\":\"{Ids[random.Next(Ids.Length)]}\",";
        string action = random.Next(3) == 0 ? "s3:PutObject" : "s3:GetObject";
        string resource = random.Next(3) == 0 ? $"secret{number}" : $"k{number}";
        return $$"""{{{id}}"principal":"arn:aws:iam::111122223333:user/u{{number % 7}}","action":"{{action}}","resource":"arn:aws:s3:::b/{{resource}}","resourceAccount":"111122223333"}""";
    }

    /// <summary>The names of files that end so, in order.</summary>
    public static string[] Names(string folder, string ending) =>
        [.. Directory.GetFiles(folder, $"*{ending}").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>The parts one behind the other.</summary>
    public static string Concatenated(string folder) =>
        string.Concat(Names(folder, ".ndjson").Select(name => File.ReadAllText(Path.Combine(folder, name))));
}
