using System.Buffers;
using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Compilation;

/// <summary>Compiles one document for its place in a policy set, checking everything that AWS checks when a policy is saved.</summary>
internal sealed class PolicyCompiler(EvaluationOptions options, DiagnosticBag diagnostics)
{
    /// <summary>The version of the language with policy variables (GRAM-2).</summary>
    public const string Current = "2012-10-17";

    /// <summary>The version without, also that of a document that names none (GRAM-3).</summary>
    public const string Old = "2008-10-17";

    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public CompiledPolicy Compile(PolicyDocument document, PolicyKind kind, ResourcePolicyKind resourceKind = default, VpcEndpointType endpointType = default)
    {
        GrammarRow grammar = Grammar.For(kind, resourceKind);
        var reporter = new PolicyReporter(document, diagnostics, options.Lenient);
        CheckDocument(reporter, grammar);
        CheckSids(reporter, grammar);
        CheckCharacters(reporter);
        bool variables = document.Version?.Text == Current;
        // VPCE-3 concerns endpoint policies; elsewhere an account is an account.
        VpcEndpointType effectiveType = kind == PolicyKind.VpcEndpoint ? endpointType : VpcEndpointType.Interface;
        var statements = new CompiledStatement[document.Statements.Length];
        var compiler = new StatementCompiler(reporter, grammar, options, effectiveType, IsResourceControlDefault(document), variables);
        for (int i = 0; i < statements.Length; i++)
        {
            statements[i] = compiler.Compile(document.Statements[i]);
        }

        return new CompiledPolicy
        {
            Document = document,
            Statements = statements,
            IsPublic = kind == PolicyKind.Resource && PublicBucketPolicy.IsPublic(document),
        };
    }

    private static void CheckDocument(PolicyReporter reporter, GrammarRow grammar)
    {
        PolicyDocument document = reporter.Document;
        foreach (UnknownElement element in document.UnknownElements)
        {
            reporter.Report(DiagnosticDescriptors.UnknownElement, element.Name.Span, $"{JsonNode.Quote(element.Name.Text)} is not an element of a policy", PolicyParser.SuggestDocumentElement(element.Name.Text), reporter.IsFullOfErrors ? null : PolicyFixes.ElementCase(document, element));
        }

        if (document.Version is not { } version)
        {
            CheckMissingVersion(reporter, grammar);
        }
        else if (version.Text is not (Current or Old))
        {
            reporter.Refuse(DiagnosticDescriptors.InvalidVersion, version.Span, $"Version is \"{Current}\" or \"{Old}\", but found {JsonNode.Quote(version.Text)}", $"write \"{Current}\"; it is the version of the language, not of your policy");
        }
        else if (grammar.IsResourceControl && version.Text == Old)
        {
            reporter.Report(DiagnosticDescriptors.InvalidVersion, version.Span, $"a resource control policy has Version \"{Current}\"", fix: PolicyFixes.CurrentVersion(document));
        }

        if (document.Id is { } id && grammar.Id == ElementUse.Forbidden)
        {
            reporter.Report(DiagnosticDescriptors.ForbiddenElement, id.Span, $"{grammar.Name} has no Id", "remove it", PolicyFixes.RemoveId(document));
        }
        else if (document.Id is { } tolerated && grammar.Id == ElementUse.Tolerated)
        {
            reporter.Warn(DiagnosticDescriptors.IdInIdentityPolicy, tolerated.Span, $"Id is not meant for {grammar.Name}", fix: PolicyFixes.RemoveId(document));
        }

        if (document.Statements.IsEmpty)
        {
            reporter.Report(DiagnosticDescriptors.EmptyStatementList, document.Span with { Length = 1 }, "the policy has no statement", "add one, or remove the policy");
        }
    }

    private static void CheckMissingVersion(PolicyReporter reporter, GrammarRow grammar)
    {
        SourceSpan start = reporter.Document.Span with { Length = 1 };
        if (grammar.IsResourceControl)
        {
            reporter.Report(DiagnosticDescriptors.InvalidVersion, start, $"a resource control policy has Version \"{Current}\"", $"add \"Version\": \"{Current}\"", PolicyFixes.CurrentVersion(reporter.Document));
        }
        else
        {
            reporter.Warn(DiagnosticDescriptors.MissingVersion, start, $"without Version a policy is of {Old} and policy variables are plain text", $"add \"Version\": \"{Current}\"", PolicyFixes.CurrentVersion(reporter.Document));
        }
    }

    private static void CheckSids(PolicyReporter reporter, GrammarRow grammar)
    {
        HashSet<string>? seen = reporter.Document.Statements.Length > 1 ? new HashSet<string>(reporter.Document.Statements.Length, StringComparer.Ordinal) : null;
        foreach (PolicyStatement statement in reporter.Document.Statements)
        {
            if (statement.Sid is not { Text.Length: > 0 } sid)
            {
                continue;
            }

            if (sid.Kind != PolicyValueKind.String)
            {
                reporter.Report(DiagnosticDescriptors.InvalidSid, sid.Span, $"Sid must be a string, but is {sid.Text}", "put it in double quotes");
            }

            if (grammar.IsIdentityLike && sid.Text.AsSpan().ContainsAnyExcept(LettersAndDigits))
            {
                reporter.Report(DiagnosticDescriptors.InvalidSid, sid.Span, $"the Sid {JsonNode.Quote(sid.Text)} has characters other than letters and digits", "IAM allows A-Z, a-z and 0-9 only");
            }

            if (seen is not null && !seen.Add(sid.Text))
            {
                string message = $"the Sid {JsonNode.Quote(sid.Text)} stands twice";
                if (grammar.IsIdentityLike)
                {
                    reporter.Report(DiagnosticDescriptors.DuplicateSid, sid.Span, message, "every Sid of a policy is unique; it may also be left out");
                }
                else
                {
                    reporter.Warn(DiagnosticDescriptors.DuplicateSid, sid.Span, message);
                }
            }
        }
    }

    private static void CheckCharacters(PolicyReporter reporter)
    {
        ReadOnlySpan<char> text = reporter.Document.Source.Slice(reporter.Document.Span);
        int index = IndexOfForbidden(text);
        if (index >= 0)
        {
            reporter.Report(DiagnosticDescriptors.InvalidCharacter, new SourceSpan(reporter.Document.Span.Start + index, 1), $"the character U+{(int)text[index]:X4} is not allowed in a policy", "policies hold characters up to U+00FF only");
        }
    }

    // GRAM-7: tab, line feed, carriage return, and U+0020 to U+00FF.
    private static int IndexOfForbidden(ReadOnlySpan<char> text)
    {
        int start = 0;
        while (true)
        {
            int index = text[start..].IndexOfAnyExceptInRange('\u0020', '\u00FF');
            if (index < 0)
            {
                return -1;
            }

            if (text[start + index] is not ('\t' or '\n' or '\r'))
            {
                return start + index;
            }

            start += index + 1;
        }
    }

    /// <summary>Whether a document says what AWS's RCPFullAWSAccess says (RCP-9).</summary>
    private static bool IsResourceControlDefault(PolicyDocument document) =>
        document.Statements is [{ Effect.Text: "Allow", Condition: null, NotAction: null, NotResource: null, NotPrincipal: null, Principal.Wildcard.Text: "*", Action.Values: [{ Text: "*" }], Resource.Values: [{ Text: "*" }] }];
}
