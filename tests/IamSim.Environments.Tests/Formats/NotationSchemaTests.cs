using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Validation;

namespace IamSim.Environments.Tests.Formats;

public sealed class NotationSchemaTests
{
    private const string Whole = """
        {
          "$schema": "x",
          "partition": "aws",
          "organization": {
            "id": "o-a1b2c3d4e5", "managementAccount": "999988887777", "delegatedAdministrators": { "111122223333": ["guardduty.amazonaws.com"] },
            "root": {
              "id": "r-ab12", "name": "Root", "serviceControlPolicies": ["FullAWSAccess"], "resourceControlPolicies": [],
              "units": [{ "id": "ou-ab12-11111111", "accounts": ["111122223333", { "id": "444455556666", "name": "b", "serviceControlPolicies": [], "resourceControlPolicies": [] }] }],
              "accounts": ["999988887777"]
            }
          },
          "awsManagedPolicies": [{ "arn": "arn:aws:iam::aws:policy/ReadOnlyAccess", "policy": { "Version": "2012-10-17", "Statement": [] } }],
          "accounts": [
            {
              "id": "111122223333", "name": "production", "tags": { "stage": "prod" }, "blockPublicAccess": { "blockPublicAcls": true, "ignorePublicAcls": true, "blockPublicPolicy": true, "restrictPublicBuckets": true },
              "managedPolicies": [{ "name": "ReadReports", "path": "/team/", "policy": { "Version": "2012-10-17", "Statement": [] } }],
              "groups": [{ "name": "readers", "path": "/", "id": "AGPA", "managedPolicies": ["ReadReports"], "inlinePolicies": [] }],
              "users": [{ "name": "alice", "path": "/", "id": "AIDA", "tags": { "team": "blue" }, "groups": ["readers"], "managedPolicies": [], "permissionsBoundary": "ReadReports", "inlinePolicies": [{ "name": "read", "policy": { "Statement": [], "Version": "2012-10-17" } }] }],
              "roles": [{ "name": "deployer", "path": "/", "id": "AROA", "tags": {}, "trustPolicy": { "Version": "2012-10-17", "Statement": [] }, "managedPolicies": [], "permissionsBoundary": "ReadReports", "inlinePolicies": [], "instanceProfiles": [], "maximumSessionDuration": 3600 }]
            }
          ],
          "resources": [
            {
              "arn": "arn:aws:kms:eu-central-1:111122223333:key/1", "owner": "111122223333", "region": "eu-central-1", "policy": { "Version": "2012-10-17", "Statement": [] }, "tags": {}, "blockPublicAccess": true, "accessControlLists": false, "attributeBasedAccess": false, "awsManagedKey": false,
              "kmsGrants": [{ "granteePrincipal": "111122223333", "retiringPrincipal": "111122223333", "operations": ["Decrypt"], "encryptionContextSubset": { "a": "b" }, "encryptionContextEquals": {} }],
              "aliases": [], "executionRoles": []
            }
          ],
          "vpcEndpoints": [{ "id": "vpce-1", "type": "Interface", "owner": "111122223333", "vpc": "vpc-1", "service": "com.amazonaws.eu-central-1.s3", "policy": { "Version": "2012-10-17", "Statement": [] } }]
        }
        """;

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromFileAsync(Path.Combine(RepositoryFolder.Location, "docs/environment.schema.json"), TestContext.Current.CancellationToken);

    [Fact]
    public async Task What_is_read_without_findings_is_valid_against_the_published_schema()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("environment.json", Whole);

        Assert.Empty(folder.Findings(folder.Load()));
        Assert.Empty((await SchemaAsync()).Validate(Whole));
    }

    [Fact]
    public async Task The_example_uses_every_member_of_the_schema()
    {
        using JsonDocument schema = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Location, "docs/environment.schema.json"), TestContext.Current.CancellationToken));
        var members = new HashSet<string>(StringComparer.Ordinal);
        Collect(schema.RootElement, members);

        Assert.Contains("kmsGrants", members);
        Assert.All(members, member => Assert.Contains($"\"{member}\":", Whole, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "acounts": [] }""")]
    [InlineData("""{ "accounts": [{ "name": "x" }] }""")]
    [InlineData("""{ "accounts": [{ "id": "12" }] }""")]
    [InlineData("""{ "accounts": [{ "id": "111122223333", "roles": [{ "name": "r" }] }] }""")]
    [InlineData("""{ "accounts": [{ "id": "111122223333", "users": [{ "name": "a b" }] }] }""")]
    [InlineData("""{ "vpcEndpoints": [{ "id": "vpce-1", "type": "gateway" }] }""")]
    [InlineData("""{ "organization": { "id": "o-1", "root": { "id": "r-1" } } }""")]
    [InlineData("""{ "resources": [{ "arn": "reports" }] }""")]
    [InlineData("""{ "resources": [{ "arn": "arn:aws:sqs:eu-central-1:111122223333:q", "policy": [] }] }""")]
    public async Task What_the_reader_complains_about_the_schema_refuses(string json)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("environment.json", json);

        Assert.NotEmpty(folder.Findings(folder.Load()));
        ICollection<ValidationError> errors = (await SchemaAsync()).Validate(json);
        Assert.NotEmpty(errors);
    }

    private static void Collect(JsonElement schema, HashSet<string> members)
    {
        if (schema.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in schema.EnumerateArray())
            {
                Collect(item, members);
            }
        }
        else if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in schema.EnumerateObject())
            {
                if (property.NameEquals("properties"))
                {
                    members.UnionWith(property.Value.EnumerateObject().Select(static member => member.Name));
                }

                Collect(property.Value, members);
            }
        }
    }
}
