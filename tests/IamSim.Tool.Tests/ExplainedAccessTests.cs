using System.Text.Json;

namespace IamSim.Tool.Tests;

/// <summary>What matrix and diff tell with <c>--explain</c>.</summary>
public sealed class ExplainedAccessTests
{
    private const string Policy = """{ "Version": "2012-10-17", "Statement": { "Sid": "Some", "Effect": "Allow", "Action": ["ACTION", "ec2:DescribeInstances"], "Resource": "RESOURCE" } }""";

    [Fact]
    public void Each_cell_of_a_wide_matrix_that_is_not_denied_is_explained()
    {
        using TemporaryFolder folder = Environments();

        JsonElement row = Assert.Single(Json(folder, "matrix", "--env", "before", "--actions", "s3:GetObject", "--actions", "s3:PutObject", "--actions", "ec2:DescribeInstances", "--explain").GetProperty("rows").EnumerateArray());

        Assert.Equal(["ec2:DescribeInstances", "s3:GetObject"], row.GetProperty("explanations").EnumerateObject().Select(static member => member.Name));
        JsonElement explanation = row.GetProperty("explanations").GetProperty("s3:GetObject");
        Assert.Equal("arn:aws:s3:::reports/example", explanation.GetProperty("request").GetProperty("resources")[0].GetString());
        Assert.Equal("ALLOWED by identity policy at before/details.json:5:108 (Some)", explanation.GetProperty("headline").GetString());
    }

    [Fact]
    public void A_cell_is_explained_under_its_row_with_the_place_in_the_file()
    {
        using TemporaryFolder folder = Environments();

        ToolResult result = Run(folder, "matrix", "--env", "before", "--actions", "s3:*", "--cells", "--explain");

        Assert.StartsWith(
            "PRINCIPAL                             ACTION        STATE\n"
            + "arn:aws:iam::111122223333:user/alice  s3:GetObject  depends\n"
            + "  s3:GetObject on arn:aws:s3:::reports/example: allowed by some at before/details.json:5:108 (Some)\n"
            + "    ALLOWED by identity policy at before/details.json:5:108 (Some)\n",
            result.Output,
            StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Every_format_tells_why()
    {
        using TemporaryFolder folder = Environments();

        string[] outputs = [.. new[] { "text", "json", "ndjson", "csv", "markdown" }.Select(format => Run(folder, "matrix", "--env", "before", "--actions", "s3:GetObject", "--cells", "--explain", "--format", format).Output)];

        Assert.All(outputs, static output => Assert.Contains("before/details.json", output, StringComparison.Ordinal));
        Assert.All(outputs, static output => Assert.Contains("arn:aws:s3:::reports/example", output, StringComparison.Ordinal));
        Assert.Equal("principal,action,state,explanation\narn:aws:iam::111122223333:user/alice,s3:GetObject,depends,s3:GetObject on arn:aws:s3:::reports/example: allowed by some at before/details.json:5:108 (Some)\n", outputs[3]);
        Assert.DoesNotContain("explanation", Run(folder, "matrix", "--env", "before", "--actions", "s3:GetObject", "--cells", "--format", "json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_about_a_resource_is_explained_with_its_policy()
    {
        JsonElement row = Json(null, "matrix", "--env", "acme", "--actions", "s3:GetObject", "--resources", "arn:aws:s3:::acme-www", "--principals", "arn:aws:iam::123456789012:role/OrdersWorker", "--explain").GetProperty("rows").EnumerateArray().Single();

        JsonElement explanation = row.GetProperty("explanations").GetProperty("s3:GetObject");
        Assert.Equal("arn:aws:s3:::acme-www/example", explanation.GetProperty("request").GetProperty("resources")[0].GetString());
        Assert.Contains("get-bucket-policy/acme-www.json", explanation.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_depends_on_a_key_is_explained_with_a_value_that_allows_it()
    {
        ToolResult result = Run(null, "matrix", "--env", "acme", "--principals", "break-glass-1", "--actions", "organizations:CreateAccount", "--explain", "--format", "csv");

        Assert.Equal(
            "principal,organizations:CreateAccount,explanation\n"
            + "arn:aws:iam::111122223333:user/break-glass-1,depends,organizations:CreateAccount on *: depends: allowed if aws:MultiFactorAuthPresent Bool true (acme/accounts/111122223333/get-account-authorization-details.json:387:41); "
            + "with aws:MultiFactorAuthPresent=true: allowed by BreakGlassAccess at acme/accounts/111122223333/get-account-authorization-details.json:380:29 (EverythingWithMfa)\n",
            result.Output);
    }

    [Fact]
    public void A_change_is_explained_before_and_after_about_the_same_resource()
    {
        using TemporaryFolder folder = Environments();

        JsonElement[] rows = [.. Json(folder, 1, "diff", "before", "after", "--explain").GetProperty("rows").EnumerateArray()];

        Assert.Equal(["gained", "lost"], rows.Select(static row => row.GetProperty("change").GetString()));
        Assert.Equal(
            [("arn:aws:s3:::drafts/example", "DENIED (implicitly): no policy allows it", "ALLOWED by identity policy at after/details.json:5:108 (Some)"),
             ("arn:aws:s3:::reports/example", "ALLOWED by identity policy at before/details.json:5:108 (Some)", "DENIED (implicitly): no policy allows it")],
            rows.Select(static row => (Resource(row, "before"), Headline(row, "before"), Headline(row, "after"))));
        Assert.All(rows, static row => Assert.Equal(Resource(row, "before"), Resource(row, "after")));
    }

    [Fact]
    public void A_principal_that_was_not_there_is_explained_after_only()
    {
        using TemporaryFolder folder = Environments();
        folder.Write("none/details.json", Details("bob", "s3:GetObject", "arn:aws:s3:::reports/*"));

        JsonElement[] rows = [.. Json(folder, 1, "diff", "before", "none", "--explain", "--actions", "s3:GetObject").GetProperty("rows").EnumerateArray()];

        Assert.Equal(
            [("removed", "before"), ("added", "after")],
            rows.Select(static row => (row.GetProperty("change").GetString()!, Assert.Single(row.GetProperty("explanations").EnumerateObject()).Name)).OrderByDescending(static pair => pair.Item1, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("matrix --env acme --explain", "iamsim: --explain explains cells, and of more than 8 actions only counts are shown: choose fewer with --actions, or add --cells\n")]
    [InlineData("matrix --env acme --explain --cells --actions ec2:*", " cells, expected at most 2000: choose fewer with --principals and --actions\n")]
    [InlineData("matrix --env acme --explain --actions s3:* --resources *", " cells, expected at most 2000: choose fewer with --principals, --actions and --resources\n")]
    public void What_would_be_too_long_is_refused(string command, string message)
    {
        ToolResult result = Run(null, command.Split(' '));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("iamsim: --explain ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith(message, result.Error, StringComparison.Ordinal);
    }

    private static string? Headline(JsonElement row, string side) => row.GetProperty("explanations").GetProperty(side).GetProperty("headline").GetString();

    private static string? Resource(JsonElement row, string side) => row.GetProperty("explanations").GetProperty(side).GetProperty("request").GetProperty("resources")[0].GetString();

    private static TemporaryFolder Environments()
    {
        var folder = new TemporaryFolder();
        folder.Write("before/details.json", Details("alice", "s3:GetObject", "arn:aws:s3:::reports/*"));
        folder.Write("after/details.json", Details("alice", "s3:PutObject", "arn:aws:s3:::drafts/*"));
        return folder;
    }

    private static string Details(string user, string action, string resource) => $$"""
        {
          "UserDetailList": [
            {
              "Arn": "arn:aws:iam::111122223333:user/{{user}}", "UserName": "{{user}}",
              "UserPolicyList": [{ "PolicyName": "some", "PolicyDocument": {{Policy.Replace("ACTION", action, StringComparison.Ordinal).Replace("RESOURCE", resource, StringComparison.Ordinal)}} }],
              "AttachedManagedPolicies": [], "GroupList": []
            }
          ],
          "GroupDetailList": [], "RoleDetailList": [], "Policies": []
        }
        """;

    private static ToolResult Run(TemporaryFolder? folder, params string[] arguments) => ToolProcess.Run(arguments, folder: folder?.Location ?? Path.Combine(RepositoryFolder.Location, "examples"));

    private static JsonElement Json(TemporaryFolder? folder, params string[] arguments) => Json(folder, 0, arguments);

    private static JsonElement Json(TemporaryFolder? folder, int exitCode, params string[] arguments)
    {
        ToolResult result = Run(folder, [.. arguments, "--format", "json"]);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Error));
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
