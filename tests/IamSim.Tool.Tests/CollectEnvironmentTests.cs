using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IamSim.ServiceData;

namespace IamSim.Tool.Tests;

/// <summary>The collector script in docs, run against a command that answers as the AWS CLI would, from the files of the example organization.</summary>
public sealed class CollectEnvironmentTests
{
    private static readonly string Root = RepositoryFolder.Location;
    private static readonly string Acme = Path.Combine(Root, "examples", "acme");

    // The CLI's names of commands whose permission has another name.
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["s3api list-buckets"] = "s3:ListAllMyBuckets",
        ["s3api get-public-access-block"] = "s3:GetBucketPublicAccessBlock",
        ["s3control get-public-access-block"] = "s3:GetAccountPublicAccessBlock",
    };

    [Fact]
    public void What_the_commands_print_lands_in_the_layout_of_the_example()
    {
        using var folder = new TemporaryFolder();

        string error = Collect(folder, Acme, ["--role", "AcmeAudit"]);

        string[] expected = [.. Files(Acme).Where(static path => !path.Contains("authorization-details-", StringComparison.Ordinal) && path != "README.md" && !path.StartsWith("tests/", StringComparison.Ordinal))];
        string[] actual = [.. Files(Snapshot(folder)).Where(static path => path is not "collect-errors.log" and not "accounts/123456789012/get-account-authorization-details.json")];
        Assert.Equal(expected, actual);
        Assert.All(expected, path => Assert.Equal(File.ReadAllText(Path.Combine(Acme, path)), File.ReadAllText(Path.Combine(Snapshot(folder), path))));
        Assert.Equal("", Errors(folder));
        Assert.DoesNotContain("failed", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_role_only_the_account_of_the_caller_is_collected()
    {
        using var folder = new TemporaryFolder();

        Collect(folder, Acme, ["--no-organization"], ("AWS_ACCESS_KEY_ID", "210987654321"));

        string only = Path.Combine(Snapshot(folder), "accounts", "210987654321");
        Assert.Equal([only], Directory.GetDirectories(Path.Combine(Snapshot(folder), "accounts")));
        Assert.Equal([Path.Combine(Snapshot(folder), "accounts")], Directory.GetDirectories(Snapshot(folder)));
    }

    [Fact]
    public void What_cannot_be_read_is_noted_and_the_rest_goes_on()
    {
        using var folder = new TemporaryFolder();
        using var source = new TemporaryFolder();
        Copy(Acme, source.Location);
        File.Delete(Path.Combine(source.Location, "accounts/123456789012/eu-west-1/kms/list-grants/1234abcd-12ab-34cd-56ef-1234567890ab.json"));

        string error = Collect(folder, source.Location, ["--role", "AcmeAudit"], ("REFUSED", "777788889999"));

        string[] errors = Errors(folder).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, errors.Length);
        const string Grants = "accounts/123456789012/eu-west-1/kms/list-grants/1234abcd-12ab-34cd-56ef-1234567890ab.json: aws kms list-grants --key-id 1234abcd-12ab-34cd-56ef-1234567890ab --region eu-west-1: An error occurred (AccessDeniedException)";
        Assert.Contains(errors, static line => line.StartsWith(Grants, StringComparison.Ordinal));
        Assert.Contains(errors, static line => line.StartsWith("account 777788889999: AcmeAudit: An error occurred (AccessDenied)", StringComparison.Ordinal));
        Assert.Contains("2 calls failed", error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Snapshot(folder), "accounts/123456789012/eu-west-1/kms/list-grants/0987dcba-09fe-87dc-65ba-ab0987654321.json")));
        Assert.True(File.Exists(Path.Combine(Snapshot(folder), "accounts/555566667777/get-account-authorization-details.json")));
        Assert.False(Directory.Exists(Path.Combine(Snapshot(folder), "accounts/777788889999")));
    }

    [Fact]
    public void Where_AWS_says_that_there_is_none_the_file_is_an_empty_object_and_no_error()
    {
        using var folder = new TemporaryFolder();
        using var source = new TemporaryFolder();
        Copy(Acme, source.Location);
        const string Function = "accounts/123456789012/eu-west-1/lambda/get-policy/shop-api.json";
        File.Delete(Path.Combine(source.Location, Function));

        Collect(folder, source.Location, ["--role", "AcmeAudit", "--accounts", "123456789012"]);

        Assert.Equal("{}\n", File.ReadAllText(Path.Combine(Snapshot(folder), Function)));
        Assert.Equal("", Errors(folder));
    }

    [Fact]
    public void A_second_run_collects_only_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        Collect(folder, Acme, ["--role", "AcmeAudit"]);
        Directory.Delete(Path.Combine(Snapshot(folder), "accounts", "555566667777"), recursive: true);
        File.Delete(Path.Combine(folder.Location, "calls"));

        Collect(folder, Acme, ["--role", "AcmeAudit"]);

        Assert.True(File.Exists(Path.Combine(Snapshot(folder), "accounts/555566667777/get-account-authorization-details.json")));
        Assert.Single(Calls(folder), static call => call == "iam get-account-authorization-details");
        Assert.DoesNotContain(Calls(folder), static call => call.StartsWith("organizations ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_account_that_is_no_account_is_refused()
    {
        using var folder = new TemporaryFolder();

        string error = Collect(folder, Acme, ["--accounts", "../elsewhere"], exitCode: 2);

        Assert.Equal("'../elsewhere' is not an account: twelve digits\n", error);
    }

    [Fact]
    public void The_policy_in_docs_is_exactly_what_the_script_calls_and_only_reads()
    {
        using var folder = new TemporaryFolder();
        Collect(folder, Acme, ["--role", "AcmeAudit"]);

        string[] called = [.. Calls(folder).Distinct().Where(static call => !call.StartsWith("sts ", StringComparison.Ordinal)).Select(Permission).Order(StringComparer.Ordinal)];
        using JsonDocument policy = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "docs", "collect-environment.policy.json")));
        string[] granted = [.. policy.RootElement.GetProperty("Statement").EnumerateArray()
            .SelectMany(static statement => statement.GetProperty("Action").EnumerateArray().Select(static action => action.GetString()!)).Order(StringComparer.Ordinal)];

        Assert.Equal(granted, called);
        Assert.All(granted, static action => Assert.True(ServiceReference.Default.FindAction(action)?.AccessLevel is AccessLevel.List or AccessLevel.Read, action));
    }

    private static string Permission(string call)
    {
        if (OtherNames.TryGetValue(call, out string? other))
        {
            return other;
        }

        string[] parts = call.Split(' ');
        string name = string.Concat(parts[1].Split('-').Select(static word => string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(word[0])}{word[1..]}")));
        return $"{(parts[0] == "s3api" ? "s3" : parts[0])}:{name}";
    }

    private static string Snapshot(TemporaryFolder folder) => Path.Combine(folder.Location, "snapshot");

    private static string Errors(TemporaryFolder folder) => File.ReadAllText(Path.Combine(Snapshot(folder), "collect-errors.log"));

    private static string[] Calls(TemporaryFolder folder) => File.ReadAllLines(Path.Combine(folder.Location, "calls"));

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static void Copy(string from, string to)
    {
        foreach (string path in Files(from))
        {
            string copy = Path.Combine(to, path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(from, path), copy);
        }
    }

    private static string Collect(TemporaryFolder folder, string source, string[] arguments, (string Name, string Value)? variable = null, int exitCode = 0)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script is for bash");
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])[Path.Combine(Root, "docs", "collect-environment.sh"), "--out", Snapshot(folder), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PATH"] = Path.Combine(Root, "tests", "IamSim.Tool.Tests", "collector") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        start.Environment["SNAPSHOT"] = source;
        start.Environment["CALLS"] = Path.Combine(folder.Location, "calls");
        start.Environment.Remove("AWS_ACCESS_KEY_ID");
        if (variable is var (name, value))
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", output.GetAwaiter().GetResult());
        Assert.Equal(exitCode, process.ExitCode);
        return error;
    }
}
