using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Tests.Hostile;

/// <summary>Every policy made to break its reader gets the one finding that it should, at its place.</summary>
public sealed class HostilePolicyTests
{
    public static TheoryData<string, string, string> Texts => HostilePolicies.Texts;

    public static TheoryData<string, string, string> Documents => HostilePolicies.Documents;

    public static TheoryData<string, byte[], string> Bytes => HostilePolicies.Bytes;

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_that_is_no_policy_is_refused_at_its_place(string text, string position, string message)
    {
        Assert.False(PolicyDocument.TryParse(text, "hostile.json", out _, out IReadOnlyList<Diagnostic> findings));

        Assert.Equal((position, message), (findings[0].Position.ToString(), $"{findings[0].Id}: {findings[0].Message}"));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_policy_that_AWS_refuses_is_refused_at_its_place(string text, string position, string message)
    {
        var set = new PolicySet { Identity = [PolicyDocument.Parse(text)] };

        Assert.False(Simulator.TryCompile(set, null, null, out _, out IReadOnlyList<Diagnostic> findings));

        Diagnostic error = findings.First(static finding => finding.Severity == DiagnosticSeverity.Error);
        Assert.Equal((position, message), (error.Position.ToString(), $"{error.Id}: {error.Message}"));
    }

    [Theory]
    [MemberData(nameof(Bytes))]
    public void Bytes_that_are_no_UTF8_are_refused_at_the_first_of_them(string what, byte[] bytes, string message)
    {
        SourceText.FromUtf8(HostilePolicies.Around(bytes), "hostile.json", 1, out Diagnostic? fault);

        Assert.NotNull(fault);
        Assert.True(fault.Id == "IAM0002", what);
        Assert.Equal((new LinePosition(1, 15), message), (fault.Position, fault.Message));
    }

    [Fact]
    public void One_byte_order_mark_is_no_part_of_the_text_however_it_is_read()
    {
        const string Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""";
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(Policy)];

        Assert.Equal(new LinePosition(1, 38), PolicyDocument.Parse("\uFEFF" + Policy).Statements[0].Position);
        SourceText source = SourceText.FromUtf8(bytes, null, 1, out Diagnostic? fault);
        Assert.Null(fault);
        Assert.Equal(Policy, source.Text);
    }
}
