using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Validation;

namespace IamSim;

/// <summary>Tells what AWS would say of a policy when it is saved, and where the policy does not mean what it seems to say. Thread-safe.</summary>
/// <remarks>
/// More than a compile finds: the quotas of IAM, and forms that AWS accepts but that match nothing, match too much or are not what was meant.
/// Evaluation does not depend on any of it. See the IAM User Guide, "IAM and AWS STS quotas" and "Access Analyzer policy check reference".
/// </remarks>
public static class PolicyValidator
{
    /// <summary>Validates a document. Linear in its length.</summary>
    /// <param name="document">The document.</param>
    /// <param name="kind">What it is used as.</param>
    /// <param name="options">What else is known about it; <c>null</c> means <see cref="PolicyValidationOptions.Default"/>.</param>
    /// <returns>All findings in the order of the text; at most 200 errors and 200 others. Empty means that nothing was found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of the seven. Nothing in the document itself makes it throw.</exception>
    public static IReadOnlyList<Diagnostic> Validate(PolicyDocument document, PolicyKind kind, PolicyValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ThrowIfUnknown(kind);
        var bag = new DiagnosticBag();
        AddFindings(document, kind, options ?? PolicyValidationOptions.Default, bag);
        return Ordered(bag);
    }

    /// <summary>Reads and validates a policy. Linear in the length of the text.</summary>
    /// <param name="json">The JSON text; any .NET string. One leading byte order mark is accepted.</param>
    /// <param name="name">The name shown in messages, usually the file's path; <c>null</c> for none.</param>
    /// <param name="kind">What it is used as.</param>
    /// <param name="options">What else is known about it; <c>null</c> means <see cref="PolicyValidationOptions.Default"/>.</param>
    /// <returns>All findings in the order of the text; those of the parser alone when the text is not a policy document.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of the seven. Nothing in the text itself makes it throw.</exception>
    public static IReadOnlyList<Diagnostic> Validate(string json, string? name, PolicyKind kind, PolicyValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        ThrowIfUnknown(kind);
        var bag = new DiagnosticBag();
        bool isPolicy = PolicyDocument.TryParse(json, name, out PolicyDocument? document, out IReadOnlyList<Diagnostic> shape);
        bag.AddRange(shape);
        if (isPolicy)
        {
            AddFindings(document!, kind, options ?? PolicyValidationOptions.Default, bag);
        }

        return Ordered(bag);
    }

    private static void AddFindings(PolicyDocument document, PolicyKind kind, PolicyValidationOptions options, DiagnosticBag bag)
    {
        // What concerns the document as a whole comes first, so that the cap on findings never hides it.
        var reporter = new PolicyReporter(document, bag, lenient: false);
        DocumentChecks.Check(reporter, kind, options);
        new PolicyCompiler(EvaluationOptions.Default, bag).Compile(document, kind, options.ResourcePolicyKind, options.VpcEndpointType);
        StatementChecks.Check(reporter, kind, options);
    }

    // A stable sort: findings at one place stay in the order in which they were made.
    private static Diagnostic[] Ordered(DiagnosticBag bag) => [.. bag.ToList().OrderBy(static finding => finding.Span.Start)];

    private static void ThrowIfUnknown(PolicyKind kind)
    {
        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of policy");
        }
    }
}
