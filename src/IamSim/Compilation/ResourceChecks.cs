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

        string[] parts = text.Split(':', 6);
        if (parts.Length < 3 || (parts.Length == 5 && text.Contains("::", StringComparison.Ordinal)))
        {
            Report(value, $"the ARN {JsonNode.Quote(text)} is cut short: it has {parts.Length} of six parts", "write arn:partition:service:region:account:resource; a part that does not matter is * or empty");
            return;
        }

        if (!Partitions.Contains(parts[1]) && !HasWildcard(parts[1]))
        {
            Report(value, $"{JsonNode.Quote(parts[1])} is not a partition", Suggestion.DidYouMean(parts[1], Partitions) ?? "the partition is aws, aws-cn or aws-us-gov");
        }

        if (parts[2].Length == 0 || HasWildcard(parts[2]))
        {
            Report(value, $"the service part of the ARN {JsonNode.Quote(text)} must be written in full", "a wildcard is not allowed there; to cover every service use \"*\"");
        }
        else if (parts[2] == "iam")
        {
            CheckIam(value, parts);
        }
        else if (parts is ["arn", _, "s3", { Length: > 0 } region, var account, var resource] && region != "*" && (account.Length == 0 || !MayHaveRegion(resource)))
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
    private static bool MayHaveRegion(string resource) =>
        resource.StartsWith('*') || Array.Exists(RegionalS3Prefixes, prefix => resource.StartsWith(prefix, StringComparison.Ordinal));

    private void CheckIam(PolicyValue value, string[] parts)
    {
        if (parts.Length > 3 && parts[3].Length > 0 && parts[3] != "*")
        {
            Report(value, "the ARN of an IAM resource has no region", "write arn:aws:iam::account:…");
        }

        // Policies that AWS itself publishes name the root user, which the recorded list of types leaves out.
        if (parts.Length == 6 && parts[5] is not ("*" or "root") && !Array.Exists(IamPrefixes, prefix => parts[5].StartsWith(prefix, StringComparison.Ordinal)))
        {
            Report(value, $"the IAM resource {JsonNode.Quote(parts[5])} does not begin with a resource type", "write user/…, role/…, group/…, policy/… or *: a wildcard cannot stand for the type");
        }
    }

    private void Report(PolicyValue value, string message, string? help) =>
        reporter.Report(DiagnosticDescriptors.InvalidResource, value.Span, message, help);

    private static bool HasWildcard(string part) => part.AsSpan().ContainsAny('*', '?');
}
