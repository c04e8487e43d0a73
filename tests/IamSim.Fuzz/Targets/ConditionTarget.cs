using System.Text.Json;
using IamSim.Conditions;
using IamSim.Policies;
using IamSim.Tests.Reference;

namespace IamSim.Fuzz.Targets;

/// <summary>One condition of any operator on any values, against the reference.</summary>
internal sealed class ConditionTarget() : FuzzTarget("conditions", 4, "every operator, with every qualifier, decides as the reference; malformed values as documented")
{
    private static readonly string[] Keys = ["x:a", "aws:SourceIp", "aws:TagKeys", "aws:CurrentTime", "aws:PrincipalTag/team", "aws:PrincipalArn"];

    public override IReadOnlyList<string> Tokens => [.. Mutations.Tokens.Operators, .. Mutations.Tokens.Values, .. Mutations.Tokens.Arns, "IfExists", "ForAnyValue:", "ForAllValues:", "\n\n", "\n-", "YQ==", "YWJj", "TRUE"];

    public override bool UsesReference => true;

    public override int MaximumLength => 240;

    public override void Run(byte[] input)
    {
        // The operator, the key by a character, policy values up to an empty line, and behind it the values of the request.
        string[] lines = InputText.Lines(input, 2);
        string key = Keys[lines[1].Sum(static c => c) % Keys.Length];
        string[] rest = lines[2..];
        int cut = Array.IndexOf(rest, "");
        string[] wanted = cut < 0 ? rest : rest[..cut];
        string[] given = cut < 0 ? [] : rest[(cut + 1)..];
        string json = $$"""{"Version":"2012-10-17","Statement":{"Effect":"{{(lines[1].Length % 2 == 0 ? "Allow" : "Deny")}}","Action":"*","Resource":"*","Condition":{ {{JsonSerializer.Serialize(lines[0])}}:{"{{key}}":{{JsonSerializer.Serialize(wanted)}} } } } }""";
        PolicyDocument document = PolicyDocument.Parse(json);
        // A single value that begins with a hyphen stands for a list of one.
        ContextValue value = cut < 0 ? ContextValue.Absent : given is [var only] && !only.StartsWith('-') ? only : ContextValue.FromList([.. given]);
        var request = new AccessRequest("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::b/k") { Context = value.IsAbsent ? RequestContext.Empty : RequestContext.Create((key, value)), Time = Question.Now };
        var set = new PolicySet { Identity = [document, PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/none"}}""")] };
        var options = new EvaluationOptions { Lenient = true, UnmapIPv4MappedAddresses = lines[1].Length % 3 == 0 };
        if (!Simulator.TryCompile(set, options, Question.Clock, out Simulator? simulator, out IReadOnlyList<Diagnostics.Diagnostic> findings))
        {
            Invariant.AreFindings(findings);
            return;
        }

        DecisionKind expected = ReferenceEvaluator.Evaluate(set, request, options, Question.Now);
        Invariant.Holds(simulator.Evaluate(request).Kind == expected, "a condition decides as by the reference", () => $"expected {expected} of {json} with {value} and {options}");
    }
}
