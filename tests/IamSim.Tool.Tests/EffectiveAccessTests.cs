using System.Text.Json;

namespace IamSim.Tool.Tests;

/// <summary>The questions what-can, matrix and diff about the example organization.</summary>
public sealed class EffectiveAccessTests
{
    [Fact]
    public void What_can_tells_what_the_boundary_takes()
    {
        JsonElement answer = Json("what-can", "Production/role/OrdersWorker", "--env", "acme", "--service", "s3");

        JsonElement removed = Rows(answer).Single(static row => row.GetProperty("kind").GetString() == "removed" && row.GetProperty("layer").GetString() == "permissions boundary");
        Assert.Contains("s3:PutBucketPolicy", removed.GetProperty("actions").EnumerateArray().Select(static entry => entry.GetString()));
        Assert.Contains(Rows(answer), static row => row.GetProperty("kind").GetString() == "grant" && row.GetProperty("resource").GetString()!.Contains("acme-orders", StringComparison.Ordinal));
    }

    [Fact]
    public void An_action_that_is_not_in_the_catalog_is_told_and_answered()
    {
        ToolResult result = Run("can", "dana", "s3:GetObjekt", "acme-orders", "--env", "acme");

        Assert.InRange(result.ExitCode, 0, 1);
        Assert.Contains("s3:GetObjekt", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("iamsim: there is no action 's3:GetObjekt' in the service data of ", result.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 's3:GetObject'?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_begins_with_an_at_sign_names_no_file_of_arguments()
    {
        ToolResult result = Run("can", "@dana", "s3:GetObject", "acme-orders", "--env", "acme");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("@dana", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("esponse file", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_about_a_resource_agrees_with_can()
    {
        JsonElement answer = Json("what-can", "Production/role/OrdersWorker", "--env", "acme", "--resource", "acme-orders", "--actions", "s3:ListBucket", "--actions", "s3:PutBucketPolicy");

        Assert.DoesNotContain(Rows(answer), static row => row.GetProperty("kind").GetString() == "grant" && row.GetProperty("actions").EnumerateArray().Any(static entry => entry.GetString() == "s3:PutBucketPolicy"));
        Assert.Equal(1, Run("can", "Production/role/OrdersWorker", "s3:PutBucketPolicy", "acme-orders", "--env", "acme").ExitCode);
    }

    [Fact]
    public void The_matrix_has_a_column_for_each_of_few_actions_and_tells_the_folding()
    {
        ToolResult result = Run("matrix", "--env", "acme", "--actions", "cloudtrail:StopLogging", "--actions", "sts:GetCallerIdentity");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("PRINCIPAL", result.Output, StringComparison.Ordinal);
        Assert.Contains("cloudtrail:StopLogging", result.Output.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("folding factor", result.Output, StringComparison.Ordinal);
        string responder = result.Output.Split('\n').Single(static line => line.Contains("role/IncidentResponder", StringComparison.Ordinal));
        Assert.EndsWith("allowed", responder.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("denied", responder, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_and_resources_are_rows_of_their_own()
    {
        ToolResult cells = Run("matrix", "--env", "acme", "--actions", "s3:*", "--cells", "--format", "csv", "--principals", "OrdersWorker");
        ToolResult resources = Run("matrix", "--env", "acme", "--actions", "s3:GetObject", "--resources", "arn:aws:s3:::acme-orders", "--format", "ndjson", "--principals", "OrdersWorker");

        Assert.StartsWith("principal,action,state", cells.Output, StringComparison.Ordinal);
        Assert.Contains("arn:aws:iam::123456789012:role/OrdersWorker,s3:GetObject,", cells.Output, StringComparison.Ordinal);
        Assert.Contains("\"resource\":\"arn:aws:s3:::acme-orders\"", resources.Output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_are_written_in_parquet_as_they_are_in_csv()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Location, "cells.parquet");

        ToolResult result = Run("matrix", "--env", "acme", "--actions", "s3:*", "--cells", "--format", "csv", "--parquet", file);

        await using Parquet.ParquetReader reader = await Parquet.ParquetReader.CreateAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["principal", "account", "service", "action", "state"], reader.Schema.DataFields.Select(static field => field.Name));
        using Parquet.ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        Assert.Equal(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1, group.RowCount);
        Assert.Equal([file], Directory.GetFiles(folder.Location));
    }

    [Theory]
    [InlineData("matrix --env acme --principals nobody-of-that-name", "iamsim: --principals names nobody in the environment")]
    [InlineData("matrix --env acme --actions s3:Gex*", "iamsim: --actions s3:Gex*: no action is called that: write an entry such as s3:Get*")]
    [InlineData("what-can dana --env acme --service lamda", ": did you mean 'lambda'?")]
    [InlineData("what-can dana --env acme --service lamda", "iamsim: there is no service 'lamda' in the service data of ")]
    [InlineData("can dana s3:GetObject * --env acme --format xml", "iamsim: Argument 'xml' not recognized. Must be one of:\n\t'text'\n\t'json'")]
    [InlineData("external --env acme --outside foo", "iamsim: Argument 'foo' not recognized. Must be one of:\n\t'organization'\n\t'account'")]
    [InlineData("matrix --env acme --resources *", "iamsim: --resources needs --actions: which actions shall be decided?")]
    [InlineData("matrix --env acme --resources nothing --actions s3:GetObject", "iamsim: --resources names nothing in the environment")]
    public void A_question_that_cannot_be_read_is_told_and_ends_with_2(string command, string message)
    {
        ToolResult result = Run(command.Split(' '));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_changed_is_0_and_a_change_is_1()
    {
        using var folder = new TemporaryFolder();
        CopyAcme(folder);

        ToolResult same = ToolProcess.Run(["diff", "acme", "acme"], folder: folder.Location);
        ToolResult changed = ToolProcess.Run(["diff", "acme", "acme-later", "--format", "ndjson"], folder: folder.Location);

        Assert.Equal(0, same.ExitCode);
        Assert.StartsWith("No access changed.", same.Output, StringComparison.Ordinal);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("sqs:PurgeQueue", changed.Output, StringComparison.Ordinal);
        Assert.Contains("anonymous", changed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docs/guides/what-can.md", 3)]
    [InlineData("docs/guides/matrix-and-diff.md", 6)]
    public void Guides_show_what_the_tool_prints_about_the_example(string document, int commands)
    {
        using var folder = new TemporaryFolder();
        CopyAcme(folder);

        Assert.Equal(commands, DocumentedRuns.Check(Path.Combine(RepositoryFolder.Location, document), folder.Location));
    }

    /// <summary>The example, and what the guide makes of it.</summary>
    private static void CopyAcme(TemporaryFolder folder)
    {
        string acme = Path.Combine(RepositoryFolder.Location, "examples", "acme");
        foreach (string file in Directory.EnumerateFiles(acme, "*.json", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(acme, file);
            string text = File.ReadAllText(file);
            folder.Write(Path.Combine("acme", name), text);
            string later = name switch
            {
                "accounts/123456789012/get-account-authorization-details-2.json" => text.Replace("sqs:DeleteMessage", "sqs:PurgeQueue", StringComparison.Ordinal),
                "accounts/123456789012/s3api/get-bucket-policy/acme-www.json" => text.Replace("acme-www/*", "acme-www/public/*", StringComparison.Ordinal),
                _ => text,
            };
            folder.Write(Path.Combine("acme-later", name), later);
        }
    }

    private static ToolResult Run(params string[] arguments) => ToolProcess.Run(arguments, folder: Path.Combine(RepositoryFolder.Location, "examples"));

    private static JsonElement Json(params string[] arguments)
    {
        ToolResult result = Run([.. arguments, "--format", "json"]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return JsonDocument.Parse(result.Output).RootElement;
    }

    private static JsonElement.ArrayEnumerator Rows(JsonElement answer) => answer.GetProperty("rows").EnumerateArray();
}
