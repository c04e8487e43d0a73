using System.Text;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Tests.Hostile;

/// <summary>Reading a document takes memory in proportion to it. What is counted is every byte that was allocated, also what was given back.</summary>
public sealed class DocumentSizeTests
{
    // IAMSIM_HUGE=1 reads 100 MB of each, but of those that would take tens of times that.
    private static readonly bool IsHuge = Environment.GetEnvironmentVariable("IAMSIM_HUGE") is { Length: > 0 };

    private const int Constant = 1 << 20;

    // Bytes for each character. A document of texts costs little more than itself; one of values as small as they can be costs what a value costs, divided by two to five characters.
    public static TheoryData<string, string, string, string, int> Documents => new()
    {
        { "one long text", "{\"Statement\":\"", "a", "\"}", 8 },
        { "one long text of escapes", "{\"Statement\":\"", "\\u0041", "\"}", 8 },
        { "space", "{", "      \n", "\"Statement\":[]}", 8 },
        { "digits", "{\"Statement\":", "1", "}", 8 },
        { "usual statements", "{\"Version\":\"2012-10-17\",\"Statement\":[", "{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:PutObject\"],\"Resource\":\"arn:aws:s3:::bucket/prefix/*\",\"Condition\":{\"StringEquals\":{\"aws:username\":\"alice\"}}},", "{}]}", 20 },
        { "unknown elements", "{\"Statement\":[],", "\"Unknown\":\"element\",", "\"x\":1}", 32 },
        { "brackets", "{\"Statement\":[", "[],", "[]]}", 128 },
        { "nulls", "{\"Statement\":[", "null,", "null]}", 72 },
        { "tiny statements", "{\"Statement\":[", "{},", "{}]}", 112 },
        { "broken in the middle", "{\"Statement\":[", "\"a\" \"b\",", "]}", 8 },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_policy_takes_memory_in_proportion(string what, string start, string part, string end, int times)
    {
        string text = Text(start, part, end, times);
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isRead = PolicyDocument.TryParse(text, "large.json", out _, out IReadOnlyList<Diagnostic> findings);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(isRead || findings.Count is > 0 and <= 400, what);
        Assert.True(allocated <= (times * (long)text.Length) + Constant, $"{what}: {allocated} bytes for {text.Length} characters, {allocated / (double)text.Length:0.0} for each");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_scenario_takes_memory_in_proportion(string what, string start, string part, string end, int times)
    {
        string text = $$$"""{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*"},"policies":{"identity":[{{{Text(start, part, end, times)}}}]}}""";
        var source = new SourceText(text, "large.json");
        long before = GC.GetAllocatedBytesForCurrentThread();
        ScenarioReading reading = ScenarioReader.Read(source);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.NotNull(reading);
        Assert.True(allocated <= (times * (long)text.Length) + Constant, $"{what}: {allocated} bytes for {text.Length} characters, {allocated / (double)text.Length:0.0} for each");
    }

    private static string Text(string start, string part, string end, int times)
    {
        int length = IsHuge && times <= 20 ? 100_000_000 : 2_000_000;
        var text = new StringBuilder(start, length + 1024);
        while (text.Length < length)
        {
            text.Append(part);
        }

        return text.Append(end).ToString();
    }
}
