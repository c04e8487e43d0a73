using System.Text.Json;
using IamSim.Conditions;
using IamSim.Matching;
using IamSim.Policies;
using IamSim.Tests.Reference;

namespace IamSim.Fuzz.Targets;

/// <summary>Texts with policy variables, in conditions and resources, against the reference.</summary>
internal sealed class VariableTarget() : FuzzTarget("variables", 7, "variables, defaults and escapes are filled in as by the reference; what is filled in is never read again")
{
    private static readonly string[] Operators = ["StringEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "ArnLike", "ForAnyValue:StringLike", "ForAllValues:StringNotEquals", "StringLikeIfExists"];

    public override IReadOnlyList<string> Tokens => [.. Mutations.Tokens.Variables, "*", "?", "a", "arn:aws:s3:::", "${x:A}", "${X:a}", "${x:none}", "${x:none, 'a*'}", "${aws:PrincipalTag/Team}", "\uD83D", "\U0001F600"];

    public override bool UsesReference => true;

    public override int MaximumLength => 200;

    public override void Run(byte[] input)
    {
        // Which operator, the text, what it is compared with, and two values; a third one makes a list of the second.
        string[] lines = InputText.Lines(input, 5);
        string name = Operators[lines[0].Sum(static c => c) % Operators.Length];
        List<TemplatePart> parts = VariableSyntax.Split(lines[1], null);
        Invariant.Holds(parts.TrueForAll(static part => part.Text.Length > 0 || part.Variable is not null), "no part of a template is empty");
        ContextValue second = lines.Length > 5 ? ContextValue.FromList([.. lines[4..]]) : lines[4];
        var context = new List<KeyValuePair<string, ContextValue>> { new("x:text", lines[2]), new("x:a", lines[3]), new("x:b", second) };
        foreach (string version in new[] { "2012-10-17", "2008-10-17" })
        {
            Ask(Statement(version, "*", $",\"Condition\":{{\"{name}\":{{\"x:text\":{JsonSerializer.Serialize(lines[1])}}}}}"), "s3:GetObject", "arn:aws:s3:::b/k", context);
            Ask(Statement(version, lines[1], ""), "s3:GetObject", lines[2], context);
        }
    }

    private static string Statement(string version, string resource, string rest) =>
        $$"""{"Version":"{{version}}","Statement":{"Effect":"Allow","Action":"s3:*","Resource":{{JsonSerializer.Serialize(resource)}}{{rest}} } }""";

    private static void Ask(string json, string action, string resource, List<KeyValuePair<string, ContextValue>> context)
    {
        PolicyDocument document = PolicyDocument.Parse(json);
        var request = new AccessRequest("arn:aws:iam::111122223333:user/alice", action, resource.Length == 0 ? "*" : resource) { Context = new RequestContext(context), Time = Question.Now };
        var set = new PolicySet { Identity = [document] };
        var options = new EvaluationOptions { Lenient = true };
        DecisionKind expected = ReferenceEvaluator.Evaluate(set, request, options, Question.Now);
        Invariant.Holds(Simulator.Compile(set, options, Question.Clock).Evaluate(request).Kind == expected, "variables are filled in as by the reference", () => $"expected {expected} of {json} on {resource}");
    }
}
