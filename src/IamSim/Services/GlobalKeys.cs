using System.Collections.Frozen;
using IamSim.Identifiers;

namespace IamSim.Services;

/// <summary>The condition keys that AWS calls global, as of 2026, for diagnostics. Evaluation never needs the list.</summary>
internal static class GlobalKeys
{
    private static readonly FrozenSet<string> Multivalued = new[]
    {
        "aws:CalledVia", "aws:PrincipalOrgPaths", "aws:PrincipalServiceNamesList", "aws:ResourceOrgPaths", "aws:SourceOrgPaths", "aws:TagKeys",
        "aws:VpceOrgPaths",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    private static readonly string[] Tagged = ["aws:PrincipalTag/", "aws:ResourceTag/", "aws:RequestTag/"];

    // In every request, whoever makes it (semantics 3.1).
    private static readonly FrozenSet<string> AlwaysPresent = new[]
    {
        "aws:CurrentTime", "aws:EpochTime", "aws:RequestedRegion", "aws:SecureTransport", "aws:UserAgent", "aws:ViaAWSService",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    private static readonly FrozenSet<string> Plain = new[]
    {
        "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalType",
        "aws:PrincipalIsAWSService", "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList", "aws:userid", "aws:username", "aws:AssumedRoot",
        "aws:FederatedProvider", "aws:TokenIssueTime", "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge", "aws:SourceIdentity",
        "aws:ChatbotSourceArn", "aws:Ec2InstanceSourceVpc", "aws:Ec2InstanceSourcePrivateIPv4", "aws:SignInSessionArn", "aws:SourceIp",
        "aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn", "aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths", "aws:VpcSourceIp",
        "aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths", "aws:TagKeys", "aws:CalledVia", "aws:CalledViaFirst",
        "aws:CalledViaLast", "aws:ViaAWSService", "aws:CalledViaAWSMCP", "aws:ViaAWSMCPService", "aws:IsMcpServiceAction", "aws:CurrentTime",
        "aws:EpochTime", "aws:SecureTransport", "aws:RequestedRegion", "aws:UserAgent", "aws:referer", "aws:SourceAccount", "aws:SourceArn",
        "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceOwner", "aws:ARN",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    // In the usual spelling, which is nearly always used: found without folding.
    private static readonly FrozenDictionary<string, KnownKey> Usual =
        Plain.ToFrozenDictionary(static name => name, static name => new KnownKey(new ContextKey(name), IsMultivalued(name)), StringComparer.Ordinal);

    public static IEnumerable<string> Names => Plain;

    /// <summary>What the names of the keys of one tag begin with.</summary>
    public static IReadOnlyList<string> TagPrefixes => Tagged;

    /// <summary>What is known of a global key in its usual spelling; <c>null</c> for any other name.</summary>
    public static KnownKey? Find(string name) => Usual.GetValueOrDefault(name);

    public static bool IsKnown(string name) => IsPlain(name) || IsTag(name);

    /// <summary>Whether a name is a global key that is not about a tag.</summary>
    public static bool IsPlain(string name) => Plain.Contains(name);

    /// <summary>Whether a name is the key of one tag.</summary>
    public static bool IsTag(string name)
    {
        foreach (string prefix in Tagged)
        {
            if (IsTagged(name, prefix))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsMultivalued(string name) => Multivalued.Contains(name);

    /// <summary>Whether every request carries a key, whoever makes it.</summary>
    public static bool IsAlwaysPresent(string name) => AlwaysPresent.Contains(name);

    /// <summary>Whether a key is there only for actions that set tags or whose resources can have them.</summary>
    public static bool DependsOnTagging(string name) =>
        AsciiFold.Equals(name, "aws:TagKeys") || IsTagged(name, "aws:RequestTag/") || IsTagged(name, "aws:ResourceTag/");

    /// <summary>Whether a name is a tag key name without its tag key (GRAM-37).</summary>
    public static bool LacksTagKey(string name)
    {
        foreach (string prefix in Tagged)
        {
            if (AsciiFold.Equals(name, prefix) || AsciiFold.Equals(name, prefix.AsSpan(0, prefix.Length - 1)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTagged(string name, string prefix) =>
        name.Length > prefix.Length && AsciiFold.Equals(name.AsSpan(0, prefix.Length), prefix);
}

/// <summary>A global key that is not about a tag.</summary>
/// <param name="Key">The key, for every policy that names it.</param>
/// <param name="IsMultivalued">Whether it has several values.</param>
internal sealed record KnownKey(ContextKey Key, bool IsMultivalued);
