using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats.Notation;

/// <summary>Reads an environment in IamSim's own notation. What it does not say does not exist: whoever writes by hand writes everything that is.</summary>
internal sealed class NotationReader(EnvironmentFile file, EnvironmentBuilder builder)
{
    private static readonly string[] Partitions = ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"];

    private readonly NotationPolicies _policies = new(file, builder);

    public void Read(NotationNode root)
    {
        var members = new NotationMembers(root, "an environment", builder.Findings);
        if (root.Kind != JsonKind.Object)
        {
            return;
        }

        members.Text("$schema");
        string partition = members.Word("partition", Partitions) ?? "aws";
        if (members.Optional("organization") is { } organization)
        {
            new NotationOrganization(builder, _policies).Read(members.Nested(organization, "an organization"));
        }

        foreach (NotationNode policy in members.Items("awsManagedPolicies"))
        {
            ReadAwsPolicy(members.Nested(policy, "a managed policy of AWS"));
        }

        var accounts = new NotationAccounts(builder, _policies, partition);
        foreach (NotationNode account in members.Items("accounts"))
        {
            accounts.Read(members.Nested(account, "an account"));
        }

        foreach (NotationNode resource in members.Items("resources"))
        {
            NotationResources.Read(members.Nested(resource, "a resource"), _policies, builder);
        }

        foreach (NotationNode endpoint in members.Items("vpcEndpoints"))
        {
            NotationResources.ReadEndpoint(members.Nested(endpoint, "a VPC endpoint"), _policies, builder);
        }

        members.RefuseOthers();
    }

    private void ReadAwsPolicy(NotationMembers members)
    {
        NotationNode? arnNode = members.Required("arn", "arn:aws:iam::aws:policy/ReadOnlyAccess");
        NotationNode? text = members.Required("policy", "policies/read-only-access.json");
        members.RefuseOthers();
        if (arnNode is null || members.TextOf(arnNode, "arn") is not { } arn)
        {
            return;
        }

        if (!Arn.TryParse(arn, out Arn parsed) || parsed.AccountId is not "aws" || !parsed.Resource.StartsWith("policy/", StringComparison.Ordinal))
        {
            members.Invalid(arnNode, $"{JsonNode.Quote(arn)} is no managed policy of AWS", "expected arn:aws:iam::aws:policy/NAME");
            return;
        }

        string name = arn[(arn.LastIndexOf('/') + 1)..];
        EnvironmentPolicy? policy = text is null ? null : _policies.Read(text, name, arn, members);
        builder.Add(NotationAccounts.Managed(arn, name, policy, members.Node.Place));
    }
}
