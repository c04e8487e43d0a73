using System.Collections.Immutable;
using IamSim.Environments.Formats;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;

namespace IamSim.Environments.Questions;

/// <summary>
/// What conditions see of the tags of a resource. Those of a bucket they see only where attribute-based access control is enabled for it, which
/// it is not unless somebody enables it. See the S3 User Guide, "Enabling ABAC in general purpose buckets".
/// </summary>
internal static class BucketTags
{
    private const string ResourceTag = "aws:ResourceTag/";
    private const string BucketTag = "s3:BucketTag/";

    /// <summary>The tags that conditions see for certain; <c>null</c> when not known.</summary>
    public static ImmutableDictionary<string, string>? Seen(EnvironmentResource? known) =>
        IsBucket(known) && known.HasAttributeBasedAccess != true ? ImmutableDictionary<string, string>.Empty : known?.Tags;

    /// <summary>The tags that conditions may see: a tag that is not among them is absent. <c>null</c> when not known.</summary>
    public static ImmutableDictionary<string, string>? Known(EnvironmentResource? known) =>
        IsBucket(known) && known.HasAttributeBasedAccess == false ? ImmutableDictionary<string, string>.Empty : known?.Tags;

    /// <summary>What conditions see of the key <c>s3:BucketTag/…</c>, which S3 has for the tags of buckets besides.</summary>
    /// <returns><c>null</c> when the key is another, or nothing tells.</returns>
    public static Conditions.ContextValue? ValueOf(string key, EnvironmentResource? known)
    {
        if (!key.StartsWith(BucketTag, StringComparison.OrdinalIgnoreCase) || !IsBucket(known) || Known(known) is not { } tags)
        {
            return null;
        }

        string? name = tags.Keys.FirstOrDefault(tag => key.AsSpan(BucketTag.Length).Equals(tag, StringComparison.OrdinalIgnoreCase));
        return name is null ? Conditions.ContextValue.Absent : known.HasAttributeBasedAccess == true ? (Conditions.ContextValue?)tags[name] : null;
    }

    /// <summary>That an answer depends on tags of a bucket of which nothing tells whether conditions see them.</summary>
    public static EnvironmentGap? GapOf(PartialDecision answer, EnvironmentResource? known) =>
        IsBucket(known) && known is { HasAttributeBasedAccess: null, Tags: { } tags }
        && answer.DecidingKeys.Any(key => tags.Keys.Any(tag => AsciiFold.Equals(key, ResourceTag + tag) || AsciiFold.Equals(key, BucketTag + tag)))
            ? new EnvironmentGap(EnvironmentGapKind.BucketTags, known.Arn, $"nothing tells whether attribute-based access control is enabled for {known.Arn}: without it no condition sees its tags")
            : null;

    private static bool IsBucket([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] EnvironmentResource? known) => known is not null && ResourceArns.IsBucket(known.Arn);
}
