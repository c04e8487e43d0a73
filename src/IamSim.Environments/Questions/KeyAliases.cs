using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>The context keys of KMS that follow from the aliases of a key. See the KMS Developer Guide, "Using aliases to control access to KMS keys".</summary>
internal static class KeyAliases
{
    private const string Beginning = "alias/";

    /// <summary>The value of a key: <c>kms:ResourceAliases</c> where aliases are known, <c>kms:RequestAlias</c> where the question names one.</summary>
    /// <returns><c>null</c> when the key is another, or nothing tells.</returns>
    public static ContextValue? ValueOf(string key, ResourceProfile resource)
    {
        if (AsciiFold.Equals(key, "kms:RequestAlias") && resource.RequestAlias is { } alias)
        {
            return ContextValue.FromString(alias);
        }

        if (AsciiFold.Equals(key, "kms:ResourceAliases") && resource.Known is { PolicyKind: ResourcePolicyKind.KmsKey, Aliases: { IsEmpty: false } aliases })
        {
            return ContextValue.FromList([.. aliases.Select(NameOf)]);
        }

        return null;
    }

    /// <summary>The ARN of an alias of a key, given as that or as <c>alias/name</c>; <c>null</c> for any other text.</summary>
    public static string? ArnOf(string text, string keyArn) =>
        Arn.TryParse(text, out Arn arn) ? arn.Service is "kms" && arn.Resource.StartsWith(Beginning, StringComparison.Ordinal) ? text : null
        : text.StartsWith(Beginning, StringComparison.Ordinal) && text.Length > Beginning.Length ? $"{keyArn.AsSpan(0, keyArn.LastIndexOf(':'))}:{text}"
        : null;

    /// <summary>The form of the keys that an alias may stand for, so that the catalog tells what can be asked about it; <c>null</c> for the ARN of anything else.</summary>
    public static string? KeyFormOf(string arn) => Arn.TryParse(arn, out Arn parsed) && parsed.Service is "kms" && parsed.Resource.StartsWith(Beginning, StringComparison.Ordinal)
        ? $"{arn.AsSpan(0, arn.Length - parsed.Resource.Length)}key/{parsed.Resource[Beginning.Length..]}"
        : null;

    private static string NameOf(string arn) => arn[(arn.LastIndexOf(':') + 1)..];
}
