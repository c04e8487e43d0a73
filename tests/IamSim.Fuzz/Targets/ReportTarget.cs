using System.Net;
using System.Text;
using System.Text.Json;
using IamSim.Environments;
using IamSim.Tool.Environments.Html;

namespace IamSim.Fuzz.Targets;

/// <summary>The report of an environment that was really loaded and asked: whatever its names and policies are, they are data of the page.</summary>
internal sealed class ReportTarget() : FuzzTarget("report", 400, "the page of any environment is the same around its data; the data is JSON without anything that looks like an element; every user and role is in it")
{
    private static readonly EnvironmentTarget Details = new("report-details", "accounts/111122223333/get-account-authorization-details.json", "environment.yaml", "accounts/111122223333/s3api/get-bucket-policy/b.json", "template.yaml");

    public override IReadOnlyList<string> Tokens => [.. Details.Tokens, "<img src=x onerror=alert(1)>", "</script>", "<!--", "]]>", "&lt;", "javascript:", "{{DATA}}", "\u2028", "\"UserName\":", "\"Tags\":[{\"Key\":\"<b>\",\"Value\":\"</script>\"}]", "\"AssumeRolePolicyDocument\":"];

    public override bool IsJson => true;

    public override int MaximumLength => 3000;

    public override void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        AwsEnvironment environment = Details.Load(input);
        HtmlReportData report = HtmlReportBuilder.Build(new EnvironmentAnalyzer(environment), InputText.Of(input.AsSpan(0, Math.Min(input.Length, 40))), new Silent(), CancellationToken.None);
        using var stream = new MemoryStream();
        HtmlReport.Write(stream, report);
        string html = Encoding.UTF8.GetString(stream.ToArray());
        (string frame, string data, string title) = HtmlTarget.Between(html);
        Invariant.Same(HtmlTarget.Frame, frame, "the frame of the report is the same for every environment");
        Invariant.Holds(data.AsSpan().IndexOfAny('<', '>', '&') < 0, "nothing in the data looks like an element", () => data);
        Invariant.Holds(title.AsSpan().IndexOfAny('<', '>', '"') < 0, "nothing in the title looks like an element", () => title);
        Invariant.IsPrintable(html, "a report is printable");
        Invariant.IsPrintable(WebUtility.HtmlDecode(title), "the title is printable", isOneLine: true);
        using var document = JsonDocument.Parse(data);
        Invariant.Same(environment.Principals.Length, document.RootElement.GetProperty("principals").GetArrayLength(), "every user and role is in the report");
        int rows = document.RootElement.GetProperty("rows").GetArrayLength();
        int accounts = document.RootElement.GetProperty("accounts").GetArrayLength();
        foreach (JsonElement principal in document.RootElement.GetProperty("principals").EnumerateArray())
        {
            Invariant.Holds(principal.GetProperty("row").GetInt32() < rows && principal.GetProperty("account").GetInt32() < accounts, "a principal has its row and account", principal.ToString);
        }
    }

    private sealed class Silent : IProgress<AnalysisProgress>
    {
        public void Report(AnalysisProgress value)
        {
        }
    }
}
