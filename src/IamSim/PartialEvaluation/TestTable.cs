using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.PartialEvaluation;

/// <summary>The undecided tests of one answer. Equal tests are one, wherever they stand.</summary>
internal sealed class TestTable
{
    private readonly Dictionary<string, ResidualTest> _tests = new(StringComparer.Ordinal);

    /// <summary>A condition that depends on an unknown key.</summary>
    public ResidualTest Of(PolicyLayer layer, CompiledStatement statement, Condition condition, CheckScope scope)
    {
        ContextKey[] keys = scope.Context.IsUnknown(condition.Key) ? [condition.Key, .. condition.Source.Variables] : [.. condition.Source.Variables];
        bool dependsOnResource = scope.DependsOnResource([condition.Key, .. condition.Source.Variables]);
        return Add(TestIdentity.Of(condition, scope), index => new ResidualTest(index, ResidualTestKind.Condition, layer.Kind, scope.Check.Resource, scope.ResourceText)
        {
            Statement = statement.Source,
            Effect = statement.Effect,
            Operator = condition.Source.Operator.Operator,
            ConditionKey = condition.Source.Key,
            Condition = condition,
            DependsOnResource = dependsOnResource,
            NamesResource = dependsOnResource && scope.HasSeveralResources,
            UnknownKeys = UnknownAmong(keys, scope),
        });
    }

    /// <summary>A resource element that depends on an unknown variable.</summary>
    public ResidualTest Of(PolicyLayer layer, CompiledStatement statement, CheckScope scope)
    {
        TextPattern[] open = scope.OpenPatterns(statement);
        return Add(TestIdentity.Of(statement, open, scope), index => new ResidualTest(index, ResidualTestKind.Resource, layer.Kind, scope.Check.Resource, scope.ResourceText)
        {
            Statement = statement.Source,
            Effect = statement.Effect,
            ResourceElement = statement.Source.Resource ?? statement.Source.NotResource,
            DependsOnResource = true,
            UnknownKeys = UnknownAmong(open.SelectMany(static pattern => pattern.Variables), scope),
        });
    }

    /// <summary>The constraint of a grant on an encryption context that is not fully known.</summary>
    public ResidualTest Of(KmsGrant grant, CheckScope scope) =>
        Add(TestIdentity.Of(grant, scope), index => new ResidualTest(index, ResidualTestKind.KmsGrantConstraint, PolicyKind.Resource, scope.Check.Resource, scope.ResourceText)
        {
            Effect = PolicyEffect.Allow,
            Grant = grant,
            UnknownKeys = KeyNames.Distinct(UnknownEncryptionContext.Keys(grant, scope.Context)),
        });

    private static ImmutableArray<string> UnknownAmong(IEnumerable<ContextKey> keys, CheckScope scope) =>
        KeyNames.Distinct(keys.Where(scope.Context.IsUnknown).Select(static key => key.Name));

    private ResidualTest Add(string identity, Func<int, ResidualTest> make)
    {
        if (!_tests.TryGetValue(identity, out ResidualTest? test))
        {
            _tests[identity] = test = make(_tests.Count);
        }

        return test;
    }
}
