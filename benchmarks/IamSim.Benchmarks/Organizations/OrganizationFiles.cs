using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Organizations;

/// <summary>
/// Writes what the commands of AWS Organizations would print: a root, units of ten accounts, and service control policies at three levels,
/// FullAWSAccess and lists of what is denied. One in twenty accounts has a list of what is allowed instead.
/// </summary>
internal sealed class OrganizationFiles(GeneratedOrganization organization, string folder)
{
    public const string Organization = "o-generated01";

    private const string Root = "r-gen1";
    private const string FullAccess = "p-FullAWSAccess";
    private const string FullResourceAccess = "p-RCPFullAWSAccess";
    private const string AllowList = "p-allowlist01";
    private const string Perimeter = "p-perimeter01";
    private const int AccountsOfUnit = 10;
    private const int DenyLists = 12;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Default) { WriteIndented = true, IndentSize = 4, NewLine = "\n", Encoder = CatalogDocuments.Writing.Encoder };

    private readonly string _management = organization.Accounts[0];
    private readonly Random _random = new(organization.Shape.Seed);

    public void Write()
    {
        Write("describe-organization", new JsonObject { ["Organization"] = new JsonObject { ["Id"] = Organization, ["Arn"] = Arn("organization", ""), ["FeatureSet"] = "ALL", ["MasterAccountArn"] = Arn("account", "/" + _management), ["MasterAccountId"] = _management } });
        Write("list-roots", new JsonObject { ["Roots"] = new JsonArray(new JsonObject { ["Id"] = Root, ["Arn"] = Arn("root", "/" + Root), ["Name"] = "Root", ["PolicyTypes"] = new JsonArray(PolicyType("SERVICE_CONTROL_POLICY"), PolicyType("RESOURCE_CONTROL_POLICY")) }) });
        WritePolicies();
        string[][] units = [.. organization.Accounts.Skip(1).Chunk(AccountsOfUnit)];
        WriteNode(Root, [.. units.Select(static (_, i) => Unit(i))], [_management], [FullAccess, DenyList(0), DenyList(1)], [FullResourceAccess, Perimeter]);
        WriteAttachments(_management, [FullAccess], [FullResourceAccess]);
        for (int i = 0; i < units.Length; i++)
        {
            WriteNode(Unit(i), [], units[i], [FullAccess, DenyList(2 + (i % 5)), DenyList(7)], [FullResourceAccess]);
            for (int k = 0; k < units[i].Length; k++)
            {
                int place = (i * AccountsOfUnit) + k;
                WriteAttachments(units[i][k], place % 20 == 7 ? [AllowList] : place % 10 == 3 ? [FullAccess, DenyList(8 + (i % 4))] : [FullAccess], [FullResourceAccess]);
            }
        }
    }

    private static string Unit(int place) => string.Create(CultureInfo.InvariantCulture, $"ou-gen1-unit{place:D4}");

    private static string DenyList(int place) => string.Create(CultureInfo.InvariantCulture, $"p-denylist{place:D2}");

    private static JsonObject PolicyType(string type) => new() { ["Type"] = type, ["Status"] = "ENABLED" };

    private static JsonObject Summary(string id, string owner) => new()
    {
        ["Id"] = id,
        ["Arn"] = $"arn:aws:organizations::{owner}/{Kind(id)}/{id}",
        ["Name"] = id[2..],
        ["Description"] = "",
        ["Type"] = Kind(id).Equals("resource_control_policy", StringComparison.Ordinal) ? "RESOURCE_CONTROL_POLICY" : "SERVICE_CONTROL_POLICY",
        ["AwsManaged"] = id is FullAccess or FullResourceAccess,
    };

    private static string Kind(string id) => id is FullResourceAccess or Perimeter ? "resource_control_policy" : "service_control_policy";

    private void WritePolicies()
    {
        WritePolicy(FullAccess, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        WritePolicy(FullResourceAccess, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""");
        WritePolicy(AllowList, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["cloudwatch:*","dynamodb:*","ec2:*","iam:*","kms:*","lambda:*","logs:*","s3:*","sns:*","sqs:*","sts:*"],"Resource":"*"}]}""");
        WritePolicy(Perimeter, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":["s3:*","sqs:*","kms:*","secretsmanager:*"],"Resource":"*","Condition":{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"{{Organization}}" },"BoolIfExists":{"aws:PrincipalIsAWSService":"false"} } }]}""");
        for (int i = 0; i < DenyLists; i++)
        {
            WritePolicy(DenyList(i), i == 7
                ? """{"Version":"2012-10-17","Statement":[{"Sid":"EuropeOnly","Effect":"Deny","NotAction":["iam:*","sts:*","organizations:*","route53:*","cloudfront:*","support:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","eu-central-1"]}}}]}"""
                : CatalogDocuments.CreateDenyList(_random, 10 + (i * 5)));
        }
    }

    private void WritePolicy(string id, string content) =>
        Write($"describe-policy/{id}", new JsonObject { ["Policy"] = new JsonObject { ["PolicySummary"] = Summary(id), ["Content"] = content } });

    private void WriteNode(string node, string[] units, string[] accounts, string[] serviceControl, string[] resourceControl)
    {
        Write($"list-organizational-units-for-parent/{node}", new JsonObject { ["OrganizationalUnits"] = new JsonArray([.. units.Select(unit => new JsonObject { ["Id"] = unit, ["Arn"] = Arn("ou", "/" + unit), ["Name"] = unit })]) });
        Write($"list-accounts-for-parent/{node}", new JsonObject { ["Accounts"] = new JsonArray([.. accounts.Select(Account)]) });
        WriteAttachments(node, serviceControl, resourceControl);
    }

    private void WriteAttachments(string target, string[] serviceControl, string[] resourceControl)
    {
        Write($"list-policies-for-target/{target}.SERVICE_CONTROL_POLICY", new JsonObject { ["Policies"] = new JsonArray([.. serviceControl.Select(Summary)]) });
        Write($"list-policies-for-target/{target}.RESOURCE_CONTROL_POLICY", new JsonObject { ["Policies"] = new JsonArray([.. resourceControl.Select(Summary)]) });
    }

    private JsonObject Account(string id) => new()
    {
        ["Id"] = id,
        ["Arn"] = Arn("account", "/" + id),
        ["Email"] = $"aws+{id}@company.example",
        ["Name"] = $"account {id}",
        ["Status"] = "ACTIVE",
        ["JoinedMethod"] = "CREATED",
        ["JoinedTimestamp"] = "2022-03-04T05:06:07.890000+00:00",
    };

    private JsonObject Summary(string id) => Summary(id, id is FullAccess or FullResourceAccess ? "aws:policy" : $"{_management}:policy/{Organization}");

    private string Arn(string kind, string rest) => $"arn:aws:organizations::{_management}:{kind}/{Organization}{rest}";

    private void Write(string name, JsonObject answer)
    {
        string path = Path.Combine(folder, "organization", name + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, answer.ToJsonString(Indented) + "\n");
    }
}
