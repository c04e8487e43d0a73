using System.Globalization;
using System.Text.Json;

namespace IamSim.Benchmarks.Organizations;

/// <summary>Writes the roles of one account as items of RoleDetailList.</summary>
internal sealed class RoleWriter(Utf8JsonWriter writer, string[] accounts, int place, Random random)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int FlushedAt = 1 << 18;

    private static readonly string[] Services = ["lambda.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com", "states.amazonaws.com", "codebuild.amazonaws.com", "glue.amazonaws.com"];
    private static readonly string[] Teams = ["orders", "billing", "search", "platform", "data"];
    private static readonly string[] Stages = ["prod", "test", "dev"];

    private readonly string _account = accounts[place];

    public void Write(string path, string name, GeneratedPolicy[] attached, GeneratedPolicy[] inline, GeneratedPolicy? boundary)
    {
        writer.WriteStartObject();
        writer.WriteString("Path", path);
        writer.WriteString("RoleName", name);
        writer.WriteString("RoleId", UniqueId("AROA"));
        writer.WriteString("Arn", $"arn:aws:iam::{_account}:role{path}{name}");
        writer.WriteString("CreateDate", Time(2022));
        writer.WritePropertyName("AssumeRolePolicyDocument");
        writer.WriteRawValue($$"""{"Version":"2012-10-17","Statement":[{{Trust()}}]}""", skipInputValidation: true);
        writer.WriteStartArray("InstanceProfileList");
        writer.WriteEndArray();
        WriteMentions("RolePolicyList", inline);
        WriteMentions("AttachedManagedPolicies", attached);
        if (boundary is not null)
        {
            writer.WriteStartObject("PermissionsBoundary");
            writer.WriteString("PermissionsBoundaryType", "Policy");
            writer.WriteString("PermissionsBoundaryArn", boundary.Arn);
            writer.WriteEndObject();
        }

        WriteTags();
        writer.WriteStartObject("RoleLastUsed");
        writer.WriteString("LastUsedDate", Time(2026));
        writer.WriteString("Region", "eu-west-1");
        writer.WriteEndObject();
        writer.WriteEndObject();
        if (writer.BytesPending > FlushedAt)
        {
            writer.Flush();
        }
    }

    /// <summary>A unique id as IAM gives them.</summary>
    public string UniqueId(string prefix) => prefix + string.Create(17, random, static (id, random) => random.GetItems(Base32, id));

    private void WriteMentions(string name, GeneratedPolicy[] policies)
    {
        writer.WriteStartArray(name);
        foreach (GeneratedPolicy policy in policies)
        {
            policy.Attachments++;
            writer.WriteRawValue(policy.Mention, skipInputValidation: true);
        }

        writer.WriteEndArray();
    }

    private void WriteTags()
    {
        writer.WriteStartArray("Tags");
        foreach ((string key, string value) in new[] { ("team", Teams[random.Next(Teams.Length)]), ("stage", Stages[random.Next(Stages.Length)]) })
        {
            writer.WriteStartObject();
            writer.WriteString("Key", key);
            writer.WriteString("Value", value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // Most roles are for services; of the others some lead from account to account.
    private string Trust() => random.Next(100) switch
    {
        < 60 => $$"""{"Effect":"Allow","Principal":{"Service":"{{Services[random.Next(Services.Length)]}}"},"Action":"sts:AssumeRole"}""",
        < 70 => $$"""{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::{{_account}}:saml-provider/company"},"Action":["sts:AssumeRoleWithSAML","sts:TagSession"],"Condition":{"StringEquals":{"SAML:aud":"https://signin.aws.amazon.com/saml"} } }""",
        < 75 => $$"""{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::{{_account}}:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"},"StringLike":{"token.actions.githubusercontent.com:sub":"repo:company/{{Teams[random.Next(Teams.Length)]}}:*"} } }""",
        < 83 => $$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{_account}}:root"},"Action":"sts:AssumeRole"}""",
        < 95 => $$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{accounts[random.Next(accounts.Length)]}}:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:PrincipalOrgID":"{{OrganizationFiles.Organization}}"} } }""",
        _ => $$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::210987654321:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"{{random.Next(10000)}}" } } }""",
    };

    private string Time(int year) => string.Create(CultureInfo.InvariantCulture, $"{year}-{random.Next(1, 11):D2}-{random.Next(1, 29):D2}T{random.Next(24):D2}:{random.Next(60):D2}:00+00:00");
}
