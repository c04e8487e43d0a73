using IamSim.Identifiers;

namespace IamSim.ServiceData;

/// <summary>
/// The condition keys that tokens of any OpenID Connect provider can carry. Everybody can register a provider of their own, so no list of
/// providers is complete. See the IAM User Guide, "IAM and AWS STS condition context keys", on OIDC federation.
/// </summary>
internal static class IdentityProviderKeys
{
    private static readonly ConditionKeyDefinition[] Claims =
        [.. new[] { "amr", "aud", "azp", "email", "oaud", "sub" }.Select(static claim => new ConditionKeyDefinition($"${{IdentityProvider}}:{claim}", [ConditionKeyType.String], isMultivalued: claim == "amr"))];

    /// <summary>The claim that a key is about; <c>null</c> when what stands in front of the colon is no host, or the claim is not a usual one.</summary>
    public static ConditionKeyDefinition? Find(string prefix, string key)
    {
        // A provider is named by the host, and perhaps the path, of its address.
        if (!prefix.Contains('.', StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> claim = key.AsSpan(prefix.Length + 1);
        foreach (ConditionKeyDefinition candidate in Claims)
        {
            if (AsciiFold.Equals(candidate.Name.AsSpan(candidate.Name.LastIndexOf(':') + 1), claim))
            {
                return candidate;
            }
        }

        return null;
    }
}
