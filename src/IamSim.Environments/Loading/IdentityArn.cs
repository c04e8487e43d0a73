using IamSim.Identifiers;

namespace IamSim.Environments.Loading;

/// <summary>Tells ARNs of users, groups and roles from what stands in their place.</summary>
internal static class IdentityArn
{
    /// <summary>Whether it is the ARN of such an identity: of IAM, with an account, its kind and a name.</summary>
    public static bool IsOf(IdentityKind kind, string arn)
    {
        if (!Arn.TryParse(arn, out Arn parsed) || !parsed.Resource.StartsWith($"{kind.Word()}/", StringComparison.Ordinal))
        {
            return false;
        }

        return kind == IdentityKind.Group
            ? parsed.Service is "iam" && AccountId.IsValid(parsed.AccountId) && !parsed.Resource.EndsWith('/')
            : Principal.TryParse(arn, out _);
    }
}
