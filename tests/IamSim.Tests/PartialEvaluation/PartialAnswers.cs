using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Tests.PartialEvaluation;

/// <summary>Policies with one test a statement, the usual question, and what is asserted of partial answers.</summary>
internal static class PartialAnswers
{
    public const string Alice = "arn:aws:iam::111122223333:user/alice";

    public static readonly PolicyDocument Full = Policy("full.json", """{"Effect":"Allow","Action":"*","Resource":"*"}""");

    public static readonly AccessRequest GetObject = new(Alice, "s3:GetObject", "arn:aws:s3:::reports/q1.csv");

    public static PolicyDocument Policy(string name, params string[] statements) =>
        PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""", name);

    public static string Allow(string op, string key, string value, string action = "s3:*") => Statement("Allow", op, key, value, action);

    public static string Deny(string op, string key, string value, string action = "s3:*") => Statement("Deny", op, key, value, action);

    public static string Statement(string effect, string op, string key, string value, string action) =>
        $$$$"""{"Effect":"{{{{effect}}}}","Action":"{{{{action}}}}","Resource":"*","Condition":{"{{{{op}}}}":{"{{{{key}}}}":"{{{{value}}}}"}}}""";

    public static ImmutableDictionary<string, string> Tags(string key, string value) => ImmutableDictionary<string, string>.Empty.Add(key, value);

    public static PartialDecision Ask(PolicySet set, params ReadOnlySpan<(string Name, ContextValue Value)> context) =>
        Simulator.Compile(set).EvaluatePartial(GetObject with { Context = RequestContext.Create(context) });

    /// <summary>The condition without the places of its tests, each of which points at its key or element.</summary>
    public static string Told(ResidualCondition residual)
    {
        string text = residual.ToString();
        foreach (ResidualTest test in residual.Tests.Where(static test => test.Statement is not null))
        {
            PolicyStatement statement = test.Statement!;
            string marked = statement.Source.Slice(test.Span!.Value).ToString();
            Assert.Equal(test.ConditionKey is { } key ? $"\"{key.Key.Text}\"" : statement.Resource is null ? "\"NotResource\"" : "\"Resource\"", marked);
            text = text.Replace($"({statement.Source.Name}:{statement.Source.GetPosition(test.Span.Value.Start)})", $"({statement.Source.Name})", StringComparison.Ordinal);
        }

        return text;
    }

    public static void AssertDepends(PartialDecision answer, string residual, params string[] keys)
    {
        Assert.Equal(residual, Told(answer.Residual));
        Assert.Equal(keys, answer.DecidingKeys);
        Assert.Equal(PartialDecisionKind.Depends, answer.Kind);
    }

    public static void AssertDecided(PartialDecision answer, PartialDecisionKind kind, DecisionKind decision)
    {
        Assert.Equal((kind, (DecisionKind?)decision), (answer.Kind, answer.Decision?.Kind));
        Assert.Empty(answer.DecidingKeys);
    }
}
