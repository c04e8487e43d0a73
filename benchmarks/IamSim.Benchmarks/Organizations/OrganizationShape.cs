namespace IamSim.Benchmarks.Organizations;

/// <summary>How large a generated organization is, and how much its roles have in common. The same shape gives the same bytes everywhere.</summary>
internal sealed record OrganizationShape
{
    public int Accounts { get; init; } = 200;

    /// <summary>Roles of each account.</summary>
    public int Roles { get; init; } = 500;

    /// <summary>Policies of each role, managed and inline together.</summary>
    public int PoliciesOfRole { get; init; } = 20;

    /// <summary>Managed policies that every account has: half of them AWS's, the others of the same text in each account.</summary>
    public int SharedPolicies { get; init; } = 600;

    /// <summary>Managed policies that one account has for itself.</summary>
    public int AccountPolicies { get; init; } = 40;

    /// <summary>Inline policies that templates made; three of ten name the account.</summary>
    public int InlineTemplates { get; init; } = 200;

    /// <summary>Of 100 policies of a role, those that every account has; a few of them stand on most roles.</summary>
    public int SharedPart { get; init; } = 70;

    /// <summary>Of 100 policies of a role, those of its account. What is left is inline.</summary>
    public int AccountPart { get; init; } = 20;

    /// <summary>
    /// Of 100 roles, those of a kind that other roles are of too: half of them are in every account, as permission sets and stack sets make them,
    /// half are several of one account.
    /// </summary>
    public int RepeatedPart { get; init; } = 60;

    public int Seed { get; init; } = 1;
}
