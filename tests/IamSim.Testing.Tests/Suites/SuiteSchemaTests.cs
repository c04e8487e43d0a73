using NJsonSchema;

namespace IamSim.Testing.Tests;

/// <summary>The published schema of suites and the reader say the same of their form.</summary>
public sealed class SuiteSchemaTests
{
    private const string Whole = """
        {
          "$schema": "x", "name": "all", "description": "of it",
          "policies": {
            "identity": [{ "name": "p", "policy": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:Get*", "Resource": "*" }] } }], "permissionsBoundary": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:Get*", "Resource": "*" }] }, "session": [],
            "resource": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "s3:Get*", "Resource": "*" }] }, "vpcEndpoint": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "s3:Get*", "Resource": "*" }] }, "serviceControl": [[]], "resourceControl": [[]]
          },
          "organization": { "id": "o-a1b2c3d4e5", "managementAccount": "999988887777", "path": "o-a1b2c3d4e5/r-ab12/" },
          "resourceOrganization": { "id": "o-a1b2c3d4e5" },
          "contexts": { "office": { "aws:SourceIp": "203.0.113.7", "aws:TagKeys": ["a"], "aws:MultiFactorAuthAge": 5, "aws:ViaAWSService": false, "aws:UserAgent": null, "requestTags": { "a": "b" }, "sessionTags": {}, "time": "2026-01-31T12:00:00Z" } },
          "defaults": { "principal": "arn:aws:iam::111122223333:user/alice", "context": "office", "tags": ["a"] },
          "tests": [
            { "name": "${n}", "description": "d", "tags": "t", "principal": ["anonymous"], "context": ["office"], "requestTags": {}, "sessionTags": {}, "time": "2026-01-31T12:00:00Z", "allow": { "s3:Get*": ["arn:aws:s3:::a/*"] }, "deny": ["s3:ListAllMyBuckets"], "implicit": "s3:CreateBucket", "explicit": { "s3:CreateBucket": "*" }, "unless": { "aws:SourceIp": "198.51.100.1" }, "without": ["p"], "each": [{ "n": 1 }] }
          ]
        }
        """;

    public static TheoryData<string, string> Mistakes() => new()
    {
        { "\"name\": \"all\"", "\"title\": \"all\"" },
        { "\"tests\": [", "\"test\": [" },
        { "\"policies\": {", "\"environment\": \"x\", \"policies\": {" },
        { "\"identity\": [", "\"identities\": [" },
        { "\"serviceControl\": [[]]", "\"serviceControl\": {}" },
        { "\"managementAccount\"", "\"management\"" },
        { "\"aws:SourceIp\": \"203.0.113.7\"", "\"SourceIp\": \"203.0.113.7\"" },
        { "\"aws:TagKeys\": [\"a\"]", "\"aws:TagKeys\": { \"a\": \"b\" }" },
        { "\"requestTags\": { \"a\": \"b\" }", "\"requestTags\": { \"a\": [] }" },
        { "\"defaults\": {", "\"defaults\": { \"allow\": {}, " },
        { "\"principal\": [\"anonymous\"]", "\"principal\": []" },
        { "\"context\": [\"office\"]", "\"context\": [{}]" },
        { "\"s3:Get*\": [\"arn:aws:s3:::a/*\"]", "\"s3:Get*\": []" },
        { "\"s3:Get*\": [\"arn:aws:s3:::a/*\"]", "\"s3:Get*\": null" },
        { "\"deny\": [\"s3:ListAllMyBuckets\"]", "\"deny\": [{}]" },
        { "\"unless\": {", "\"unles\": {" },
        { "\"each\": [{ \"n\": 1 }]", "\"each\": []" },
        { "\"each\": [{ \"n\": 1 }]", "\"each\": [{ \"n\": 1, \"1n\": 2 }]" },
        { "\"each\": [{ \"n\": 1 }]", "\"each\": [{ \"n\": [] }]" },
    };

    [Fact]
    public async Task What_uses_every_member_is_read_without_errors_and_valid()
    {
        Assert.Empty((await SchemaAsync()).Validate(Whole));
        Assert.Empty(Read(Whole));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_refused_by_both(string right, string wrong)
    {
        Assert.Contains(right, Whole, StringComparison.Ordinal);
        string text = Whole.Replace(right, wrong, StringComparison.Ordinal);

        Assert.NotEmpty((await SchemaAsync()).Validate(text));
        Assert.NotEmpty(Read(text));
    }

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromFileAsync(RepositoryFolder.Of("docs/iamtest.schema.json"), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Read(string json)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("suite.iamtest.json", json);
        PolicyTestSuite.TryLoad(Path.Combine(folder.Path, "suite.iamtest.json"), out PolicyTestSuite suite);
        return suite.Diagnostics.Where(static finding => finding.Severity == Diagnostics.DiagnosticSeverity.Error).Select(static finding => finding.ToString());
    }
}
