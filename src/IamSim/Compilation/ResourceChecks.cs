using System.Collections.Frozen;
using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>What IAM checks of a resource when it saves a policy (GRAM-51, GRAM-55, GRAM-60).</summary>
internal sealed class ResourceChecks(PolicyReporter reporter)
{
    private static readonly FrozenSet<string> Partitions = new[]
    {
        "aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PartitionLookup = Partitions.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] IamPrefixes =
    [
        "user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/", "policy/", "sms-mfa/", "saml-provider/",
        "oidc-provider/", "report/", "access-report/",
    ];

    private static readonly string[] RegionalS3Prefixes =
        ["accesspoint", "access-grants", "job", "storage-lens", "async-request"];

    public void Check(PolicyValue value)
    {
        string text = value.Text;
        if (text == "*")
        {
            return;
        }

        if (!text.StartsWith("arn:", StringComparison.Ordinal))
        {
            Report(value, $"the resource {JsonNode.Quote(text)} is neither \"*\" nor an ARN", "write arn:partition:service:region:account:resource");
            return;
        }

        Span<Range> ranges = stackalloc Range[6];
        var parts = new Parts(text, ranges[..text.AsSpan().Split(ranges, ':')]);
        if (parts.Count < 3 || (parts.Count == 5 && text.Contains("::", StringComparison.Ordinal)))
        {
            Report(value, $"the ARN {JsonNode.Quote(text)} is cut short: it has {parts.Count} of six parts", "write arn:partition:service:region:account:resource; a part that does not matter is * or empty");
            return;
        }

        if (!IsPartition(parts[1]) && !HasWildcard(parts[1]))
        {
            string partition = parts[1].ToString();
            Report(value, $"{JsonNode.Quote(partition)} is not a partition", Suggestion.DidYouMean(partition, Partitions) ?? "the partition is aws, aws-cn or aws-us-gov");
        }

        if (parts[2].Length == 0 || HasWildcard(parts[2]))
        {
            Report(value, $"the service part of the ARN {JsonNode.Quote(text)} must be written in full", "a wildcard is not allowed there; to cover every service use \"*\"");
        }
        else if (parts[2] is "iam")
        {
            CheckIam(value, parts);
        }
        else if (parts.Count == 6 && parts[2] is "s3" && parts[3] is not ("" or "*") && (parts[4].Length == 0 || !MayHaveRegion(parts[5])))
        {
            Report(value, "the ARN of a bucket or object has no region", "write arn:aws:s3:::bucket/key");
        }
    }

    /// <summary>The number of colons in front of the first variable; 5 at most, also without a variable.</summary>
    public static int FirstVariableSegment(string text)
    {
        int variable = text.IndexOf("${", StringComparison.Ordinal);
        return variable < 0 ? 5 : Math.Min(5, text.AsSpan(0, variable).Count(':'));
    }

    // Access points, batch jobs and the like do live in a region.
    private static bool MayHaveRegion(ReadOnlySpan<char> resource) => resource.StartsWith('*') || StartsWithAny(resource, RegionalS3Prefixes);

    private static bool IsPartition(ReadOnlySpan<char> part) => part is "aws" || PartitionLookup.Contains(part);

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] prefixes)
    {
        foreach (string prefix in prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private void CheckIam(PolicyValue value, Parts parts)
    {
        if (parts.Count > 3 && parts[3] is not ("" or "*"))
        {
            Report(value, "the ARN of an IAM resource has no region", "write arn:aws:iam::account:…");
        }

        // Policies that AWS itself publishes name the root user, which the recorded list of types leaves out.
        if (parts.Count == 6 && parts[5] is not ("*" or "root") && !StartsWithAny(parts[5], IamPrefixes))
        {
            Report(value, $"the IAM resource {JsonNode.Quote(parts[5].ToString())} does not begin with a resource type", "write user/…, role/…, group/…, policy/… or *: a wildcard cannot stand for the type");
        }
    }

    private void Report(PolicyValue value, string message, string? help) =>
        reporter.Report(DiagnosticDescriptors.InvalidResource, value.Span, message, help);

    private static bool HasWildcard(ReadOnlySpan<char> part) => part.ContainsAny('*', '?');

    /// <summary>The parts of an ARN, of which the sixth holds the rest.</summary>
    private readonly ref struct Parts(ReadOnlySpan<char> text, ReadOnlySpan<Range> ranges)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private readonly ReadOnlySpan<Range> _ranges = ranges;

        public int Count => _ranges.Length;

        public ReadOnlySpan<char> this[int part] => _text[_ranges[part]];
    }
}
