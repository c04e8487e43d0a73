using System.Collections.Immutable;

namespace IamSim;

/// <summary>What is known of the AWS organization of an account. Unknown parts stay <c>null</c> or empty and derive nothing.</summary>
public sealed record OrganizationFacts
{
    /// <summary>The organization id, such as <c>o-a1b2c3d4e5</c>: aws:PrincipalOrgID, aws:ResourceOrgID.</summary>
    public string? Id { get; init; }

    /// <summary>The paths of the account, with trailing slash, such as <c>o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/</c> (CTX-5).</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>The management account, whose principals SCPs and whose resources RCPs do not reach (SCP-6, RCP-4).</summary>
    public string? ManagementAccount { get; init; }

    /// <summary>The id and the paths.</summary>
    public override string ToString() => $"{Id ?? "an organization"} {string.Join(", ", Paths.IsDefault ? [] : Paths)}".TrimEnd();
}
