using IamSim.Diagnostics;

namespace IamSim.Environments.Tests;

public sealed class JsonLinesTests
{
    [Theory]
    [InlineData("{\"UserDetailList\": [bad")]
    [InlineData("bad line")]
    [InlineData("{\"bad")]
    [InlineData("{\"UserDetailList\": [{\"Arn\": \"arn:aws:iam::111122223333:user/lost\"}")]
    public void A_bad_line_is_a_finding_at_its_line_and_takes_no_other_with_it(string bad)
    {
        foreach (int at in (int[])[1, 2, 3])
        {
            List<string> lines = [User("u1"), User("u2")];
            lines.Insert(at - 1, bad);
            using TemporaryFolder folder = new TemporaryFolder().With("details.ndjson", string.Join('\n', lines));
            AwsEnvironment environment = folder.Load();
            Diagnostic finding = Assert.Single(environment.Diagnostics, static finding => finding.Severity == DiagnosticSeverity.Error);
            Assert.Equal(at, finding.Source.GetPosition(finding.Span.Start).Line);
            Assert.Contains(environment.Principals, static principal => principal.Name == "u1");
            Assert.Contains(environment.Principals, static principal => principal.Name == "u2");
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_spoil_their_line_only()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "details.ndjson"), [.. Bytes(User("u1")), (byte)'\n', 0xFF, (byte)'\n', .. Bytes(User("u2"))]);
        AwsEnvironment environment = folder.Load();
        Diagnostic finding = Assert.Single(environment.Diagnostics);
        Assert.Equal(2, finding.Source.GetPosition(finding.Span.Start).Line);
        Assert.Equal(2, environment.Principals.Length);
    }

    [Fact]
    public void A_value_over_several_lines_under_the_name_of_lines_is_read()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.jsonl", "{\n\"UserDetailList\": [\n{\"Arn\": \"arn:aws:iam::111122223333:user/u1\"}]\n}\n");
        AwsEnvironment environment = folder.Load();
        Assert.Empty(environment.Diagnostics);
        Assert.Single(environment.Principals);
    }

    [Fact]
    public void A_large_file_goes_on_behind_a_bad_line_with_the_right_number()
    {
        string filler = User("u1") + new string(' ', 2000);
        using TemporaryFolder folder = new TemporaryFolder().With("details.ndjson", string.Join('\n', Enumerable.Repeat(filler, 2500).Append("{\"bad").Append(User("last"))));
        AwsEnvironment environment = folder.Load();
        Diagnostic finding = Assert.Single(environment.Diagnostics, static finding => finding.Severity == DiagnosticSeverity.Error);
        Assert.Equal(2501, finding.Source.GetPosition(finding.Span.Start).Line);
        Assert.Contains(environment.Principals, static principal => principal.Name == "last");
    }

    private static string User(string name) => $"{{\"UserDetailList\": [{{\"Arn\": \"arn:aws:iam::111122223333:user/{name}\", \"UserName\": \"{name}\"}}]}}";

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
