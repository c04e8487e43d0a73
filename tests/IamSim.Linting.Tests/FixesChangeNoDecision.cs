using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Properties;
using IamSim.Tests.Reference;

namespace IamSim.Linting.Tests;

/// <summary>What a fix of a redundancy takes away decides nothing: the engine says so, asked before and after.</summary>
public sealed class FixesChangeNoDecision
{
    // Everything with a fix that is to leave every decision as it is.
    private static readonly string[] Ids = ["IAM0051", "IAM2102", "IAM2131", "IAM2134", "IAM2135", "IAM2136", "IAM2137", "IAM2142"];

    private static readonly PolicyLinter Linter = new();

    [Fact]
    public void Decisions_are_the_same_after_the_fixes()
    {
        var made = new Dictionary<string, int>(StringComparer.Ordinal);
        RandomCases.Check(RandomQuestions.Strict, 1500, question => Fault(question, made));

        // Guards the generator: every kind of fix was tried.
        Assert.Equal(Ids, made.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Decisions_about_resources_are_the_same_after_the_fixes() => RandomCases.Check(RandomQuestions.Resources, 3000, static question => Fault(question, []));

    [Fact]
    public void Decisions_about_conditions_are_the_same_after_the_fixes() => RandomCases.Check(RandomQuestions.Conditions, 2000, static question => Fault(question, []));

    private static string? Fault(Question question, Dictionary<string, int> made)
    {
        // AWS gives these keys one value, on which the linter relies.
        if (question.Request.Context.Any(static pair => pair.Value.IsMultivalued && RedundantPolicies.SingleValuedKeys.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)))
        {
            return null;
        }

        // A question shrinks to what it is without its surplus, which depends on nothing but the question.
        var dice = new Dice(question.Request.Action.Text.Length + question.Documents().Sum(static pair => pair.Document.Statements.Length + pair.Document.ToJson().Length));
        Question redundant = question with { Set = Changed(question.Set, (document, _, _) => RedundantPolicies.AddSurplus(document, dice)) };
        if (!Simulator.TryCompile(redundant.Set, redundant.Options, Question.Clock, out _, out _))
        {
            // A pattern made at random may be one that AWS refuses.
            return null;
        }

        Question mended = redundant with { Set = Changed(redundant.Set, (document, kind, options) => Mend(document, kind, options, made)) };
        DecisionKind before = redundant.AskEngine().Kind;
        DecisionKind after = mended.AskEngine().Kind;
        return before == after ? null : $"{before} turned into {after}\nwith the surplus:\n{redundant}\nwithout:\n{mended}";
    }

    private static PolicyDocument Mend(PolicyDocument document, PolicyKind kind, PolicyValidationOptions options, Dictionary<string, int> made)
    {
        // One fix after the other, as each changes the places of the next.
        for (int round = 0; round < 20; round++)
        {
            Diagnostic? finding = Linter.Lint(document, kind, options).FirstOrDefault(static finding => finding.Fix is not null && Ids.Contains(finding.Id, StringComparer.Ordinal));
            if (finding is null)
            {
                return document;
            }

            made[finding.Id] = made.GetValueOrDefault(finding.Id) + 1;
            string text = document.Source.Text;
            foreach (TextEdit edit in finding.Fix!.Edits.Reverse())
            {
                text = text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
            }

            document = PolicyDocument.Parse(text);
        }

        throw new InvalidOperationException($"fixes without end: {document.ToJson()}");
    }

    private static PolicySet Changed(PolicySet set, Func<PolicyDocument, PolicyKind, PolicyValidationOptions, PolicyDocument> change)
    {
        var general = PolicyValidationOptions.Default;
        ImmutableArray<PolicyDocument> All(ImmutableArray<PolicyDocument> documents, PolicyKind kind) => [.. documents.Select(document => change(document, kind, general))];
        PolicyDocument? One(PolicyDocument? document, PolicyKind kind, PolicyValidationOptions options) => document is null ? null : change(document, kind, options);
        return set with
        {
            Identity = All(set.Identity, PolicyKind.Identity),
            PermissionsBoundary = One(set.PermissionsBoundary, PolicyKind.PermissionsBoundary, general),
            Session = set.Session is { } session ? All(session, PolicyKind.Session) : null,
            Resource = One(set.Resource, PolicyKind.Resource, general with { ResourcePolicyKind = set.ResourcePolicyKind }),
            AccessPoint = One(set.AccessPoint, PolicyKind.Resource, general),
            VpcEndpoint = One(set.VpcEndpoint, PolicyKind.VpcEndpoint, general),
            ServiceControlPolicies = set.ServiceControlPolicies is { } service ? [.. service.Select(level => All(level, PolicyKind.ServiceControl))] : null,
            // RCP-9: the one that allows everything stays as AWS writes it.
            ResourceControlPolicies = set.ResourceControlPolicies is { } resource ? [.. resource.Select(level => (ImmutableArray<PolicyDocument>)[.. level.Select(document => document.Statements[0].Effect?.Text == "Allow" ? document : change(document, PolicyKind.ResourceControl, general))])] : null,
        };
    }
}
