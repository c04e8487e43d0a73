using System.Text;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Explanations;

/// <summary>Whatever a policy or a request holds, it renders as text and as nothing else.</summary>
public sealed class ExplanationMarkdownTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    /// <summary>Texts that mean something in Markdown, in HTML or on GitHub.</summary>
    public static TheoryData<string> Hostile() =>
    [
        "EVIL`code`", "EVIL```fence", "`EVIL", "EVIL`", "``EVIL``", "EVIL|cell|cell", "|EVIL|", "EVIL\\|cell", "EVIL\\\\|cell", "EVIL`|`cell", "EVIL\\`|\\`cell",
        "<b>EVIL</b>", "<script>EVIL</script>", "<!-- EVIL", "&lt;EVIL&gt;", "EVIL @octocat", "EVIL #1", "EVIL https://example.com/", "www.EVIL.com", "EVIL@example.com",
        "[EVIL](https://example.com)", "![EVIL](x)", "**EVIL**", "# EVIL", "- EVIL", "EVIL\n# heading", "EVIL\r\n```\r\n# heading", "EVIL\u2028x", "EVIL\u001b[31mred", "EVIL\u202Eright", "EVIL\ud800half",
        "EVIL ~~~ fence", "~~~ EVIL", "    EVIL", "  ", "EVIL  ", "> EVIL", "1. EVIL", "| --- | EVIL", "EVIL " + new string('`', 300), "\u00a0EVIL", "EVIL\t|\tx",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_text_stays_in_code_wherever_it_stands(string text)
    {
        foreach (Explanation explanation in Everywhere(text))
        {
            string markdown = explanation.ToMarkdown();

            Assert.DoesNotContain("EVIL", OutsideCode(markdown), StringComparison.Ordinal);
            Assert.DoesNotContain(markdown, static c => (char.IsControl(c) && c != '\n') || c is '\u2028' or '\u202E');
        }
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Outside_of_code_the_same_stands_there_as_for_a_harmless_text(string text)
    {
        // Statement ids and file names are as long as they like; carets depend on them, but they stand in fences.
        string[] harmless = [.. Everywhere("EVIL").Select(static explanation => Shape(explanation.ToMarkdown()))];
        string[] hostile = [.. Everywhere(text).Select(static explanation => Shape(explanation.ToMarkdown()))];

        Assert.Equal(harmless, hostile);
    }

    [Fact]
    public void It_has_a_headline_a_table_excerpts_and_fixes()
    {
        PolicyDocument bucket = PolicyDocument.Parse(
            """
            {
              "Version": "2012-10-17",
              "Statement": {
                "Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
                "Condition": { "Bool": { "aws:SecureTransport": "false" } }
              }
            }
            """,
            "bucket.json");
        PolicyDocument own = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "alice.json");
        var request = new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k") { Context = IamSim.Conditions.RequestContext.Create(("aws:SecureTransport", "false")) };

        string markdown = Simulator.Compile(new PolicySet { Identity = [own], Resource = bucket }).Explain(request).ToMarkdown();

        Assert.Equal(
            """
            ### DENIED (explicitly) by resource policy at `bucket.json:3:16 (TlsOnly)`

            caller `arn:aws:iam::111122223333:user/alice` asks for `s3:GetObject`

            on `arn:aws:s3:::b/k`, owned by `111122223333`

            | Layer | Verdict | Because |
            | --- | --- | --- |
            | resource policy | **DENIES** | `bucket.json:3:16 (TlsOnly)` |
            | identity policies | allows | `alice.json:1:37` |

            #### denied by `bucket.json:3:16 (TlsOnly)`

            ```text
            4 |     "Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
              |                                                                     ^^^^^^ covers s3:GetObject
            5 |     "Condition": { "Bool": { "aws:SecureTransport": "false" } }
              |                                                     ^^^^^^^ aws:SecureTransport is 'false', so Bool holds
            ```

            #### it would be allowed

            - if `aws:SecureTransport` were `true`
            - if the resource policy `bucket.json` were removed, whose only statement is the Deny at `bucket.json:3:16 (TlsOnly)`

            **Assumed:** the resource belongs to the caller's account, since neither the request nor the ARN says whose it is

            """,
            markdown);
    }

    [Fact]
    public void Headings_begin_at_the_level_asked_for()
    {
        Explanation explanation = Simulator.Compile(new PolicySet()).Explain(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k"));

        Assert.StartsWith("##### DENIED", explanation.ToMarkdown(new ExplanationMarkdownOptions { HeadingLevel = 5 }), StringComparison.Ordinal);
        Assert.Contains("\n###### it would be allowed\n", explanation.ToMarkdown(new ExplanationMarkdownOptions { HeadingLevel = 5 }), StringComparison.Ordinal);
        Assert.DoesNotContain("it would be allowed", explanation.ToMarkdown(new ExplanationMarkdownOptions { Fixes = 0 }), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ExplanationMarkdownOptions { HeadingLevel = 0 });
    }

    /// <summary>Explanations with a text in every place that a text of other people can have: names, ids, entries, resources, keys and values.</summary>
    private static IEnumerable<Explanation> Everywhere(string text)
    {
        // JSON knows no half characters: what reaches a policy is the replacement.
        string json = System.Text.Json.JsonSerializer.Serialize(text);
        string clean = System.Text.Json.JsonSerializer.Deserialize<string>(json)!;
        PolicyDocument Policy(string effect, string rest) => PolicyDocument.Parse(
            $$$"""{"Version":"2012-10-17","Statement":[{"Sid":{{{json}}},"Effect":"{{{effect}}}",{{{rest}}},"Condition":{"StringEquals": { {{{json}}}: {{{json}}} } }},{"Sid":"other","Effect":"Allow","Action":"ec2:*","Resource":"*"}]}""",
            text) with { Name = text };
        var lenient = new EvaluationOptions { Lenient = true };
        var context = IamSim.Conditions.RequestContext.Create((clean, clean), ("x", text));
        PolicyDocument deny = Policy("Deny", "\"Action\":\"s3:*\",\"Resource\":\"*\"");
        PolicyDocument allow = Policy("Allow", $"\"Action\":\"s3:*\",\"Resource\":[{json},\"arn:aws:s3:::b/*\"]");
        PolicyDocument missed = Policy("Allow", $"\"Action\":[{json},\"s3:Put*\"],\"Resource\":\"arn:aws:s3:::c\"");
        var resource = new RequestResource($"arn:aws:s3:::b/{clean}") { OwnerAccount = "111122223333" };
        AccessRequest Ask(string caller) => new(Principal.Parse(caller), "s3:GetObject", resource) { Context = context };

        yield return Simulator.Compile(new PolicySet { Identity = [deny] }, lenient).Explain(Ask(Alice));
        yield return Simulator.Compile(new PolicySet { Identity = [allow] }, lenient).Explain(Ask(Alice));
        yield return Simulator.Compile(new PolicySet { Identity = [missed], PermissionsBoundary = missed, ServiceControlPolicies = [[missed], []], Organization = new OrganizationFacts { Paths = [$"o-a/{text.Replace('/', 'x')}/"] } }, lenient).Explain(Ask(Alice));
        yield return Simulator.Compile(new PolicySet { Identity = [deny], Session = [missed] }, lenient).Explain(Ask($"arn:aws:sts::111122223333:assumed-role/app/s{text.Replace("*", "", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal)}"));
        var key = new RequestResource("arn:aws:kms:eu-west-1:111122223333:key/k")
        {
            KmsGrants = [new KmsGrant { GranteePrincipal = Alice, Operations = ["Decrypt", text], EncryptionContextSubset = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add(text, text) }],
        };
        yield return Simulator.Compile(new PolicySet(), lenient).Explain(new AccessRequest(Principal.Parse(Alice), "kms:Decrypt", key));
    }

    /// <summary>The lines without fenced blocks and without code spans, as CommonMark finds them; a table row has exactly its three cells.</summary>
    private static string OutsideCode(string markdown)
    {
        var rest = new StringBuilder();
        string? fence = null;
        foreach (string line in markdown.Split('\n'))
        {
            if (fence is not null)
            {
                // A closing fence is a line of backticks alone, at least as many as opened.
                fence = line.TrimEnd(' ').All(static c => c == '`') && line.TrimEnd(' ').Length >= fence.Length ? null : fence;
            }
            else if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fence = new string([.. line.TakeWhile(static c => c == '`')]);
            }
            else if (line.StartsWith("| ", StringComparison.Ordinal))
            {
                string[] cells = Cells(line);
                Assert.Equal(3, cells.Length);
                rest.AppendJoin('|', cells.Select(WithoutSpans)).Append('\n');
            }
            else
            {
                rest.Append(WithoutSpans(line)).Append('\n');
            }
        }

        Assert.Null(fence);
        return rest.ToString();
    }

    private static string Shape(string markdown)
    {
        // Whether a value reads better with quotes, and how many parts a pipe makes of a text, is a matter of the text.
        string shape = OutsideCode(markdown).Replace("\\|", "", StringComparison.Ordinal).Replace("|", "", StringComparison.Ordinal);
        return string.Join('\n', shape.Split('\n').Select(static line => line.Replace("¤", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)));
    }

    // GitHub's rule: a pipe ends a cell unless a backslash stands in front of it. Readers differ about two backslashes, so both readings are asked.
    private static string[] Cells(string row)
    {
        string inner = row["| ".Length..^" |".Length];
        var simple = new List<string> { "" };
        var paired = new List<string> { "" };
        for (int i = 0; i < inner.Length; i++)
        {
            int backslashes = 0;
            while (i - backslashes > 0 && inner[i - backslashes - 1] == '\\')
            {
                backslashes++;
            }

            Add(simple, inner[i], inner[i] == '|' && backslashes == 0);
            Add(paired, inner[i], inner[i] == '|' && backslashes % 2 == 0);
        }

        Assert.Equal(simple, paired);
        return [.. simple.Select(static cell => cell.Replace("\\|", "|", StringComparison.Ordinal))];
    }

    private static void Add(List<string> cells, char c, bool ends)
    {
        if (ends)
        {
            cells.Add("");
        }
        else
        {
            cells[^1] += c;
        }
    }

    // A code span ends at the next run of exactly as many backticks as opened it; a run without one is text.
    private static string WithoutSpans(string line)
    {
        var rest = new StringBuilder();
        for (int i = 0; i < line.Length;)
        {
            if (line[i] != '`')
            {
                rest.Append(line[i++]);
                continue;
            }

            int run = Run(line, i);
            int end = i + run;
            while (end < line.Length && (line[end] != '`' || Run(line, end) != run))
            {
                end += line[end] == '`' ? Run(line, end) : 1;
            }

            Assert.True(end < line.Length, $"a run of backticks is not closed in: {line}");
            rest.Append('¤');
            i = end + run;
        }

        return rest.ToString();
    }

    private static int Run(string line, int at)
    {
        int length = 0;
        while (at + length < line.Length && line[at + length] == '`')
        {
            length++;
        }

        return length;
    }
}
