using System.Diagnostics;
using System.Text;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Tests.Explanations;

/// <summary>Carets stand under what is said of, whatever the source looks like.</summary>
public sealed class ExcerptTests
{
    private static readonly AccessRequest Request = new("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::b/k");

    [Fact]
    public void Every_caret_of_every_conformance_case_stands_under_its_entry()
    {
        int places = 0;
        foreach (string file in Directory.EnumerateFiles(RepositoryFolder.PathOf("tests/IamSim.Conformance/cases"), "*.json", SearchOption.AllDirectories))
        {
            ScenarioReading reading = ScenarioReader.Read(new SourceText(File.ReadAllText(file), file));
            if (ScenarioAnswer.Create(reading, explain: true).Explanation is { } explanation)
            {
                places += AssertPlaces(explanation);
            }
        }

        Assert.True(places > 5000, $"only {places} places were looked at");
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\r", "")]
    [InlineData("", "")]
    [InlineData("", "\U0001F600")]
    [InlineData("\n", "\U0001F600\U0001F600")]
    [InlineData("\t", "\t")]
    [InlineData("\r\n\t", "e\u0301\u202E")]
    public void Carets_stand_right_with_any_line_breaks_and_any_characters(string between, string extra)
    {
        string sid = string.Concat(Enumerable.Repeat(extra, 70));
        string[] parts =
        [
            "{\"Version\":\"2012-10-17\",\"Statement\":[", "{\"Sid\":\"", sid.Replace("\t", "\\t", StringComparison.Ordinal), "\",\"Effect\":\"Allow\",", "\"Action\":[\"ec2:*\",\"s3:Put*\"],", "\"Resource\":[\"arn:aws:s3:::b/*\",",
            "\"arn:aws:s3:::c/*\"],", "\"Condition\":{\"StringEquals\":{\"aws:x\":[\"one\",", "\"two\"]}}}]}",
        ];
        string text = string.Concat(parts.Select((part, i) => i is 2 or 3 ? part : between + part));
        Explanation explanation = Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse(text, "p.json")] }, new EvaluationOptions { Lenient = true }).Explain(Request);

        Assert.Equal(3, AssertPlaces(explanation));
        Assert.DoesNotContain("\r", explanation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_on_one_line_share_it()
    {
        PolicyDocument policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::b/*"}]}""", "p.json");

        Assert.Contains(
            """
                1 | {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::b/*"}]}
                  |                                                                ^^^^^^ covers s3:GetObject
                  |                                                                                  ^^^^^^^^^^^^^^^^^^ covers arn:aws:s3:::b/k

            """,
            Simulator.Compile(new PolicySet { Identity = [policy] }).Explain(Request).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_line_says_where_it_is_cut()
    {
        string text = $$"""{"Version":"2012-10-17","Statement":[{"Sid":"{{new string('a', 200)}}","Effect":"Deny","Action":"s3:*","Resource":"*"},{"Sid":"{{new string('b', 200)}}","Effect":"Allow","Action":"ec2:*","Resource":"*"}]}""";

        string line = Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse(text, "p.json")] }).Explain(Request).ToString().Split('\n').Single(static line => line.StartsWith("    1 |", StringComparison.Ordinal));

        Assert.StartsWith("    1 | …aa\",\"Effect\":\"Deny\"", line, StringComparison.Ordinal);
        Assert.EndsWith("bbb…", line, StringComparison.Ordinal);
        Assert.Equal("    1 | ".Length + 121, line.Length);
    }

    [Fact]
    public void A_colored_text_has_no_escape_sequence_but_its_own()
    {
        PolicyDocument policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Sid":"\u001b[2J\u009b31m","Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"a\u001b]0;x\u0007":"b\u001b[1m"}}}]}""", "p\u001b[5m.json");
        AccessRequest request = Request with { Resources = ["arn:aws:s3:::b/\u001b[41m"], Context = RequestContext.Create(("a\u001b]0;x\u0007", "v\u001b[7m")) };

        string text = Simulator.Compile(new PolicySet { Identity = [policy] }, new EvaluationOptions { Lenient = true }).Explain(request).ToText(new ExplanationTextOptions { Color = true });
        foreach (string own in new[] { "0", "1", "2", "31", "32", "33" })
        {
            text = text.Replace($"\u001b[{own}m", "", StringComparison.Ordinal);
        }

        Assert.DoesNotContain(text, static c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void Of_many_denying_statements_and_policies_the_first_are_shown_and_the_rest_are_counted()
    {
        string statements = string.Join(",", Enumerable.Range(0, 14).Select(static i => $$"""{"Sid":"No{{i}}","Effect":"Deny","Action":"s3:*","Resource":"*"}"""));
        PolicyDocument deny = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""", "p.json");
        PolicyDocument other = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}""");

        string denied = Simulator.Compile(new PolicySet { Identity = [deny] }).Explain(Request).ToText(new ExplanationTextOptions { Fixes = 0 });
        string silent = Simulator.Compile(new PolicySet { Identity = [.. Enumerable.Range(0, 8).Select(i => other with { Name = $"policy-{i}" })] }).Explain(Request).ToText(new ExplanationTextOptions { Fixes = 0 });

        Assert.Contains("(No4) and 9 more\n", denied, StringComparison.Ordinal);
        Assert.Equal(10, denied.Split('\n').Count(static line => line.StartsWith("  denied by", StringComparison.Ordinal)));
        Assert.Contains("\n  and 4 more\n", denied, StringComparison.Ordinal);
        Assert.Contains("no statement of policy-0, policy-1, policy-2, policy-3, policy-4 and 3 more allows it\n", silent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_of_many_statements_on_one_line_is_told_in_no_time()
    {
        var text = new StringBuilder("{\"Version\":\"2012-10-17\",\"Id\":\"\U0001F600\",\"Statement\":[");
        for (int i = 0; i < 4000; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"arn:aws:s3:::bucket-{i}\U0001F600/*\",\"Condition\":{{\"StringEquals\":{{\"aws:x\":\"{i}\"}}}}}}");
        }

        PolicyDocument policy = PolicyDocument.Parse(text.Append("]}").ToString(), "many.json");
        Explanation explanation = Simulator.Compile(new PolicySet { Identity = [policy] }, new EvaluationOptions { Lenient = true }).Explain(Request);

        var clock = Stopwatch.StartNew();
        int length = explanation.ToString().Length + explanation.ToMarkdown().Length;
        string json = explanation.ToJson();

        Assert.True(length < 20_000);
        Assert.True(json.Length > 1_000_000);
        // Quadratic work in the length of the line takes minutes.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
    }

    /// <summary>Compares, for every element, what stands above the carets with what the span says. Returns how many there were.</summary>
    private static int AssertPlaces(Explanation explanation)
    {
        int places = 0;
        foreach (StatementExplanation statement in explanation.Checks.SelectMany(static check => check.Layers).SelectMany(static layer => layer.Statements))
        {
            SourceText source = statement.Statement.Source;
            foreach (ElementExplanation element in statement.Elements)
            {
                ExcerptLine[] lines = [.. Excerpts.Of(source, [(element.Span, "here")])];
                Assert.Equal(2, lines.Length);
                string expected = PrintableText.Line(source.Slice(element.Span).ToString());
                string first = PrintableText.Line(source.Slice(element.Span).ToString().Split('\r', '\n')[0]);
                int from = Offset(lines[0].Text, lines[1].Text.Length);
                int to = Offset(lines[0].Text, lines[1].Text.Length + lines[1].Carets.Length);
                string above = lines[0].Text[from..to];

                Assert.NotEmpty(expected);
                Assert.True(first.StartsWith(above, StringComparison.Ordinal) && (above.Length == first.Length || to >= lines[0].Text.Length - 1), $"{above} is not {first} in {statement.Statement}");
                Assert.Equal(source.GetPosition(element.Span.Start).Line.ToString(System.Globalization.CultureInfo.InvariantCulture), lines[0].Number);
                places++;
            }
        }

        return places;
    }

    // Carets and spaces count characters; a character may be two units.
    private static int Offset(string line, int characters)
    {
        int offset = 0;
        for (int i = 0; i < characters && offset < line.Length; i++)
        {
            offset += char.IsHighSurrogate(line[offset]) && offset + 1 < line.Length && char.IsLowSurrogate(line[offset + 1]) ? 2 : 1;
        }

        return offset;
    }
}
