using System.Collections.Frozen;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Services;

/// <summary>
/// Whether S3 counts a bucket policy as public: every policy is, unless each of its Allow statements is limited to fixed values (S3-5).
/// See the S3 User Guide, "The meaning of public".
/// </summary>
internal static class PublicBucketPolicy
{
    private static readonly FrozenSet<string> LimitingKeys = new[]
    {
        "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:SourceArn", "aws:SourceVpc",
        "aws:SourceVpce", "aws:SourceOwner", "aws:SourceAccount", "aws:userid", "s3:x-amz-server-side-encryption-aws-kms-key-id",
        "s3:DataAccessPointArn", "s3:DataAccessPointAccount",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    private static readonly FrozenSet<string> LimitingOperators = new[] { "StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike" }.ToFrozenSet(AsciiFold.Comparer.Instance);

    public static bool IsPublic(PolicyDocument document) =>
        document.Statements.Any(static statement => statement.Effect?.Text == "Allow" && !HasFixedPrincipals(statement) && !HasFixedCondition(statement.Condition));

    private static bool HasFixedPrincipals(PolicyStatement statement)
    {
        if (statement.NotPrincipal is not null || statement.Principal is null or { Wildcard: not null })
        {
            // No Principal at all matches nobody (PRIN-3); everything else here is everybody.
            return statement is { NotPrincipal: null, Principal: null };
        }

        return statement.Principal.Groups.All(static group => group.Kind.Text == "Federated"
            ? group.Values.All(static value => value.Text.Contains(":saml-provider/", StringComparison.Ordinal))
            : group.Values.All(static value => !value.Text.Contains('*', StringComparison.Ordinal)));
    }

    private static bool HasFixedCondition(ConditionElement? condition) =>
        condition is not null && condition.Operators.Any(static element => element.Keys.Any(key => IsFixed(element.Operator.Text, key)));

    private static bool IsFixed(string operatorName, ConditionKeyElement key)
    {
        if (key.Values.IsEmpty)
        {
            return false;
        }

        const string ForAnyValue = "ForAnyValue:";
        string name = operatorName.StartsWith(ForAnyValue, StringComparison.OrdinalIgnoreCase) ? operatorName[ForAnyValue.Length..] : operatorName;
        if (AsciiFold.Equals(name, "IpAddress") && AsciiFold.Equals(key.Key.Text, "aws:SourceIp"))
        {
            return key.Values.All(static value => IpRange.TryParse(value.Text, out IpRange range) && IsNarrow(range));
        }

        return LimitingOperators.Contains(name) && LimitingKeys.Contains(key.Key.Text)
            && key.Values.All(value => IsFixedValue(key.Key.Text, value.Text));
    }

    private static bool IsFixedValue(string key, string value)
    {
        // A wildcard in the name of the access point is tolerated once its account is fixed.
        if (AsciiFold.Equals(key, "s3:DataAccessPointArn") && Arn.TryParse(value, out Arn arn) && AccountId.IsValid(arn.AccountId))
        {
            return IsFixedText(value.AsSpan(0, value.Length - arn.Resource.Length)) && !arn.Resource.Contains("${", StringComparison.Ordinal);
        }

        return IsFixedText(value);
    }

    private static bool IsFixedText(ReadOnlySpan<char> text) => !text.ContainsAny('*', '?') && !text.Contains("${", StringComparison.Ordinal);

    // Broader ranges than these count as public. The private ranges that S3 excepts are all narrower.
    private static bool IsNarrow(IpRange range) => range.PrefixLength >= (range.IsMapped ? 104 : range.Network.IsIPv6 ? 32 : 8);
}
