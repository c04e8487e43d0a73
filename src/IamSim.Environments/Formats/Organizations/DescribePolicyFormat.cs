using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Organizations;

/// <summary>What <c>aws organizations describe-policy</c> prints.</summary>
internal sealed class DescribePolicyFormat : IEnvironmentFormat
{
    public string Name => "aws organizations describe-policy";

    public bool CanRead(in EnvironmentDocument document) => document.Root.TryGetObject("Policy", out JsonNode policy) && policy.TryGetObject("PolicySummary", out _);

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        document.Root.TryGetObject("Policy", out JsonNode policy);
        policy.TryGetObject("PolicySummary", out JsonNode summary);
        if (OrganizationItems.TypeOf(summary) is null)
        {
            return;
        }

        if (policy.TryGetMember("Content", out JsonNode content))
        {
            OrganizationItems.ReadPolicy(summary, content, builder);
        }
        else
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, policy, "a policy of an organization without content", "expected \"Content\": a string that holds the policy");
        }
    }
}
