using System.Collections.Frozen;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Environments.Questions;

/// <summary>
/// How tests on unknown keys come out for callers nobody knows. Fixed values that name an organization, an account, a network or a source
/// keep strangers out, as S3 and IAM Access Analyzer see it; everything else a caller may choose.
/// See the S3 User Guide, "The meaning of public", and the Access Analyzer User Guide, "Findings for external access".
/// </summary>
internal static class StrangerConditions
{
    private static readonly FrozenSet<string> SourceKeys = new[] { "aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner", "aws:SourceOrgID", "aws:SourceOrgPaths" }.ToFrozenSet(AsciiFold.Comparer.Instance);

    // What names an owner as clearly as the keys that S3 lists.
    private static readonly FrozenSet<string> OtherLimitingKeys = new[] { "aws:SourceOrgID", "aws:VpceAccount", "aws:VpceOrgID", "kms:CallerAccount" }.ToFrozenSet(AsciiFold.Comparer.Instance);

    private static readonly FrozenSet<string> PathKeys = new[] { "aws:PrincipalOrgPaths", "aws:SourceOrgPaths", "aws:VpceOrgPaths" }.ToFrozenSet(AsciiFold.Comparer.Instance);

    private static readonly FrozenSet<string> CallerArnKeys = new[] { "aws:PrincipalArn", "aws:SourceArn" }.ToFrozenSet(AsciiFold.Comparer.Instance);

    /// <summary>Whether a key names what a service calls for.</summary>
    public static bool IsSourceKey(string key) => SourceKeys.Contains(key);

    /// <summary>What is left of a condition once some tests are known.</summary>
    public static ResidualCondition Assume(ResidualCondition condition, Func<ResidualTest, bool?> outcome) => condition.Kind switch
    {
        ResidualConditionKind.Test => outcome(condition.Test!) switch { true => ResidualCondition.Always, false => ResidualCondition.Never, _ => condition },
        ResidualConditionKind.Not => ResidualCondition.Not(Assume(condition.Operands[0], outcome)),
        ResidualConditionKind.All => ResidualCondition.All(condition.Operands.Select(operand => Assume(operand, outcome))),
        _ => ResidualCondition.Any(condition.Operands.Select(operand => Assume(operand, outcome))),
    };

    /// <summary>How a test comes out for a stranger; <c>null</c> when the stranger may choose.</summary>
    public static bool? OfStranger(ResidualTest test) => Outcome(test, static (name, key) => IsLimit(name, key));

    /// <summary>How a test comes out when the source of a service's call is a stranger's.</summary>
    public static bool? OfForeignSource(ResidualTest test) => Outcome(test, static (name, key) => SourceKeys.Contains(key.Key.Text) && IsLimit(name, key));

    /// <summary>How a test comes out for somebody of an account that is not in an environment nor in its organization.</summary>
    public static bool? OfUnknownAccount(ResidualTest test, AwsEnvironment environment) =>
        Outcome(test, (name, key) => IsLimit(name, key) && key.Values.All(value => IsOwn(key.Key.Text, value.Text, environment)));

    private static bool? Outcome(ResidualTest test, Func<string, ConditionKeyElement, bool> isLimit)
    {
        if (test.Kind != ResidualTestKind.Condition)
        {
            return null;
        }

        OperatorSpelling spelling = OperatorSpelling.Read(test.Operator!.Value.Text);
        if (!spelling.IsKnown || spelling.Operator is not { } named)
        {
            return null;
        }

        string positive = named.IsNegated ? named.Name.Replace("Not", "", StringComparison.Ordinal) : named.Name;
        if (!isLimit(positive, test.ConditionKey!))
        {
            return null;
        }

        // Where the key is missing: IfExists and ForAllValues hold, ForAnyValue does not.
        return (named.IsNegated, spelling.Set) switch
        {
            (true, SetOperator.ForAnyValue) => null,
            (true, _) => true,
            (false, SetOperator.ForAllValues) => null,
            _ => spelling.IfExists ? null : false,
        };
    }

    private static bool IsLimit(string operatorName, ConditionKeyElement key)
    {
        if (PublicBucketPolicy.Judge(operatorName, key) == PublicAccessReason.None)
        {
            return true;
        }

        bool isText = operatorName is "StringEquals" or "StringEqualsIgnoreCase" or "StringLike" or "ArnEquals" or "ArnLike";
        return isText && !key.Values.IsEmpty && key.Values.All(value => IsLimitingValue(key.Key.Text, value.Text));
    }

    private static bool IsLimitingValue(string key, string value)
    {
        if (value.Contains("${", StringComparison.Ordinal))
        {
            return false;
        }

        int wildcard = value.AsSpan().IndexOfAny('*', '?');
        ReadOnlySpan<char> beginning = wildcard < 0 ? value : value.AsSpan(0, wildcard);
        return OtherLimitingKeys.Contains(key) ? wildcard < 0
            : PathKeys.Contains(key) ? beginning.StartsWith("o-") && beginning.Contains('/')
            : CallerArnKeys.Contains(key) ? Arn.TryParse(value, out Arn arn) && AccountId.IsValid(arn.AccountId)
            : AsciiFold.Equals(key, "aws:userid") ? beginning.Length >= "AROAEXAMPLEID:".Length
            : IsLimitOfProvider(key, value, beginning);
    }

    // Of an identity provider that anybody can have an identity of, the subject tells whose it is. The audience does where it names a client.
    private static bool IsLimitOfProvider(string key, string value, ReadOnlySpan<char> beginning) =>
        key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) || !key.Contains('.', StringComparison.Ordinal) ? false
        : key.EndsWith(":sub", StringComparison.OrdinalIgnoreCase) ? beginning.Length == value.Length || beginning.Contains('/')
        : key.EndsWith(":aud", StringComparison.OrdinalIgnoreCase) && beginning.Length == value.Length && value != "sts.amazonaws.com";

    private static bool IsOwn(string key, string value, AwsEnvironment environment)
    {
        string? organization = environment.Organization?.Id;
        return AsciiFold.Equals(key, "aws:PrincipalOrgID") ? value == organization
            : AsciiFold.Equals(key, "aws:PrincipalOrgPaths") ? organization is not null && value.StartsWith(organization + "/", StringComparison.Ordinal)
            : AsciiFold.Equals(key, "aws:PrincipalAccount") || AsciiFold.Equals(key, "kms:CallerAccount") ? environment.TryGetAccount(value, out _)
            : AsciiFold.Equals(key, "aws:PrincipalArn") && Arn.TryParse(value, out Arn arn) && environment.TryGetAccount(arn.AccountId.ToString(), out _);
    }
}
