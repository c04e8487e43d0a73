using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim.Evaluation;

/// <summary>The constraint of a KMS grant while parts of the encryption context are unknown (KMS-6). Asked during partial evaluations only.</summary>
internal static class UnknownEncryptionContext
{
    /// <summary>Whether it is open that a request meets the constraint of a grant.</summary>
    public static bool Decides(KmsGrant grant, RequestContext stated, EvaluationContext context)
    {
        ImmutableDictionary<string, string> subset = grant.EncryptionContextSubset ?? ImmutableDictionary<string, string>.Empty;
        ImmutableDictionary<string, string> equals = grant.EncryptionContextEquals ?? ImmutableDictionary<string, string>.Empty;
        IEnumerable<KeyValuePair<string, string>> required = subset.Concat(equals);
        bool isMissed = required.Any(pair => !IsUnknown(pair.Key, context) && !KmsGrants.Contains(stated, pair.Key, pair.Value))
            || (grant.EncryptionContextEquals is not null && HasTooMany(equals, stated, context));
        return !isMissed
            && (required.Any(pair => IsUnknown(pair.Key, context)) || (grant.EncryptionContextEquals is not null && context.MayHaveUnknown(KmsGrants.ContextPrefix)));
    }

    /// <summary>The unknown keys that the constraint asks for; a star at the end stands for pairs that nobody named.</summary>
    public static IEnumerable<string> Keys(KmsGrant grant, EvaluationContext context)
    {
        IEnumerable<string> named = (grant.EncryptionContextSubset ?? ImmutableDictionary<string, string>.Empty).Keys
            .Concat((grant.EncryptionContextEquals ?? ImmutableDictionary<string, string>.Empty).Keys)
            .Where(key => IsUnknown(key, context))
            .Select(static key => KmsGrants.ContextPrefix + key);
        return grant.EncryptionContextEquals is not null && context.MayHaveUnknown(KmsGrants.ContextPrefix) ? named.Append(KmsGrants.ContextPrefix + "*") : named;
    }

    // Pairs that are surely there beside those that have to be.
    private static bool HasTooMany(ImmutableDictionary<string, string> equals, RequestContext stated, EvaluationContext context)
    {
        int others = stated.Count(pair => KmsGrants.IsEncryptionContext(pair.Key)
            && !pair.Value.IsAbsent
            && !IsUnknown(pair.Key[KmsGrants.ContextPrefix.Length..], context)
            && !equals.Keys.Any(key => AsciiFold.Equals(key, pair.Key.AsSpan(KmsGrants.ContextPrefix.Length))));
        return others + equals.Keys.Distinct(AsciiFold.Comparer.Instance).Count() > equals.Count;
    }

    private static bool IsUnknown(string pairKey, EvaluationContext context) => context.IsUnknown(new ContextKey(KmsGrants.ContextPrefix + pairKey));
}
