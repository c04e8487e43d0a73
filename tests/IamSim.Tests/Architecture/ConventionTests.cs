using System.Reflection;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Evaluation;
using IamSim.Explanations;
using IamSim.Policies;

namespace IamSim.Tests.Architecture;

public sealed class ConventionTests
{
    private static readonly Type[] Types = [.. typeof(Simulator).Assembly.GetTypes().Where(static type => type.Namespace?.StartsWith("IamSim", StringComparison.Ordinal) == true)];

    [Fact]
    public void Every_class_is_sealed_static_or_a_base_of_another()
    {
        string[] open =
        [
            .. Types.Where(static type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !type.Name.Contains('<', StringComparison.Ordinal))
                .Where(static type => !Array.Exists(Types, other => other.BaseType == type))
                .Select(static type => type.FullName!),
        ];

        Assert.Empty(open);
    }

    [Fact]
    public void No_type_has_a_filler_name()
    {
        string[] fillers = ["Manager", "Helper", "Util", "Utils", "Impl"];

        Assert.DoesNotContain(Types, type => fillers.Any(filler => type.Name.EndsWith(filler, StringComparison.Ordinal)));
    }

    [Fact]
    public void Public_types_are_immutable()
    {
        string[] mutable =
        [
            .. Types.Where(static type => type.IsPublic)
                .SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(static property => property.SetMethod is { IsPublic: true } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)))
                .Select(static property => $"{property.DeclaringType}.{property.Name}"),
        ];

        Assert.Empty(mutable);
    }

    [Fact]
    public void Every_public_type_reads_well_in_a_debugger()
    {
        // What the compiler writes for a record names the type of a collection instead of its members.
        static bool IsMute(Type type)
        {
            MethodInfo method = type.GetMethod("ToString", [])!;
            bool isWritten = method.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>(inherit: false) is null;
            bool hasCollections = type.GetProperties().Any(static property => property.PropertyType.Name.StartsWith("Immutable", StringComparison.Ordinal));
            return method.DeclaringType == typeof(object) || method.DeclaringType == typeof(ValueType) || (!isWritten && hasCollections);
        }

        string[] mute =
        [
            .. Types.Where(static type => type is { IsPublic: true, IsAbstract: false, IsEnum: false, IsInterface: false } && !typeof(Exception).IsAssignableFrom(type))
                .Where(IsMute)
                .Select(static type => type.FullName!),
        ];

        Assert.Empty(mute);
    }

    [Fact]
    public void The_default_of_every_answer_denies()
    {
        Assert.Equal(DecisionKind.ImplicitDeny, default(Decision).Kind);
        Assert.False(default(Decision).IsAllowed);
        Assert.Equal(DecisionKind.ImplicitDeny, default(DecisionKind));
        Assert.Equal(PolicyEffect.Deny, default(PolicyEffect));
        Assert.Equal(IamSim.PartialEvaluation.PartialDecisionKind.Denied, default(IamSim.PartialEvaluation.PartialDecisionKind));
        Assert.NotEqual(LayerVerdict.Allow, default(LayerTally).Verdict);
        Assert.Equal(DecisionSources.None, default(LayerTallies).Denied);
        Assert.Equal(GrantClass.None, default(LayerTally).Grant);
    }

    [Fact]
    public void Every_diagnostic_has_a_unique_id_in_order_and_a_title()
    {
        string[] ids = [.. DiagnosticDescriptors.All.Select(static descriptor => descriptor.Id)];

        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), ids);
        Assert.All(ids, static id => Assert.Matches("^IAM[0-9]{4}$", id));
        int declared = typeof(DiagnosticDescriptors).GetFields(BindingFlags.NonPublic | BindingFlags.Static).Count(static field => field.FieldType == typeof(DiagnosticDescriptor));
        Assert.Equal(declared, ids.Length);
    }

    [Fact]
    public void Every_kind_of_policy_has_a_row_among_the_layers()
    {
        Assert.Equal(Enum.GetValues<PolicyKind>().Order(), PolicyLayers.All.Select(static layer => layer.Kind).Order());
        Assert.Equal(PolicyLayers.All.Select(static layer => layer.Source).Order(), PolicyLayers.All.Select(static layer => layer.Source));
    }

    [Fact]
    public void Every_condition_operator_of_AWS_is_listed_once()
    {
        string[] expected =
        [
            "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "BinaryEquals", "Bool", "DateEquals", "DateGreaterThan", "DateGreaterThanEquals",
            "DateLessThan", "DateLessThanEquals", "DateNotEquals", "IpAddress", "NotIpAddress", "Null", "NumericEquals", "NumericGreaterThan",
            "NumericGreaterThanEquals", "NumericLessThan", "NumericLessThanEquals", "NumericNotEquals", "StringEquals", "StringEqualsIgnoreCase",
            "StringLike", "StringNotEquals", "StringNotEqualsIgnoreCase", "StringNotLike",
        ];

        Assert.Equal(expected, ConditionOperators.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_exemption_and_source_has_words()
    {
        Assert.All(Enum.GetValues<LayerExemption>(), static exemption => Assert.NotEqual(exemption == LayerExemption.None ? "" : "it concerns the request", DecisionText.Describe(exemption)));
        Assert.All(Enum.GetValues<DecisionSource>(), static source => Assert.Equal(source == DecisionSource.None, DecisionText.Name(source) == "no layer"));
    }
}
