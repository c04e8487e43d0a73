using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Fuzz.Targets;

/// <summary>Reading, writing and checking policies.</summary>
internal sealed class PolicyTarget() : FuzzTarget("policy", 4, "findings lie in the text and are printable; print(parse(x)) is stable; every kind of policy can be checked")
{
    private static readonly PolicyKind[] Kinds = Enum.GetValues<PolicyKind>();

    public override IReadOnlyList<string> Tokens => Mutations.Tokens.Policy;

    public override bool IsJson => true;

    public override void Run(byte[] input)
    {
        SourceText source = SourceText.FromUtf8(input, "policy.json", 1, out Diagnostic? encoding);
        if (encoding is not null)
        {
            return;
        }

        bool isRead = PolicyDocument.TryParse(source, out PolicyDocument? document, out IReadOnlyList<Diagnostic> findings);
        Invariant.AreFindings(findings);
        Invariant.Same(isRead, document is not null, "a document is there when it was read");
        Invariant.Same(!isRead, findings.Any(static finding => finding.Severity == DiagnosticSeverity.Error), "a policy is read unless there is an error");
        if (document is null)
        {
            return;
        }

        Invariant.Same(source.Slice(document.Span).ToString(), document.ToJson(), "an unchanged document writes its text");
        string canonical = document.ToCanonicalJson();
        PolicyDocument again = PolicyDocument.TryParse(canonical, null, out PolicyDocument? reread, out IReadOnlyList<Diagnostic> faults)
            ? reread
            : throw new BrokenInvariantException("what is written can be read", $"{faults[0]} in {canonical}");
        Invariant.Same(canonical, again.ToCanonicalJson(), "writing and reading changes nothing");
        Invariant.Same(document.Statements.Length, again.Statements.Length, "no statement is lost");
        foreach (PolicyKind kind in Kinds)
        {
            IReadOnlyList<Diagnostic> checks = PolicyValidator.Validate(document, kind);
            Invariant.AreFindings(checks);
            IReadOnlyList<Diagnostic> checksAgain = PolicyValidator.Validate(again, kind);
            Invariant.Same(Ids(checks), Ids(checksAgain), "a written policy is as valid as the one that was read");
            Invariant.Holds(!checksAgain.Any(static finding => finding.Descriptor == DiagnosticDescriptors.InvalidCharacter), "what is written has allowed characters only", () => canonical);
        }
    }

    // Two things depend on how the same is written: the size of a policy, and characters that are allowed as escapes only.
    private static string Ids(IEnumerable<Diagnostic> findings) =>
        string.Join(' ', findings.Where(static finding => finding.Descriptor != DiagnosticDescriptors.PolicyTooLarge && finding.Descriptor != DiagnosticDescriptors.InvalidCharacter).Select(static finding => finding.Id).Order(StringComparer.Ordinal));
}
