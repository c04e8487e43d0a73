using System.Text;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Matching;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Tests.Hostile;

/// <summary>Input made to break things. Each ends with a clear message or the right answer; none may hang, and none may grow out of proportion.</summary>
public sealed class HostileInputTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    [Theory]
    [InlineData(17)]
    [InlineData(100_000)]
    [InlineData(5_000_000)]
    public void Deep_nesting_is_refused_at_its_place(int depth)
    {
        string text = string.Concat(Enumerable.Repeat("{\"a\":", 3)) + new string('[', depth);

        Diagnostic finding = ParseError(text);

        Assert.Equal("IAM0003", finding.Id);
        Assert.Equal("nesting deeper than 16 levels", finding.Message);
        Assert.Equal(new LinePosition(1, 29), finding.Position);
    }

    [Fact]
    public void Ten_megabytes_of_statements_compile_and_answer()
    {
        var text = new StringBuilder("{\"Version\":\"2012-10-17\",\"Statement\":[");
        const string Statement = "{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::bucket/prefix*x?y/*\"},";
        while (text.Length < 10_000_000)
        {
            text.Append(Statement);
        }

        text.Append("{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::bucket/last\"}]}");
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse(text.ToString())] });

        Assert.Equal(DecisionKind.ExplicitDeny, simulator.Evaluate(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::bucket/last")).Kind);
        Assert.Equal(DecisionKind.Allowed, simulator.Evaluate(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::bucket/prefix_x_y/z")).Kind);
    }

    [Fact]
    public void Ten_megabytes_of_one_pattern_take_memory_in_proportion()
    {
        string pattern = string.Concat(Enumerable.Repeat("a*b?", 2_500_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pattern compiled = Pattern.Compile(pattern, PatternMode.Resource);

        Assert.False(compiled.IsMatch(new string('a', 100_000)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40L * pattern.Length);
    }

    [Fact]
    public void A_pattern_of_every_character_takes_memory_in_proportion()
    {
        string pattern = string.Concat(Enumerable.Range(0x100, 20_000).Where(static c => c is < 0xD800 or > 0xDFFF).Select(static c => $"{(char)c}?"));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pattern compiled = Pattern.Compile(pattern, PatternMode.Text);

        Assert.True(compiled.IsMatch(pattern));
        Assert.False(compiled.IsMatch(pattern.Replace('\u0200', '\u0201')));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L * pattern.Length);
    }

    [Theory]
    [InlineData("*a*a*a*a*b")]
    [InlineData("*?a*?a*?a*?b")]
    [InlineData("a*a*a*a*a*a*a*a*a*a*b")]
    [InlineData("*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab*")]
    public void Wildcard_bombs_are_answered_in_linear_time(string pattern)
    {
        string text = new('a', 1_000_000);

        Assert.False(Pattern.Compile(pattern, PatternMode.Text).IsMatch(text));
        Assert.True(Pattern.Compile(pattern.Replace('b', 'a'), PatternMode.Text).IsMatch(text));
        Assert.False(Pattern.Compile($"arn:aws:s3:::{pattern}", PatternMode.Resource).IsMatch($"arn:aws:s3:::{text}"));
    }

    [Fact]
    public void A_bomb_assembled_from_variables_is_answered_in_linear_time()
    {
        PolicyDocument document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"x:text":"*${x:part}*${x:part}*${x:part}*b"}}}}""");
        var request = new AccessRequest(Alice, "s3:GetObject", "*") { Context = RequestContext.Create(("x:text", new string('a', 1_000_000)), ("x:part", new string('a', 10_000))) };

        Assert.False(Simulator.Compile(new PolicySet { Identity = [document] }).Evaluate(request).IsAllowed);
    }

    [Fact]
    public void Lone_surrogates_are_refused_in_policies_and_compared_in_requests()
    {
        Diagnostic raw = ParseError("{\"Statement\":\"\ud800\"}");
        Assert.Equal(("IAM0002", new LinePosition(1, 15)), (raw.Id, raw.Position));
        Diagnostic escaped = ParseError("{\"Statement\":\"\\ud800\"}");
        Assert.Equal(("IAM0002", new LinePosition(1, 14)), (escaped.Id, escaped.Position));

        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/?"}}""")] });
        Assert.True(simulator.Evaluate(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/\ud800")).IsAllowed);
        Assert.True(simulator.Evaluate(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/\U0001F600")).IsAllowed);
        Assert.False(simulator.Evaluate(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/\ud800\ud800")).IsAllowed);
    }

    [Fact]
    public void Control_characters_are_refused_and_never_printed()
    {
        Diagnostic nul = ParseError("{\"Statement\":\"\0\"}");
        Assert.Equal("IAM0001", nul.Id);

        PolicyDocument document = PolicyDocument.Parse("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"\\u001b[31mred\",\"Resource\":\"*\"}}");
        Assert.False(Simulator.TryCompile(new PolicySet { Identity = [document] }, null, null, out _, out IReadOnlyList<Diagnostic> findings));
        Assert.All(findings, static finding => Assert.DoesNotContain('\u001b', finding.ToDetailedString()));
    }

    [Fact]
    public void Huge_numbers_are_compared_exactly()
    {
        string digits = new('9', 100_000);
        string text = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NumericLessThan":{"x:n":DIGITS}}}}""";
        PolicyDocument document = PolicyDocument.Parse(text.Replace("DIGITS", digits, StringComparison.Ordinal));
        Simulator simulator = Simulator.Compile(new PolicySet { Identity = [document] });
        var request = new AccessRequest(Alice, "s3:GetObject", "*");

        Assert.True(simulator.Evaluate(request with { Context = RequestContext.Create(("x:n", digits[1..] + "8")) }).IsAllowed);
        Assert.False(simulator.Evaluate(request with { Context = RequestContext.Create(("x:n", digits)) }).IsAllowed);
        Assert.False(simulator.Evaluate(request with { Context = RequestContext.Create(("x:n", "1e999")) }).IsAllowed);
    }

    [Theory]
    [InlineData("010.0.0.1")]
    [InlineData("1")]
    [InlineData("10.0.1")]
    [InlineData("0x7f.1")]
    [InlineData("[::1]:80")]
    [InlineData("fe80::1%eth0")]
    [InlineData("10.0.0.1/8")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("::1::")]
    [InlineData(":::")]
    [InlineData("255.25.255.2::5")]
    public void Odd_addresses_are_no_addresses(string text)
    {
        Assert.False(IpAddressText.TryParse(text, out _));
    }

    [Fact]
    public void A_million_tags_and_keys_differing_in_case_are_settled_in_order()
    {
        var context = new RequestContext(Enumerable.Range(0, 200_000).Select(static i => new KeyValuePair<string, ContextValue>($"x:{i}", "v")).Append(new("X:1", "first")));

        Assert.True(context.TryGetValue("x:1", out ContextValue value));
        Assert.Equal("first", value.ToString());
        Assert.Equal(200_000, context.Count);
    }

    [Fact]
    public void Everything_works_on_a_small_stack()
    {
        Exception? failure = null;
        var thread = new Thread(
            () => failure = Record.Exception(() =>
            {
                Deep_nesting_is_refused_at_its_place(100_000);
                A_bomb_assembled_from_variables_is_answered_in_linear_time();
                Lone_surrogates_are_refused_in_policies_and_compared_in_requests();
            }),
            maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();

        Assert.Null(failure);
    }

    [Fact]
    public void No_bytes_make_the_scenario_reader_throw()
    {
        byte[] seed = Encoding.UTF8.GetBytes("""{"id":"a","request":{"principal":"anonymous","action":"s3:GetObject","resource":"*","context":{"a":[1,"x",null]}},"policies":{"identity":[{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"a":"${b, 'c'}"}}}]}]}}""");
        var random = new Random(20261124);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. seed];
            for (int flips = random.Next(1, 6); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            SourceText source = SourceText.FromUtf8(bytes, "fuzz", 1, out _);
            ScenarioAnswer answer = ScenarioAnswer.Create(ScenarioReader.Read(source), explain: true);
            Assert.True(answer.Decision is not null || !answer.PolicyErrors.IsEmpty || !answer.Reading.InputErrors.IsEmpty);
        }
    }

    private static Diagnostic ParseError(string text)
    {
        Assert.False(PolicyDocument.TryParse(text, "hostile.json", out _, out IReadOnlyList<Diagnostic> findings));
        return findings[0];
    }
}
