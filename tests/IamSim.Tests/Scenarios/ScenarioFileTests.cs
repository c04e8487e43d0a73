using System.Collections.Immutable;
using System.Diagnostics;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tests.Scenarios;

/// <summary>A scenario of somebody else reads policies of its own folder and nothing else.</summary>
public sealed class ScenarioFileTests : IDisposable
{
    private const string Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""";

    private readonly string _root = Directory.CreateTempSubdirectory("iamsim-scenario-").FullName;

    private readonly string _folder;

    public ScenarioFileTests()
    {
        _folder = Path.Combine(_root, "inside");
        Directory.CreateDirectory(Path.Combine(_folder, "policies"));
        File.WriteAllText(Path.Combine(_folder, "policies", "p.json"), Policy);
        File.WriteAllText(Path.Combine(_root, "secret.json"), "the secret");
        Directory.CreateDirectory(Path.Combine(_root, "inside2"));
        File.WriteAllText(Path.Combine(_root, "inside2", "p.json"), Policy);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("policies/p.json")]
    [InlineData("./policies/../policies/p.json")]
    public void A_file_of_the_folder_is_read(string file) => Assert.Empty(Read(file));

    [Theory]
    [InlineData("../secret.json", "expected a relative path inside the scenario's folder")]
    [InlineData("policies/../../secret.json", "expected a relative path inside the scenario's folder")]
    [InlineData("../inside2/p.json", "expected a relative path inside the scenario's folder")]
    [InlineData("/etc/passwd", "expected a relative path inside the scenario's folder")]
    [InlineData("", "expected a relative path inside the scenario's folder")]
    [InlineData("a\\u0000b", "expected a relative path inside the scenario's folder")]
    [InlineData("policies", "it is a folder")]
    [InlineData("policies/%2e%2e/p.json", "there is no such file")]
    [InlineData("policies/nowhere.json", "there is no such file")]
    public void Any_other_path_is_refused_without_a_word_of_what_lies_outside(string file, string reason)
    {
        Diagnostic error = Assert.Single(Read(file));

        Assert.Equal("IAM1004", error.Id);
        Assert.EndsWith(" cannot be read: " + reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_root, error.Message, StringComparison.Ordinal);
        Assert.Equal(new LinePosition(1, 26), error.Position);
    }

    [Fact]
    public void A_link_is_followed_inside_of_the_folder_and_not_out_of_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs rights");
        File.CreateSymbolicLink(Path.Combine(_folder, "current"), "policies");
        File.CreateSymbolicLink(Path.Combine(_folder, "out.json"), "../secret.json");
        File.CreateSymbolicLink(Path.Combine(_folder, "away"), _root);
        File.CreateSymbolicLink(Path.Combine(_folder, "one"), "two");
        File.CreateSymbolicLink(Path.Combine(_folder, "two"), "one");

        Assert.Empty(Read("current/p.json"));
        foreach (string file in new[] { "out.json", "away/secret.json", "away/inside2/p.json", "one", "one/p.json" })
        {
            Diagnostic error = Assert.Single(Read(file));
            Assert.Equal($"the policy file '{file}' cannot be read: a link leads out of the scenario's folder", error.Message);
            Assert.DoesNotContain("the secret", error.ToDetailedString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_large_file_is_not_read_unless_the_options_say_so()
    {
        File.WriteAllText(Path.Combine(_folder, "large.json"), Policy + new string(' ', 1 << 20));

        Assert.Equal("the policy file 'large.json' cannot be read: it is larger than 1048576 bytes", Assert.Single(Read("large.json")).Message);
        Assert.Empty(Read("large.json", 2 << 20));
    }

    [Fact]
    public void A_pipe_is_not_waited_for()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "needs mkfifo");
        using (var made = Process.Start("/usr/bin/mkfifo", Path.Combine(_folder, "pipe.json")))
        {
            made.WaitForExit();
        }

        ScenarioReading reading = ReadScenario("pipe.json", 1 << 20);

        Assert.Equal("not valid JSON (the text ends here): the text is empty", Assert.Single(reading.PolicyErrors).Diagnostic.Message);
    }

    [Fact]
    public void A_file_that_somebody_holds_is_said_to_be_out_of_reach_without_a_word_of_where_it_is()
    {
        using FileStream held = new(Path.Combine(_folder, "policies", "p.json"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal("the policy file 'policies/p.json' cannot be read: it cannot be opened", Assert.Single(Read("policies/p.json")).Message);
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_a_fault_of_its_policy()
    {
        File.WriteAllBytes(Path.Combine(_folder, "latin.json"), [(byte)'{', (byte)'\n', (byte)' ', 0xE9, (byte)'}']);

        ScenarioFault fault = Assert.Single(ReadScenario("latin.json", 1 << 20).PolicyErrors);

        Assert.Equal(("identity[0]", "byte 0xE9 is not valid UTF-8", new LinePosition(2, 2)), (fault.Policy, fault.Diagnostic.Message, fault.Diagnostic.Position));
    }

    [Fact]
    public void A_name_that_is_no_text_is_an_error_of_the_scenario()
    {
        ScenarioReading reading = ScenarioReader.Read(new SourceText("""{"policies":{"identity":[{"file":7}]},"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*"}}"""), new ScenarioReaderOptions { BaseDirectory = _folder });

        Assert.Equal("'file' must be a string, but is the number 7", Assert.Single(reading.InputErrors).Message);
        Assert.Empty(reading.PolicyErrors);
    }

    [Fact]
    public void Without_a_folder_no_file_is_read()
    {
        ScenarioReading reading = ScenarioReader.Read(new SourceText(Scenario("policies/p.json")));

        Assert.Equal("the policy file 'policies/p.json' cannot be read: expected a relative path inside the scenario's folder", Assert.Single(reading.InputErrors).Message);
    }

    private ImmutableArray<Diagnostic> Read(string file, int maximum = 1 << 20) => ReadScenario(file, maximum).InputErrors;

    private ScenarioReading ReadScenario(string file, int maximum) =>
        ScenarioReader.Read(new SourceText(Scenario(file)), new ScenarioReaderOptions { BaseDirectory = _folder, MaximumPolicyFileBytes = maximum });

    private static string Scenario(string file) =>
        $$$"""{"policies":{"identity":[{"file":"{{{file}}}"}]},"request":{"principal":"arn:aws:iam::111122223333:user/alice","action":"s3:GetObject","resource":"*"}}""";
}
