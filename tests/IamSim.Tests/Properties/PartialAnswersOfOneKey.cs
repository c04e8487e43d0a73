using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IamSim.Conditions;
using IamSim.PartialEvaluation;
using IamSim.Policies;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Properties;

/// <summary>Of policies that test one key against fixed texts the partial answer is not only sound: it is what enumeration finds.</summary>
public sealed class PartialAnswersOfOneKey
{
    private static readonly string[] Texts = ["a", "b", "", "true", "TRUE", "tRuE", "false", "False", "zzz"];

    private static readonly ImmutableArray<ContextValue> Values =
    [
        ContextValue.Absent, .. Texts.Select(ContextValue.FromString), ContextValue.FromList([]), .. Texts.Select(static text => ContextValue.FromList([text])),
        .. Texts.SelectMany(static first => Texts.Select(second => ContextValue.FromList([first, second]))),
        .. Texts.SelectMany(static first => Texts.SelectMany(second => Texts.Select(third => ContextValue.FromList([first, second, third])))),
    ];

    [Fact]
    public void The_answer_is_what_enumeration_finds()
    {
        var counts = new Dictionary<PartialDecisionKind, int>();
        var request = new AccessRequest("arn:aws:iam::111122223333:user/a", "s3:GetObject", "arn:aws:s3:::b/k");
        foreach ((ulong seed, int dice) in RandomCases.Of(Gen.Choose(0, int.MaxValue), 500))
        {
            PolicyDocument policy = Policy(new Dice(dice));
            Simulator simulator = Simulator.Compile(new PolicySet { Identity = [policy] }, new EvaluationOptions { Lenient = true });

            PartialDecision answer = simulator.EvaluatePartial(request);

            bool[] found = [.. Values.Select(value => simulator.Evaluate(request with { Context = RequestContext.Create(("x:key", value)) }).IsAllowed).Distinct()];
            PartialDecisionKind expected = found.Length == 2 ? PartialDecisionKind.Depends : found[0] ? PartialDecisionKind.Allowed : PartialDecisionKind.Denied;
            Assert.True(expected == answer.Kind, $"expected {expected}, found {answer}\n{policy.ToJson()}\nrepeat with IAMSIM_SEED={seed}");
            counts[answer.Kind] = counts.GetValueOrDefault(answer.Kind) + 1;
        }

        // Constants would be all that a wrong class of values could break; both kinds have to come up.
        Assert.All(Enum.GetValues<PartialDecisionKind>(), kind => Assert.InRange(counts.GetValueOrDefault(kind), RandomCases.Count(500) / 50, RandomCases.Count(500)));
    }

    private static PolicyDocument Policy(Dice dice)
    {
        IEnumerable<string> statements = dice.Some(2, 6, () => Statement(dice, dice.Chance(65) ? "Allow" : "Deny"));
        return PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""");
    }

    private static string Statement(Dice dice, string effect)
    {
        string name = dice.Pick("StringEquals", "StringNotEquals", "Bool", "Null");
        string written = dice.Pick("", "", "ForAllValues:", "ForAnyValue:") + name + (name != "Null" && dice.Chance(30) ? "IfExists" : "");
        IEnumerable<string> values = name is "Bool" or "Null" ? [dice.Pick("true", "false")] : dice.Some(0, 3, () => dice.Pick("a", "b", "", "true", "TRUE", "False"));
        string list = string.Join(',', values.Select(static value => $"\"{value}\""));
        return $$$$"""{"Effect":"{{{{effect}}}}","Action":"s3:*","Resource":"*","Condition":{"{{{{written}}}}":{"x:key":[{{{{list}}}}]}}}""";
    }
}
