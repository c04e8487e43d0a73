using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Tests.Diagnostics;

/// <summary>Every kind of finding is raised by the smallest text that deserves it, and by nothing next to it.</summary>
public sealed class CatalogTests
{
    private const string Good = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    public static TheoryData<string, PolicyKind, string> PolicyFaults() => new()
    {
        { "IAM0001", PolicyKind.Identity, "{" },
        { "IAM0002", PolicyKind.Identity, "{\"\\udc00\":1}" },
        { "IAM0003", PolicyKind.Identity, new string('[', 20) },
        { "IAM0004", PolicyKind.Identity, """{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}""" },
        { "IAM0005", PolicyKind.Identity, """{"Version":"2012-10-17","Statement":"x"}""" },
        { "IAM0006", PolicyKind.Identity, Statement("\"Foo\":1") },
        { "IAM0007", PolicyKind.Identity, Condition("{\"StringEqual\":{\"s3:prefix\":\"a\"}}") },
        { "IAM0008", PolicyKind.Identity, Good.Replace("2012", "2013", StringComparison.Ordinal) },
        { "IAM0009", PolicyKind.Identity, Good.Replace(",\"Resource\":\"*\"", "", StringComparison.Ordinal) },
        { "IAM0010", PolicyKind.Identity, Good.Replace("Allow", "Permit", StringComparison.Ordinal) },
        { "IAM0011", PolicyKind.Identity, Statement("\"NotAction\":\"s3:*\"") },
        { "IAM0012", PolicyKind.Identity, Statement("\"Principal\":\"*\"") },
        { "IAM0013", PolicyKind.Identity, """{"Version":"2012-10-17","Statement":[]}""" },
        { "IAM0014", PolicyKind.Identity, Statement("\"Sid\":\"a b\"") },
        { "IAM0015", PolicyKind.Identity, """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"}]}""" },
        { "IAM0016", PolicyKind.Resource, Statement("\"Principal\":\"*\",\"Sid\":\"日\"") },
        { "IAM0017", PolicyKind.Identity, Good.Replace("s3:GetObject", "GetObject", StringComparison.Ordinal) },
        { "IAM0018", PolicyKind.Identity, Good.Replace("\"*\"", "\"bucket\"", StringComparison.Ordinal) },
        { "IAM0019", PolicyKind.Resource, Statement("\"Principal\":{\"AWS\":\"alice\"}") },
        { "IAM0020", PolicyKind.Identity, Good.Replace("\"*\"", "[]", StringComparison.Ordinal) },
        { "IAM0021", PolicyKind.Identity, Good.Replace("\"*\"", "\"arn:aws:s3:::b/${aws:username\"", StringComparison.Ordinal) },
        { "IAM0022", PolicyKind.Identity, Good.Replace("\"*\"", "\"arn:aws:s3:${aws:RequestedRegion}:111122223333:accesspoint/x\"", StringComparison.Ordinal) },
        { "IAM0023", PolicyKind.Identity, Condition("{\"NullIfExists\":{\"s3:prefix\":\"true\"}}") },
        { "IAM0024", PolicyKind.Identity, Condition("{\"NumericEquals\":{\"s3:max-keys\":\"ten\"}}") },
        { "IAM0025", PolicyKind.Identity, Condition("{\"StringEquals\":{\"s3:prefix\":\"a\",\"S3:Prefix\":\"b\"}}") },
        { "IAM0026", PolicyKind.Identity, Condition("{\"Bool\":{\"aws:SecureTransport\":[\"true\",\"false\"]}}") },
        { "IAM0027", PolicyKind.Identity, Condition("{\"StringEquals\":{\"aws:PrincipalTag/\":\"a\"}}") },
        { "IAM0028", PolicyKind.Identity, Condition("{\"StringEquals\":{\"aws:TagKeys\":\"a\"}}") },
        { "IAM0029", PolicyKind.Identity, Condition("{\"StringEquals\":{\"s3:prefix\":\"a*\"}}") },
        { "IAM0030", PolicyKind.Identity, Condition("{\"Bool\":{\"aws:SecureTransport\":\"${s3:x}\"}}") },
        { "IAM0031", PolicyKind.Identity, Condition("{\"StringEquals\":{\"aws:SourceIpp\":\"a\"}}") },
        { "IAM0032", PolicyKind.Identity, Good.Replace("\"Version\":\"2012-10-17\",", "", StringComparison.Ordinal) },
        { "IAM0033", PolicyKind.Identity, Good.Replace("\"Statement\"", "\"Id\":\"x\",\"Statement\"", StringComparison.Ordinal) },
        { "IAM0034", PolicyKind.Identity, Good.Replace("\"*\"", "[\"*\",null]", StringComparison.Ordinal) },
        { "IAM0035", PolicyKind.Resource, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""" },
        { "IAM0036", PolicyKind.Identity, Condition("{\"stringequals\":{\"s3:prefix\":\"a\"}}") },
        { "IAM0037", PolicyKind.Identity, Condition("{\"ArnLike\":{\"aws:SourceArn\":\"*\"}}") },
    };

    public static TheoryData<string, string> ScenarioFaults() => new()
    {
        { "IAM1001", """{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*"},"x":1}""" },
        { "IAM1002", "{}" },
        { "IAM1003", """{"request":{"principal":"nobody","action":"s3:GetObject","resource":"*"}}""" },
        { "IAM1004", """{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*"},"policies":{"resource":{"file":"/x"}}}""" },
    };

    [Theory]
    [MemberData(nameof(PolicyFaults))]
    public void Policy_fault_is_found(string id, PolicyKind kind, string text)
    {
        Assert.Contains(id, Findings(kind, text).Select(static finding => finding.Id));
        Assert.DoesNotContain(id, Findings(PolicyKind.Identity, Good).Select(static finding => finding.Id));
    }

    [Theory]
    [MemberData(nameof(ScenarioFaults))]
    public void Scenario_fault_is_found(string id, string text)
    {
        Assert.Equal(id, ScenarioReader.Read(new SourceText(text)).InputErrors[0].Id);
    }

    [Fact]
    public void Every_kind_of_finding_is_raised_here()
    {
        IEnumerable<string> raised = PolicyFaults().Select(static row => row.Data.Item1).Concat(ScenarioFaults().Select(static row => row.Data.Item1));

        Assert.Equal(DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id), raised);
    }

    private static string Statement(string element) => Good.Replace("\"Effect\"", $"{element},\"Effect\"", StringComparison.Ordinal);

    private static string Condition(string block) => Statement($"\"Condition\":{block}");

    private static IReadOnlyList<Diagnostic> Findings(PolicyKind kind, string text)
    {
        if (!PolicyDocument.TryParse(text, null, out PolicyDocument? document, out IReadOnlyList<Diagnostic> shape))
        {
            return shape;
        }

        bool trust = text.Contains("sts:", StringComparison.Ordinal);
        PolicySet set = kind == PolicyKind.Resource
            ? new PolicySet { Resource = document, ResourcePolicyKind = trust ? ResourcePolicyKind.RoleTrust : ResourcePolicyKind.General }
            : new PolicySet { Identity = [document] };
        Simulator.TryCompile(set, null, null, out _, out IReadOnlyList<Diagnostic> meaning);
        return meaning;
    }
}
