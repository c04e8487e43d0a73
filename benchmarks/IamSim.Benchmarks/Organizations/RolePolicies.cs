namespace IamSim.Benchmarks.Organizations;

/// <summary>The policies of a role, as places among the shared ones, those of its account and the templates of inline ones, in order.</summary>
internal sealed record RolePolicies(int[] Shared, int[] OfAccount, int[] Inline, bool HasBoundary)
{
    /// <summary>A kind of roles that every account has: nothing in it is of one account only.</summary>
    public static RolePolicies DrawOfOrganization(Random random, OrganizationShape shape, ZipfDistribution shared) =>
        Draw(random, shape, shared, shape.SharedPart + shape.AccountPart, 0);

    /// <summary>A role of one account. It has the more of the account's policies, so that all roles together have the parts of the shape.</summary>
    public static RolePolicies DrawOfAccount(Random random, OrganizationShape shape, ZipfDistribution shared)
    {
        int own = Math.Min(shape.AccountPart * 200 / (200 - shape.RepeatedPart), shape.SharedPart + shape.AccountPart);
        return Draw(random, shape, shared, shape.SharedPart + shape.AccountPart - own, own);
    }

    /// <summary>As a text, equal for equal sets of policies; of different accounts only when nothing is of the account.</summary>
    public override string ToString() => $"{string.Join(',', Shared)}|{string.Join(',', OfAccount)}|{string.Join(',', Inline)}|{HasBoundary}";

    private static RolePolicies Draw(Random random, OrganizationShape shape, ZipfDistribution shared, int sharedPart, int accountPart)
    {
        SortedSet<int>[] sets = [[], [], []];
        int[] limits = [shape.SharedPolicies, shape.AccountPolicies, shape.InlineTemplates];
        int drawn = 0;
        // A shape with fewer policies than a role shall have runs out of them.
        for (int turn = 0; turn < shape.PoliciesOfRole * 50 && drawn < shape.PoliciesOfRole; turn++)
        {
            int part = random.Next(100);
            int set = part < sharedPart ? 0 : part < sharedPart + accountPart ? 1 : 2;
            drawn += sets[set].Add(set == 0 ? shared.Draw(random) : random.Next(limits[set])) ? 1 : 0;
        }

        return new RolePolicies([.. sets[0]], [.. sets[1]], [.. sets[2]], random.Next(5) == 0);
    }
}
