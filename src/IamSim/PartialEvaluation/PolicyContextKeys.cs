using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Identifiers;

namespace IamSim.PartialEvaluation;

/// <summary>Finds the context keys that policies ask for (SIM-24).</summary>
internal static class PolicyContextKeys
{
    public static ImmutableArray<string> Of(CompiledPolicySet set) => KeyNames.Distinct(
        set.LayersBySlot.OfType<CompiledLayer>()
            .SelectMany(static layer => layer.Levels)
            .SelectMany(static level => level)
            .SelectMany(static policy => policy.Statements)
            .SelectMany(KeysOf)
            .Select(static key => key.Name));

    private static IEnumerable<ContextKey> KeysOf(CompiledStatement statement) =>
        statement.Conditions.SelectMany(static condition => condition.Source.Variables.Prepend(condition.Key))
            .Concat((statement.Resources ?? []).SelectMany(static pattern => pattern.Variables));
}
