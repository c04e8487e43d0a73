using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Fuzz.Targets;

/// <summary>A policy in every layer, and a few requests of it.</summary>
internal sealed class EvaluationTarget() : FuzzTarget("evaluate", 10, "what compiles answers; all ways of asking agree; a policy alone as a limit or a boundary grants nothing; lenient allows no more than strict")
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero);
    private static readonly EvaluationOptions Lenient = new() { Lenient = true };
    private static readonly PolicyDocument Everything = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""");

    private static readonly AccessRequest[] Requests =
    [
        new("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::bucket/key"),
        new("arn:aws:sts::111122223333:assumed-role/app/session", "iam:PassRole", "arn:aws:iam::111122223333:role/app"),
        new("anonymous", "s3:ListBucket", "arn:aws:s3:::bucket"),
        new("arn:aws:iam::444455556666:root", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q"),
        new("arn:aws:iam::111122223333:user/alice", "x:Y", "*"),
    ];

    private static readonly RequestContext Context = RequestContext.Create(
        ("aws:SourceIp", "10.0.0.1"), ("aws:SecureTransport", true), ("aws:TagKeys", ContextValue.Create(["team", "cost"])), ("x:a", "*"), ("x:b", ""), ("aws:CurrentTime", "2026-01-15T00:00:00Z"), ("aws:MultiFactorAuthAge", "10"));

    public override IReadOnlyList<string> Tokens => Mutations.Tokens.Policy;

    public override bool IsJson => true;

    public override void Run(byte[] input)
    {
        SourceText source = SourceText.FromUtf8(input, "policy.json", 1, out Diagnostic? encoding);
        if (encoding is not null || !PolicyDocument.TryParse(source, out PolicyDocument? document, out _))
        {
            return;
        }

        Check(new PolicySet { Identity = [document] }, grants: true);
        Check(new PolicySet { Resource = document, Identity = [Everything] }, grants: true);
        Check(new PolicySet { PermissionsBoundary = document, ServiceControlPolicies = [[document]] }, grants: false);
        Check(new PolicySet { Identity = [Everything], Session = [document], ResourceControlPolicies = [[document]], VpcEndpoint = document }, grants: true);
    }

    private static void Check(PolicySet set, bool grants)
    {
        bool isValid = Simulator.TryCompile(set, EvaluationOptions.Default, null, out Simulator? strict, out IReadOnlyList<Diagnostic> findings);
        Invariant.AreFindings(findings);
        Invariant.Same(!isValid, findings.Any(static finding => finding.Severity == DiagnosticSeverity.Error), "a set compiles unless there is an error");
        if (!Simulator.TryCompile(set, Lenient, null, out Simulator? lenient, out IReadOnlyList<Diagnostic> warnings))
        {
            Invariant.Holds(!isValid, "what compiles compiles leniently", () => warnings[0].ToString());
            return;
        }

        foreach (AccessRequest request in Requests)
        {
            AccessRequest dated = request with { Time = Now, Context = Context };
            Decision answer = lenient.Evaluate(dated);
            AskOtherwise(lenient, dated, answer);
            Invariant.Holds(grants || !answer.IsAllowed || answer.Rule is not null, "limits alone grant nothing", answer.ToString);
            if (strict is not null)
            {
                Invariant.Same(strict.Evaluate(dated).Kind, answer.Kind, "a valid policy decides the same when compiled leniently");
            }
        }
    }

    private static void AskOtherwise(Simulator simulator, AccessRequest request, Decision answer)
    {
        Explanation explanation = simulator.Explain(request);
        Invariant.Same(answer, explanation.Decision, "an explanation has the same decision");
        PartialDecision partial = simulator.EvaluatePartial(request, UnknownContextKeys.None);
        Invariant.Same(answer.IsAllowed, partial.Kind == PartialDecisionKind.Allowed, "with every key known nothing depends");
        PartialDecision open = simulator.EvaluatePartial(request, UnknownContextKeys.Unstated);
        Invariant.Holds(open.Kind == PartialDecisionKind.Depends || (open.Kind == PartialDecisionKind.Allowed) == answer.IsAllowed, "what is certain with unknown keys is so without", open.ToString);
        Span<Decision> many = new Decision[2];
        simulator.Evaluate([request, request], many);
        Invariant.Same(answer, many[1], "many at once are answered as one");
    }
}
