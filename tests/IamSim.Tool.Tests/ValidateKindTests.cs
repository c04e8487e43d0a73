using System.Diagnostics;
using System.Text;
using System.Text.Json;
using IamSim.Policies;

namespace IamSim.Tool.Tests;

/// <summary><c>iamsim validate</c>: what a policy is taken for, and what follows from it.</summary>
public sealed class ValidateKindTests
{
    private const string Good = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";
    private const string Trust = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}""";
    private const string Bucket = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}}""";

    [Theory]
    [InlineData(Good, "identity")]
    [InlineData("""{"Version":"2012-10-17","Statement":[]}""", "identity")]
    [InlineData(Bucket, "resource")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*"}}""", "resource")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"},{"Effect":"Allow","Principal":"*","Action":"s3:*"}]}""", "resource")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}}""", "resource")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":[]}}""", "resource")]
    [InlineData(Trust, "trust")]
    [InlineData("{}", null)]
    public void The_kind_is_guessed_from_the_content(string policy, string? kind)
    {
        JsonElement file = FileOf(ToolProcess.Run(["validate", "-", "--format", "json"], policy));

        Assert.Equal(kind, file.GetProperty("kind").GetString());
        Assert.Equal(kind is not null, file.GetProperty("guessed").GetBoolean());
    }

    [Theory]
    [InlineData("identity", """{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""", "")]
    [InlineData("managed", """{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""", "IAM0039")]
    [InlineData("boundary", """{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""", "IAM0039")]
    [InlineData("session", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}}""", "IAM0012")]
    [InlineData("resource", Good, "IAM0009")]
    [InlineData("bucket", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"stringequals":{"s3:prefix":"a"}}}}""", "IAM0007")]
    [InlineData("key", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"arn:aws:s3:::b"}}""", "IAM0057")]
    [InlineData("trust", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:*"}}""", "IAM0017")]
    [InlineData("vpc-endpoint", Bucket, "")]
    [InlineData("gateway-endpoint", Bucket, "IAM0055")]
    [InlineData("scp", """{"Version":"2012-10-17","Id":"x","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""", "IAM0012")]
    [InlineData("rcp", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"ec2:*","Resource":"*"}}""", "IAM0054")]
    public void Kind_says_what_the_policy_is(string kind, string policy, string codes)
    {
        JsonElement file = FileOf(ToolProcess.Run(["validate", "-", "--format", "json", "--kind", kind], policy));

        Assert.Equal(kind, file.GetProperty("kind").GetString());
        Assert.False(file.GetProperty("guessed").GetBoolean());
        Assert.Equal(codes, string.Join(' ', file.GetProperty("findings").EnumerateArray().Select(static finding => finding.GetProperty("code").GetString())));
    }

    [Theory]
    [InlineData("inline-user", 2_048)]
    [InlineData("inline-group", 5_120)]
    [InlineData("inline-role", 10_240)]
    public void Inline_policies_have_the_quota_of_their_owner(string kind, int maximum)
    {
        string exact = Good.Replace("GetObject", "GetObject" + new string('a', maximum - Good.Length), StringComparison.Ordinal);

        Assert.Equal(0, ToolProcess.Run(["validate", "-", "--kind", kind], exact).ExitCode);
        Assert.Contains("IAM0038", ToolProcess.Run(["validate", "-", "--kind", kind], exact.Replace("GetObject", "GetObjects", StringComparison.Ordinal)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_policy_has_a_value_of_the_option()
    {
        Assert.Equal(Enum.GetValues<PolicyKind>().Order(), Linting.PolicyPlace.All.Select(static place => place.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<ResourcePolicyKind>().Order(), Linting.PolicyPlace.All.Select(static place => place.Options.ResourcePolicyKind).Distinct().Order());
        Assert.Equal(Enum.GetValues<IdentityPolicyStorage>().Order(), Linting.PolicyPlace.All.Select(static place => place.Options.IdentityPolicyStorage).Distinct().Order());
        Assert.Contains("gateway-endpoint", ToolProcess.Run(["[suggest:23]", "iamsim validate --kind g"]).Output, StringComparison.Ordinal);
    }

    private static JsonElement FileOf(ToolResult result) => JsonDocument.Parse(result.Output).RootElement.GetProperty("files")[0];
}
