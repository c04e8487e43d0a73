using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats.Organizations;

/// <summary>What <c>aws organizations describe-organization</c> prints.</summary>
internal sealed class DescribeOrganizationFormat : IEnvironmentFormat
{
    public string Name => "aws organizations describe-organization";

    public bool CanRead(in EnvironmentDocument document) => document.Root.TryGetObject("Organization", out JsonNode organization) && organization.GetText("Id") is not null;

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        document.Root.TryGetObject("Organization", out JsonNode item);
        OrganizationParts organization = builder.Organization;
        string id = item.GetText("Id")!;
        if (organization.Id is not null && organization.Id != id)
        {
            builder.Findings.Add(EnvironmentDiagnostics.Contradiction, item, $"the organization is {JsonNode.Quote(id)} here and {JsonNode.Quote(organization.Id)} elsewhere", "this one counts; load one organization at a time");
        }

        organization.Id = id;
        if (item.GetText("MasterAccountId") is { } management && AccountId.IsValid(management))
        {
            organization.ManagementAccountId = management;
        }

        // AvailablePolicyTypes is no answer: AWS advises against it, and asks for the PolicyTypes of the root instead.
        if (item.GetText("FeatureSet") == "CONSOLIDATED_BILLING")
        {
            organization.HasServiceControlPolicies ??= false;
            organization.HasResourceControlPolicies ??= false;
        }
    }
}
