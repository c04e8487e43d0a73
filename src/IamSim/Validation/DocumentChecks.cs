using System.Globalization;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Validation;

/// <summary>What concerns a document as a whole when it is saved: its size, and the Version of managed policies.</summary>
internal static class DocumentChecks
{
    public static void Check(PolicyReporter reporter, PolicyKind kind, PolicyValidationOptions options)
    {
        if (PolicyQuota.For(kind, options) is { } quota)
        {
            CheckSize(reporter, quota);
        }

        if (kind == PolicyKind.PermissionsBoundary || (kind == PolicyKind.Identity && options.IdentityPolicyStorage == IdentityPolicyStorage.Managed))
        {
            CheckManagedVersion(reporter);
        }
    }

    private static void CheckSize(PolicyReporter reporter, PolicyQuota quota)
    {
        string text = reporter.Document.ToJson();
        int size = quota.Measure(text);
        if (size <= quota.Maximum)
        {
            return;
        }

        bool fitsOnRequest = quota.Raised is { } raised && size <= raised;
        string message = $"{quota.Subject} has at most {Number(quota.Raised is { } most && !fitsOnRequest ? most : quota.Maximum)} {PolicyQuota.WordsOf(quota.Unit)}, but found {Number(size)}";
        SourceSpan start = reporter.Document.Span with { Length = 1 };
        if (fitsOnRequest)
        {
            reporter.Warn(DiagnosticDescriptors.PolicyTooLarge, start, message + " unless the quota was raised", $"shorten it, or have AWS raise the quota of the account, to {Number(quota.Raised!.Value)} at most");
        }
        else
        {
            reporter.Report(DiagnosticDescriptors.PolicyTooLarge, start, message, Advice(quota, text));
        }
    }

    private static string? Advice(PolicyQuota quota, string text)
    {
        if (quota.Unit == QuotaUnit.CharactersWithoutWhitespace)
        {
            return quota.Advice;
        }

        int small = PolicyQuota.CountWithoutWhitespace(text);
        return small <= quota.Maximum ? $"whitespace counts here: without it {Number(small)} are left" : quota.Advice;
    }

    private static void CheckManagedVersion(PolicyReporter reporter)
    {
        const string Message = $"a managed policy has Version \"{PolicyCompiler.Current}\"";
        if (reporter.Document.Version is not { } version)
        {
            reporter.Report(DiagnosticDescriptors.OldManagedPolicy, reporter.Document.Span with { Length = 1 }, Message + ", but found none", $"add \"Version\": \"{PolicyCompiler.Current}\"", PolicyFixes.CurrentVersion(reporter.Document));
        }
        else if (version.Text == PolicyCompiler.Old)
        {
            reporter.Report(DiagnosticDescriptors.OldManagedPolicy, version.Span, $"{Message}, but found {JsonNode.Quote(version.Text)}", $"write \"{PolicyCompiler.Current}\", and look for ${{…}}, which then are policy variables", PolicyFixes.CurrentVersion(reporter.Document));
        }
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
