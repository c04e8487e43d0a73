using IamSim.Diagnostics;

namespace IamSim.Testing.Tests;

/// <summary>Whatever stands in a suite, reading it throws nothing and gives findings with places.</summary>
public sealed class HostileSuiteTests
{
    private const string Whole = """
        name: all
        policies:
          identity: [ { name: p, policy: { Version: 2012-10-17, Statement: [ { Effect: Allow, Action: "s3:Get*", Resource: "*" } ] } }, p.json ]
          serviceControl: [ [ { Version: 2012-10-17, Statement: [ { Effect: Allow, Action: "*", Resource: "*" } ] } ] ]
        organization: { id: o-a1b2c3d4e5 }
        contexts: { office: &c { aws:SourceIp: 203.0.113.7, aws:TagKeys: [a], requestTags: { a: b } }, home: *c }
        defaults: { principal: "arn:aws:iam::111122223333:user/alice", context: office, tags: [a] }
        tests:
          - name: ${n} reads
            context: [office, home]
            time: 2026-01-31T12:00:00Z
            allow: { "s3:GetObject*": ["arn:aws:s3:::${n}/*", "arn:aws:s3:::?"] }
            deny: [s3:ListAllMyBuckets, "iam:*User"]
            unless: { aws:SecureTransport: false }
            each: [ { n: a }, { n: b } ]
          - explicit: iam:CreateUser
        """;

    private static readonly string[] Pieces = ["{", "}", "[", "]", ":", "- ", "\n", "\"", "*", "&a ", "*a", "!Ref ", "${", "}", "null", "\u0000", "😀", "\t", "|", ">", "%", "name", "tests", "each", "s3:*", "arn:aws:s3:::x", "9", "# ", "---\n", "  "];

    [Fact]
    public void The_whole_has_no_findings_but_of_the_file_that_is_missing() =>
        Assert.Equal(["error IAM4007"], Read(Whole).Diagnostics.Select(static finding => $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Id}"));

    [Fact]
    public void Damaged_suites_are_read_with_findings_that_have_places() => RandomSeeds.Check(150, static seed =>
    {
        var random = new Random(seed);
        string text = Whole;
        for (int damage = random.Next(1, 6); damage > 0; damage--)
        {
            int at = random.Next(text.Length);
            int length = random.Next(3) == 0 ? 0 : random.Next(Math.Min(12, text.Length - at));
            text = text[..at] + (random.Next(3) == 0 ? "" : Pieces[random.Next(Pieces.Length)]) + text[(at + length)..];
        }

        PolicyTestSuite suite = Read(text);

        foreach (Diagnostic finding in suite.Diagnostics)
        {
            Assert.True(finding.Position is { Line: > 0, Column: > 0 } && !finding.Message.Contains('\n', StringComparison.Ordinal) && finding.Message.Length > 0, $"IAMSIM_SEED={seed}: {finding}");
        }

        Assert.All(suite.Tests, static test => Assert.All(test.Rows, static row => Assert.True(row.Place.Line > 0)));
        Assert.Equal(suite.Cases.Length, suite.Run().Cases);
    });

    private static PolicyTestSuite Read(string text)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("suite.iamtest.yaml", text);
        PolicyTestSuite.TryLoad(Path.Combine(folder.Path, "suite.iamtest.yaml"), out PolicyTestSuite suite);
        return suite;
    }
}
