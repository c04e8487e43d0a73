using System.Security.Cryptography;
using System.Text;

namespace IamSim.Tool.Tests;

public sealed class ReportTests
{
    private static readonly string Acme = Path.Combine(RepositoryFolder.Location, "examples/acme");

    [Fact]
    public void The_report_is_one_file_whose_only_script_is_the_one_it_allows()
    {
        using var folder = new TemporaryFolder();
        ToolResult result = ToolProcess.Run(["report", "--env", Acme, "--out", "acme.html"], folder: folder.Location);

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("63 principals and ", result.Output, StringComparison.Ordinal);
        Assert.Equal(["acme.html"], Directory.EnumerateFiles(folder.Location).Select(Path.GetFileName));
        string html = File.ReadAllText(Path.Combine(folder.Location, "acme.html"));
        int from = html.LastIndexOf("<script>", StringComparison.Ordinal) + "<script>".Length;
        string script = html[from..html.IndexOf("</script>", from, StringComparison.Ordinal)];
        Assert.Contains($"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'", html, StringComparison.Ordinal);
        // Addresses stand in the data, where policies name some; the page itself has none.
        string page = html[..html.IndexOf("id=\"data\"", StringComparison.Ordinal)] + script;
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_browser_shows_findings_and_a_row_for_every_principal()
    {
        string elements = Open(Acme);

        Assert.Contains("data-ready=\"true\"", elements, StringComparison.Ordinal);
        Assert.Contains("63 of 63 users and roles", elements, StringComparison.Ordinal);
        Assert.Contains("dana gets the permissions of PlatformAutomation, an administrator", elements, StringComparison.Ordinal);
        Assert.Equal(63, Count(Body(elements, "heat"), "<tr>"));
    }

    [Fact]
    public void A_link_to_a_search_shows_what_has_every_word_of_it()
    {
        string elements = Open(Acme, "#q=dana%20shared");

        Assert.Contains("1 of 63 users and roles", elements, StringComparison.Ordinal);
        Assert.Contains("user/dana", Body(elements, "heat"), StringComparison.Ordinal);
        Assert.DoesNotContain("user/erik", Body(elements, "heat"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_markup_stays_text()
    {
        using var folder = new TemporaryFolder();
        const string Name = "</script><img src=x onerror=document.title='run'>";
        folder.Write("details.json", $$$$"""
            {"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/{{{{Name}}}}","UserName":"{{{{Name}}}}","UserPolicyList":[{"PolicyName":"{{{{Name}}}}",
            "PolicyDocument":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}}]}],"GroupDetailList":[],"RoleDetailList":[],"Policies":[]}
            """);
        string elements = Open(folder.Location);

        Assert.Contains("data-ready=\"true\"", elements, StringComparison.Ordinal);
        Assert.Contains("1 of 1 users and roles", elements, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", elements, StringComparison.Ordinal);
        Assert.DoesNotContain("<title>run", elements, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        ToolResult result = ToolProcess.Run(["report", "--env", Acme, "--out", "nowhere/acme.html"], folder: folder.Location);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("iamsim: cannot write nowhere/acme.html: ", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Location));
    }

    private static string Open(string environment, string fragment = "")
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, ToolProcess.Run(["report", "--env", environment, "--out", "report.html"], folder: folder.Location).ExitCode);
        return Browser.Open(Path.Combine(folder.Location, "report.html"), fragment);
    }

    private static string Body(string elements, string table)
    {
        int from = elements.IndexOf("<tbody>", elements.IndexOf($"<table id=\"{table}\"", StringComparison.Ordinal), StringComparison.Ordinal);
        return elements[from..elements.IndexOf("</tbody>", from, StringComparison.Ordinal)];
    }

    private static int Count(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;
}
