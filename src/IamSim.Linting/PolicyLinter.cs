using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Linting;

/// <summary>Finds what is wrong, risky or without effect in a policy. Immutable and thread-safe.</summary>
/// <remarks>
/// It tells everything that <see cref="PolicyValidator"/> tells, and what only somebody who knows AWS's services or reads statements side by side can tell.
/// Evaluation does not depend on any of it. See the IAM User Guide, "Access Analyzer policy check reference".
/// </remarks>
public sealed class PolicyLinter
{
    /// <summary>Creates a linter.</summary>
    /// <param name="services">What is known of AWS's services; <c>null</c> means <see cref="ServiceReference.Default"/>.</param>
    public PolicyLinter(ServiceReference? services = null) => Services = services ?? ServiceReference.Default;

    /// <summary>What it knows of AWS's services, and of which day that is.</summary>
    public ServiceReference Services { get; }

    /// <summary>Every kind of finding that a linter makes and a validator does not, ordered by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors => LintDescriptors.All;

    /// <summary>Lints a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="kind">What it is used as.</param>
    /// <param name="options">What else is known about it; <c>null</c> means <see cref="PolicyValidationOptions.Default"/>.</param>
    /// <returns>All findings in the order of the text; at most 400 of the validator and 400 more. Empty means that nothing was found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of the seven. Nothing in the document itself makes it throw.</exception>
    public IReadOnlyList<Diagnostic> Lint(PolicyDocument document, PolicyKind kind, PolicyValidationOptions? options = null)
    {
        options ??= PolicyValidationOptions.Default;
        return Ordered(PolicyValidator.Validate(document, kind, options), Findings(document, kind, options));
    }

    /// <summary>Reads and lints a policy.</summary>
    /// <param name="json">The JSON text; any .NET string. One leading byte order mark is accepted.</param>
    /// <param name="name">The name shown in messages, usually the file's path; <c>null</c> for none.</param>
    /// <param name="kind">What it is used as.</param>
    /// <param name="options">What else is known about it; <c>null</c> means <see cref="PolicyValidationOptions.Default"/>.</param>
    /// <returns>All findings in the order of the text; those of the parser alone when the text is not a policy document.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of the seven. Nothing in the text itself makes it throw.</exception>
    public IReadOnlyList<Diagnostic> Lint(string json, string? name, PolicyKind kind, PolicyValidationOptions? options = null)
    {
        options ??= PolicyValidationOptions.Default;
        IReadOnlyList<Diagnostic> validation = PolicyValidator.Validate(json, name, kind, options);
        return PolicyDocument.TryParse(json, name, out PolicyDocument? document, out _) ? Ordered(validation, Findings(document, kind, options)) : validation;
    }

    private IReadOnlyList<Diagnostic> Findings(PolicyDocument document, PolicyKind kind, PolicyValidationOptions options)
    {
        var policy = new LintedPolicy(document, kind, options, Services);
        var reporter = new LintReporter(policy);
        foreach (ILintRule rule in LintRules.All)
        {
            rule.Check(policy, reporter);
        }

        return reporter.ToList();
    }

    // A stable sort: at one place what the validator says comes first.
    private static Diagnostic[] Ordered(IReadOnlyList<Diagnostic> validation, IReadOnlyList<Diagnostic> findings) =>
        [.. validation.Concat(findings).OrderBy(static finding => finding.Span.Start)];
}
