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
        { "IAM0058", PolicyKind.Identity, Good.Replace("[{", "[" + string.Concat(Enumerable.Repeat("{},", 10_000)) + "{", StringComparison.Ordinal) },
    };

    public static TheoryData<string, string, string> ValidationFaults() => new()
    {
        { "IAM0038", "session", Good.Replace("s3:GetObject", "s3:" + new string('a', 2_048), StringComparison.Ordinal) },
        { "IAM0039", "managed", Good.Replace("2012", "2008", StringComparison.Ordinal) },
        { "IAM0040", "identity", Condition("{\"StringEquals\":{\"aws:SourceIp\":\"203.0.113.7\"}}") },
        { "IAM0041", "identity", Condition("{\"IpAddress\":{\"aws:SourceIp\":\"192.168.7.0/24\"}}") },
        { "IAM0042", "identity", Condition("{\"ForAnyValue:Null\":{\"aws:TagKeys\":\"true\"}}") },
        { "IAM0043", "identity", Condition("{\"ForAllValues:StringEquals\":{\"aws:username\":\"a\"}}") },
        { "IAM0044", "identity", Condition("{\"StringEquals\":{\"s3:prefix\":[]}}") },
        { "IAM0045", "identity", Condition("{}") },
        { "IAM0046", "identity", Good.Replace("2012", "2008", StringComparison.Ordinal).Replace("\"*\"", "\"arn:aws:s3:::${aws:username}\"", StringComparison.Ordinal) },
        { "IAM0047", "identity", Good.Replace("\"*\"", "\"arn:aws:s3:::${aws:TagKeys}\"", StringComparison.Ordinal) },
        { "IAM0048", "trust", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRoleWithSAML"}]}""" },
        { "IAM0049", "identity", Good.Replace("s3:GetObject", "s3:", StringComparison.Ordinal) },
        { "IAM0050", "identity", Good.Replace("s3:GetObject", "s?:GetObject", StringComparison.Ordinal) },
        { "IAM0051", "identity", Condition("{\"IpAddress\":{\"aws:VpcSourceIp\":\"2001:db8::1/32\"}}") },
        { "IAM0052", "identity", Condition("{\"StringEquals\":{\"prefix\":\"a\"}}") },
        { "IAM0053", "identity", Condition("{\"StringLike\":{\"aws:SourceVpc\":\"vpc-1*\"}}") },
        { "IAM0054", "rcp", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ec2:*","Resource":"*"}]}""" },
        { "IAM0055", "gateway-endpoint", Statement("\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"}") },
        { "IAM0056", "identity", Condition("{\"ArnLike\":{\"aws:arn\":\"arn:aws:iam::111122223333:role/*\"}}") },
        { "IAM0057", "key", Statement("\"Principal\":\"*\"").Replace("\"Resource\":\"*\"", "\"Resource\":\"arn:aws:s3:::b\"", StringComparison.Ordinal) },
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
    [MemberData(nameof(ValidationFaults))]
    public void Validation_fault_is_found_by_validation_only(string id, string kind, string text)
    {
        (PolicyKind place, PolicyValidationOptions options) = DiagnosticPage.Place(kind);

        Assert.Contains(id, PolicyValidator.Validate(text, null, place, options).Select(static finding => finding.Id));
        Assert.DoesNotContain(id, PolicyValidator.Validate(Good, null, place, options).Select(static finding => finding.Id));
        Assert.DoesNotContain(id, Findings(place, text).Select(static finding => finding.Id));
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
        IEnumerable<string> raised = PolicyFaults().Select(static row => row.Data.Item1)
            .Concat(ValidationFaults().Select(static row => row.Data.Item1))
            .Concat(ScenarioFaults().Select(static row => row.Data.Item1))
            .Order(StringComparer.Ordinal);

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
