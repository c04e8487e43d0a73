using System.Collections.Frozen;
using IamSim.Conditions;
using IamSim.Diagnostics;
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

    public static bool IsPublic(PolicyDocument document) => document.Statements.Any(IsPublic);

    /// <summary>Whether a statement makes its policy public.</summary>
    public static bool IsPublic(PolicyStatement statement) =>
        statement.Effect?.Text == "Allow" && !HasFixedPrincipals(statement) && !HasFixedCondition(statement.Condition);

    /// <summary>Why the entries of a principal do not limit a public statement; empty for one without entries.</summary>
    public static IEnumerable<(PublicAccessReason Reason, SourceSpan Span)> JudgePrincipals(PolicyStatement statement)
    {
        if (statement.NotPrincipal is { } excluded)
        {
            return [(PublicAccessReason.NotPrincipal, excluded.NameSpan)];
        }

        if (statement.Principal is { Wildcard: { } wildcard })
        {
            return [(PublicAccessReason.Everyone, wildcard.Span)];
        }

        return
        [
            .. from @group in statement.Principal?.Groups ?? []
               from value in @group.Values
               let reason = Judge(@group, value)
               where reason != PublicAccessReason.None
               select (reason, value.Span),
        ];
    }

    /// <summary>Why a condition does not limit a statement to fixed values; <see cref="PublicAccessReason.None"/> when it does.</summary>
    /// <param name="operatorName">The operator as written.</param>
    /// <param name="key">The key with its values.</param>
    public static PublicAccessReason Judge(string operatorName, ConditionKeyElement key)
    {
        if (key.Values.IsEmpty)
        {
            return PublicAccessReason.NoValues;
        }

        const string ForAnyValue = "ForAnyValue:";
        string name = operatorName.StartsWith(ForAnyValue, StringComparison.OrdinalIgnoreCase) ? operatorName[ForAnyValue.Length..] : operatorName;
        if (AsciiFold.Equals(key.Key.Text, "aws:SourceIp"))
        {
            return !AsciiFold.Equals(name, "IpAddress") ? PublicAccessReason.OtherOperator
                : key.Values.All(static value => IpRange.TryParse(value.Text, out IpRange range) && IsNarrow(range)) ? PublicAccessReason.None
                : PublicAccessReason.WideRange;
        }

        return !LimitingKeys.Contains(key.Key.Text) ? PublicAccessReason.OtherKey
            : !LimitingOperators.Contains(name) ? PublicAccessReason.OtherOperator
            : key.Values.All(value => IsFixedValue(key.Key.Text, value.Text)) ? PublicAccessReason.None
            : PublicAccessReason.OpenValue;
    }

    private static bool HasFixedPrincipals(PolicyStatement statement)
    {
        if (statement.NotPrincipal is not null || statement.Principal is null or { Wildcard: not null })
        {
            // No Principal at all matches nobody (PRIN-3); everything else here is everybody.
            return statement is { NotPrincipal: null, Principal: null };
        }

        return statement.Principal.Groups.All(static group => group.Values.All(value => Judge(group, value) == PublicAccessReason.None));
    }

    private static PublicAccessReason Judge(PrincipalGroup group, PolicyValue value) => group.Kind.Text == "Federated"
        ? value.Text.Contains(":saml-provider/", StringComparison.Ordinal) ? PublicAccessReason.None : PublicAccessReason.WebIdentityProvider
        : value.Text == "*" ? PublicAccessReason.Everyone
        : value.Text.Contains('*', StringComparison.Ordinal) ? PublicAccessReason.WildcardPrincipal
        : PublicAccessReason.None;

    private static bool HasFixedCondition(ConditionElement? condition) =>
        condition is not null && condition.Operators.Any(static element => element.Keys.Any(key => Judge(element.Operator.Text, key) == PublicAccessReason.None));

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
