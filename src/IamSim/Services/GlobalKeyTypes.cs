using System.Collections.Frozen;
using IamSim.Identifiers;

namespace IamSim.Services;

/// <summary>What a condition key holds. A key may hold values of two types.</summary>
[Flags]
internal enum ConditionKeyType : byte
{
    /// <summary>Not known, or free text that may stand for anything, as tags are.</summary>
    None = 0,

    /// <summary>Text.</summary>
    String = 1,

    /// <summary>An ARN.</summary>
    Arn = 2,

    /// <summary>True or false.</summary>
    Boolean = 4,

    /// <summary>A number.</summary>
    Numeric = 8,

    /// <summary>A date.</summary>
    Date = 16,

    /// <summary>An IP address.</summary>
    IpAddress = 32,
}

/// <summary>The types of the global condition keys, for diagnostics (semantics 2.4 and 3.1). Evaluation never needs them.</summary>
internal static class GlobalKeyTypes
{
    // Every other known key holds text.
    private static readonly FrozenDictionary<string, ConditionKeyType> Special = new Dictionary<string, ConditionKeyType>
    {
        ["aws:PrincipalArn"] = ConditionKeyType.Arn,
        ["aws:SourceArn"] = ConditionKeyType.Arn,
        ["aws:SourceVpcArn"] = ConditionKeyType.Arn,
        ["aws:ChatbotSourceArn"] = ConditionKeyType.Arn,
        ["aws:SignInSessionArn"] = ConditionKeyType.Arn,
        ["aws:ARN"] = ConditionKeyType.Arn,
        ["aws:FederatedProvider"] = ConditionKeyType.String | ConditionKeyType.Arn,
        ["aws:PrincipalIsAWSService"] = ConditionKeyType.Boolean,
        ["aws:AssumedRoot"] = ConditionKeyType.Boolean,
        ["aws:MultiFactorAuthPresent"] = ConditionKeyType.Boolean,
        ["aws:ViaAWSService"] = ConditionKeyType.Boolean,
        ["aws:ViaAWSMCPService"] = ConditionKeyType.Boolean,
        ["aws:IsMcpServiceAction"] = ConditionKeyType.Boolean,
        ["aws:SecureTransport"] = ConditionKeyType.Boolean,
        ["aws:MultiFactorAuthAge"] = ConditionKeyType.Numeric,
        ["aws:TokenIssueTime"] = ConditionKeyType.Date,
        ["aws:CurrentTime"] = ConditionKeyType.Date,
        ["aws:EpochTime"] = ConditionKeyType.Date | ConditionKeyType.Numeric,
        ["aws:SourceIp"] = ConditionKeyType.IpAddress,
        ["aws:VpcSourceIp"] = ConditionKeyType.IpAddress,
        ["aws:Ec2InstanceSourcePrivateIPv4"] = ConditionKeyType.IpAddress,
    }.ToFrozenDictionary(AsciiFold.Comparer.Instance);

    // A wildcard in one of these lets in what belongs to somebody else: the ids are handed out by AWS, not chosen.
    private static readonly FrozenSet<string> Identifiers = new[]
    {
        "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:ResourceAccount", "aws:ResourceOrgID", "aws:SourceAccount", "aws:SourceOrgID",
        "aws:SourceVpc", "aws:SourceVpce", "aws:VpceAccount", "aws:VpceOrgID",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    /// <summary>The type of a key; <see cref="ConditionKeyType.None"/> for tags and for keys that are not global.</summary>
    public static ConditionKeyType Of(string key) =>
        Special.TryGetValue(key, out ConditionKeyType type) ? type : GlobalKeys.IsPlain(key) ? ConditionKeyType.String : ConditionKeyType.None;

    /// <summary>Whether a key holds the id of an account, organization, VPC or endpoint.</summary>
    public static bool IsIdentifier(string key) => Identifiers.Contains(key);
}
