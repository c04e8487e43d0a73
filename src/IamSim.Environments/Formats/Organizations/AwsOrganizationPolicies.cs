namespace IamSim.Environments.Formats.Organizations;

/// <summary>The two policies that AWS attaches by itself and nobody can change. See the AWS Organizations User Guide, "Service control policies" and "Resource control policies".</summary>
internal static class AwsOrganizationPolicies
{
    private const string FullAwsAccess = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private const string ResourceControlFullAwsAccess = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";

    /// <summary>The text of a policy by its id; <c>null</c> for every other one.</summary>
    public static string? TextOf(string id) => id switch
    {
        "p-FullAWSAccess" => FullAwsAccess,
        "p-RCPFullAWSAccess" => ResourceControlFullAwsAccess,
        _ => null,
    };
}
