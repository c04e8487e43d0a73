using System.Globalization;
using System.Text;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Tests.Hostile;

/// <summary>
/// Reading a document takes at most eight times the bytes of its text, which has two for each character, and a megabyte. What is counted is
/// every byte that was allocated, also what was given back, so that the memory at any moment is below it.
/// </summary>
public sealed class DocumentSizeTests
{
    // IAMSIM_HUGE=1 reads 100 MB of each.
    private static readonly int Length = Environment.GetEnvironmentVariable("IAMSIM_HUGE") is { Length: > 0 } ? 100_000_000 : 1_000_000;

    private const int Constant = 1 << 20;
    private const int PerCharacter = 16;

    private const string UsualStatement = "{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:PutObject\"],\"Resource\":\"arn:aws:s3:::bucket/prefix/*\",\"Condition\":{\"StringEquals\":{\"aws:username\":\"alice\"}}},";

    // What comes first, what is repeated, with a number in place of '#', and what ends the document.
    public static TheoryData<string, string, string, string> Documents => new()
    {
        { "one long text", "{\"Statement\":\"", "a", "\"}" },
        { "one long text of escapes", "{\"Statement\":\"", "\\u0041", "\"}" },
        { "space", "{", "      \n", "\"Statement\":[]}" },
        { "lines", "{", "\n", "\"Statement\":[]}" },
        { "digits", "{\"Statement\":", "1", "}" },
        { "usual statements", "{\"Version\":\"2012-10-17\",\"Statement\":[", UsualStatement, "{}]}" },
        { "short statements", "{\"Version\":\"2012-10-17\",\"Statement\":[", "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},", "{}]}" },
        { "statements with an id", "{\"Statement\":[", "{\"Sid\":\"#\",\"Effect\":\"Deny\",\"NotAction\":[\"a:b\"],\"Principal\":\"*\"},", "{}]}" },
        { "repeated unknown elements", "{\"Statement\":[],", "\"Unknown\":\"element\",", "\"x\":1}" },
        { "unknown elements", "{\"Statement\":[],", "\"#\":1,", "\"x\":1}" },
        { "unknown elements of statements", "{\"Statement\":[{", "\"#\":1,", "\"x\":1}]}" },
        { "numbers", "{\"Statement\":[", "1,", "1]}" },
        { "brackets", "{\"Statement\":[", "[],", "[]]}" },
        { "nulls", "{\"Statement\":[", "null,", "null]}" },
        { "tiny statements", "{\"Statement\":[", "{},", "{}]}" },
        { "tiny statements with something in them", "{\"Statement\":[", "{\"Sid\":1},", "{}]}" },
        { "empty values", "{\"Statement\":{\"Action\":[", "\"\",", "\"\"]}}" },
        { "short values", "{\"Statement\":{\"Action\":[", "\"ab\",", "\"\"]}}" },
        { "nulls for resources", "{\"Statement\":{\"Resource\":[", "null,", "null]}}" },
        { "principals", "{\"Statement\":{\"Principal\":{", "\"#\":[],", "\"x\":\"\"}}}" },
        { "operators", "{\"Statement\":{\"Condition\":{", "\"#\":{},", "\"x\":{}}}}" },
        { "keys", "{\"Statement\":{\"Condition\":{\"Null\":{", "\"#\":[],", "\"x\":1}}}}" },
        { "keys with numbers", "{\"Statement\":{\"Condition\":{\"Null\":{\"x\":[", "1,", "1]}}}}" },
        { "broken in the middle", "{\"Statement\":[", "\"a\" \"b\",", "]}" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_policy_takes_at_most_eight_times_its_bytes_and_a_megabyte(string what, string start, string part, string end)
    {
        (bool isRead, int findings) = ReadWithin(what, Text(start, part, end), static source => (PolicyDocument.TryParse(source, out _, out IReadOnlyList<Diagnostic> all), all.Count));

        Assert.True(isRead || findings is > 0 and <= 400, what);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_scenario_takes_at_most_eight_times_its_bytes_and_a_megabyte(string what, string start, string part, string end)
    {
        string text = $$$"""{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*"},"policies":{"identity":[{{{Text(start, part, end)}}}]}}""";
        ScenarioReading reading = ReadWithin(what, text, static source => ScenarioReader.Read(source));

        Assert.NotNull(reading);
    }

    [Theory]
    [InlineData("context keys", "\"context\":{", "\"a:#\":\"\",", "\"a:x\":\"\"}")]
    [InlineData("context keys as long as usual", "\"context\":{", "\"aws:PrincipalTag/project#\":\"a value of this length\",", "\"a:x\":\"\"}")]
    [InlineData("tags", "\"resourceTags\":{", "\"#\":\"\",", "\"x\":\"\"}")]
    [InlineData("values", "\"context\":{\"a:b\":[", "\"#\",", "\"x\"]}")]
    [InlineData("numbers for a key", "\"context\":{\"a:b\":[", "1,", "1]}")]
    [InlineData("empty values", "\"context\":{\"a:b\":[", "\"\",", "\"\"]}")]
    [InlineData("lists", "\"context\":{", "\"a:#\":[1],", "\"a:x\":[]}")]
    [InlineData("values of the wrong kind", "\"context\":{\"a:b\":[", "{},", "1]}")]
    [InlineData("resources", "\"resource\":[", "\"*\",", "\"*\"]")]
    [InlineData("unknown members", "", "\"#\":1,", "\"x\":1")]
    public void A_request_takes_at_most_eight_times_its_bytes_and_a_megabyte(string what, string start, string part, string end)
    {
        string text = $$$"""{"request":{"principal":"arn:aws:iam::111122223333:user/alice","action":"s3:GetObject",{{{(what == "resources" ? "" : "\"resource\":\"*\",")}}}{{{Text(start, part, end)}}}}}""";
        ScenarioReading reading = ReadWithin(what, text, static source => ScenarioReader.Read(source));

        Assert.NotNull(reading);
    }

    [Fact]
    public void A_request_of_too_many_small_parts_is_refused_where_it_passes_the_limit()
    {
        string text = $$$"""{"request":{"principal":"arn:aws:iam::111122223333:user/alice","action":"s3:GetObject","resource":"*",{{{Text("\"context\":{", "\"a:#\":\"\",", "\"a:x\":\"\"}")}}}}}""";

        Diagnostic finding = Assert.Single(ScenarioReader.Read(new SourceText(text)).InputErrors);

        Assert.Equal("IAM0058", finding.Id);
        Assert.Equal("too many small parts: with those from here on, what is read would take more than eight times the memory of the text", finding.Message);
        Assert.Equal("leave out what does not matter, or put it into files of their own", finding.Help);
        Assert.InRange(finding.Position.Column, 100, Length);
    }

    [Theory]
    [InlineData("usual statements")]
    [InlineData("short statements")]
    [InlineData("statements with an id")]
    [InlineData("nulls for resources")]
    public void What_could_be_a_policy_is_read_however_long_it_is(string what)
    {
        (_, string start, string part, string end) = Documents.Select(static row => row.Data).Single(row => row.Item1 == what);

        Assert.True(PolicyDocument.TryParse(Text(start, part, end), null, out _, out IReadOnlyList<Diagnostic> findings), findings is [var first, ..] ? first.ToString() : what);
    }

    [Theory]
    [InlineData("tiny statements", "{\"Statement\":[", "{},", "{}]}")]
    [InlineData("principals", "{\"Statement\":{\"Principal\":{", "\"#\":[],", "\"x\":\"\"}}}")]
    [InlineData("operators", "{\"Statement\":{\"Condition\":{", "\"#\":{},", "\"x\":{}}}}")]
    [InlineData("keys", "{\"Statement\":{\"Condition\":{\"Null\":{", "\"#\":[],", "\"x\":1}}}}")]
    [InlineData("unknown elements", "{\"Statement\":[],", "\"#\":1,", "\"x\":1}")]
    public void What_would_take_more_is_refused_where_it_passes_the_limit(string what, string start, string part, string end)
    {
        Assert.False(PolicyDocument.TryParse(Text(start, part, end), "large.json", out _, out IReadOnlyList<Diagnostic> findings), what);

        Diagnostic finding = Assert.Single(findings);
        Assert.Equal("IAM0058", finding.Id);
        Assert.Equal("too many small parts: with those from here on, what is read would take more than eight times the memory of the text", finding.Message);
        Assert.Equal("leave out what does not matter, or put it into files of their own", finding.Help);
        Assert.Equal(1, finding.Position.Line);
        Assert.InRange(finding.Position.Column, start.Length, Length);
    }

    [Theory]
    [InlineData("texts", "\"policies\":{\"identity\":[", "\"\",", "\"\"]}")]
    [InlineData("texts of nothing", "\"policies\":{\"identity\":[", "\"{}\",", "\"\"]}")]
    [InlineData("texts of policies", "\"policies\":{\"identity\":[", "\"{\\\"Statement\\\":[]}\",", "\"\"]}")]
    [InlineData("numbers", "\"policies\":{\"identity\":[", "1,", "1]}")]
    [InlineData("nothing", "\"policies\":{\"identity\":[", "{},", "{}]}")]
    [InlineData("empty policies", "\"policies\":{\"identity\":[", "{\"Statement\":[]},", "{}]}")]
    [InlineData("wrapped", "\"policies\":{\"identity\":[", "{\"policy\":1},", "{}]}")]
    [InlineData("files", "\"policies\":{\"identity\":[", "{\"file\":\"\"},", "{}]}")]
    [InlineData("levels", "\"policies\":{\"serviceControl\":[", "[],", "[]]}")]
    [InlineData("levels of levels", "\"policies\":{\"serviceControl\":[", "[[]],", "[]]}")]
    [InlineData("levels of nothing", "\"policies\":{\"serviceControl\":[", "[{}],", "[]]}")]
    [InlineData("numbers for grants", "\"resourceSettings\":{\"kmsGrants\":[", "1,", "1]}")]
    [InlineData("grants of nothing", "\"resourceSettings\":{\"kmsGrants\":[", "{},", "{}]}")]
    [InlineData("grants", "\"resourceSettings\":{\"kmsGrants\":[", "{\"granteePrincipal\":\"a\",\"operations\":[\"Decrypt\"]},", "{}]}")]
    [InlineData("operations", "\"resourceSettings\":{\"kmsGrants\":[{\"granteePrincipal\":\"a\",\"operations\":[", "\"\",", "\"\"]}]}")]
    [InlineData("options", "\"options\":{", "\"#\":1,", "\"x\":true}")]
    [InlineData("members", "", "\"#\":1,", "\"x\":1")]
    public void Nothing_else_of_a_scenario_takes_more(string what, string start, string part, string end)
    {
        string text = $$$"""{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*"},{{{Text(start, part, end)}}}}""";
        ScenarioReading reading = ReadWithin(what, text, static source => ScenarioReader.Read(source));

        Assert.Null(reading.Scenario);
        Assert.InRange(reading.InputErrors.Length + reading.PolicyErrors.Length, 1, 800);
    }

    [Fact]
    public void Policies_of_one_scenario_count_together()
    {
        string policies = string.Join(',', Enumerable.Repeat("""{"Statement":[{},{},{},{}]}""", 20_000));

        ScenarioReading reading = ScenarioReader.Read(new SourceText($$$"""{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*"},"policies":{"identity":[{{{policies}}}]}}"""));

        Assert.Contains(reading.InputErrors, static finding => finding.Id == "IAM0058");
    }

    // Bytes for each character, beside those of the document. A value with variables becomes a pattern of its own, with what it is put together from.
    [Theory]
    [InlineData("usual statements", 6, "", UsualStatement, "")]
    [InlineData("short statements", 6, "", "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},", "")]
    [InlineData("resources", 8, "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":[", "\"arn:aws:s3:::#/*\",", "\"*\"]},")]
    [InlineData("values", 8, "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:username\":[", "\"#\",", "\"x\"]}}},")]
    [InlineData("patterns", 40, "{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":[", "\"s3:*a#*\",", "\"s3:*\"]},")]
    [InlineData("variables", 64, "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":[", "\"arn:aws:s3:::${a:b}#\",", "\"*\"]},")]
    public void Compiling_takes_memory_in_proportion(string what, int times, string start, string part, string end)
    {
        string text = Text("{\"Version\":\"2012-10-17\",\"Statement\":[" + start, part, end + "{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}");
        var policies = new PolicySet { Identity = [PolicyDocument.Parse(text)] };
        long before = GC.GetAllocatedBytesForCurrentThread();
        Simulator simulator = Simulator.Compile(policies);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.NotNull(simulator);
        Assert.True(allocated <= (times * (long)text.Length) + Constant, $"{what}: {allocated} bytes for {text.Length} characters, {allocated / (double)text.Length:0.0} for each");
    }

    private static T ReadWithin<T>(string what, string text, Func<SourceText, T> read)
    {
        var source = new SourceText(text, "large.json");
        long before = GC.GetAllocatedBytesForCurrentThread();
        T reading = read(source);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated <= (PerCharacter * (long)text.Length) + Constant, $"{what}: {allocated} bytes for {text.Length} characters, {allocated / (double)text.Length:0.0} for each");
        return reading;
    }

    private static string Text(string start, string part, string end)
    {
        var text = new StringBuilder(start, Length + 1024);
        string[] sides = part.Split('#');
        for (int i = 0; text.Length < Length; i++)
        {
            text.Append(sides[0]);
            if (sides.Length > 1)
            {
                text.Append(i.ToString("x", CultureInfo.InvariantCulture)).Append(sides[1]);
            }
        }

        return text.Append(end).ToString();
    }
}
