namespace IamSim.Tool.Tests;

public sealed class RecordAndConvertTests
{
    [Fact]
    public void What_is_recorded_passes_and_is_not_replaced_unless_told_so()
    {
        using var folder = new TemporaryFolder();
        folder.Write("acme/environment.yaml", "accounts: [ { id: \"111122223333\", users: [ { name: alice, inlinePolicies: [policy.json] } ] } ]");
        folder.Write("acme/policy.json", TestSuites.Policy);
        string[] record = ["record", "--env", "acme", "--actions", "s3:*", "--out", "tests.iamtest.yaml"];

        ToolResult first = ToolProcess.Run(record, folder: folder.Location);
        ToolResult again = ToolProcess.Run(record, folder: folder.Location);
        ToolResult test = ToolProcess.Run(["test"], folder: folder.Location);
        ToolResult forced = ToolProcess.Run([.. record, "--force"], folder: folder.Location);

        Assert.Equal(("", 0), (first.Error, first.ExitCode));
        Assert.StartsWith("tests.iamtest.yaml: ", first.Output, StringComparison.Ordinal);
        Assert.Equal("iamsim: cannot write tests.iamtest.yaml: the file exists: give --force to replace it\n", again.Error.ReplaceLineEndings("\n"));
        Assert.Equal(2, again.ExitCode);
        Assert.True(test.ExitCode == 0, test.Output + test.Error);
        Assert.Equal(first.Output, forced.Output);
    }

    [Fact]
    public void Faults_end_with_2_and_write_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("acme/environment.yaml", "accounts: [ { id: \"111122223333\", users: [ { name: alice } ] } ]");
        folder.Write("bad.json", """{ "ActionNames": "s3:GetObject" }""");

        ToolResult nobody = ToolProcess.Run(["record", "--env", "acme", "--principals", "bob", "--out", "x.iamtest.yaml"], folder: folder.Location);
        ToolResult nowhere = ToolProcess.Run(["record", "--env", "acne", "--out", "x.iamtest.yaml"], folder: folder.Location);
        ToolResult bad = ToolProcess.Run(["convert", "bad.json", "--out", "x.iamtest.yaml"], folder: folder.Location);

        Assert.Equal((2, "iamsim: no user or role is called bob\n"), (nobody.ExitCode, nobody.Error.ReplaceLineEndings("\n")));
        Assert.Equal(2, nowhere.ExitCode);
        Assert.StartsWith("iamsim: cannot load acne: ", nowhere.Error, StringComparison.Ordinal);
        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("bad.json:1:18: error IAM4020: 'ActionNames' must be an array, but is the string 's3:GetObject'", bad.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Location, "x.iamtest.yaml")));
    }
}
