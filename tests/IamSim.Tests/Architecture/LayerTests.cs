using System.Reflection;
using System.Reflection.Emit;

namespace IamSim.Tests.Architecture;

/// <summary>A layer uses only the layers above it in this list: in signatures, and in the bodies of methods.</summary>
public sealed class LayerTests
{
    private static readonly string[] Layers =
    [
        "IamSim.Diagnostics", "IamSim.Identifiers", "IamSim.Json", "IamSim.Policies", "IamSim.Matching", "IamSim.Conditions", "IamSim.Conditions.Operators",
        "IamSim", "IamSim.Services", "IamSim.Compilation", "IamSim.Validation", "IamSim.Evaluation", "IamSim.Explanations", "IamSim.PartialEvaluation", "facade", "IamSim.Batches", "IamSim.Scenarios",
    ];

    // The facade stands in the root namespace, where users look for it, but builds on everything below.
    private static readonly Type[] Facade = [typeof(Simulator), typeof(PolicyValidator)];

    private static readonly Dictionary<short, OpCode> OpCodesByValue =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (OpCode)field.GetValue(null)!).ToDictionary(static code => code.Value);

    [Fact]
    public void Every_type_uses_only_its_own_and_earlier_layers()
    {
        string[] violations =
        [
            .. typeof(Simulator).Assembly.GetTypes()
                .Where(static type => LayerOf(type) >= 0)
                .SelectMany(static type => Uses(type).Where(used => LayerOf(used) > LayerOf(type)).Select(used => $"{type.FullName} uses {used.FullName}"))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

        Assert.True(violations.Length == 0, string.Join('\n', violations));
    }

    [Fact]
    public void Every_namespace_is_a_layer()
    {
        string[] strangers =
        [
            .. typeof(Simulator).Assembly.GetTypes()
                .Where(static type => type.Namespace?.StartsWith("IamSim", StringComparison.Ordinal) == true && LayerOf(type) < 0)
                .Select(static type => type.FullName!),
        ];

        Assert.Empty(strangers);
    }

    // The list of operators has to know them; each operator knows only what it is made of.
    private static int LayerOf(Type type)
    {
        if (Facade.Contains(Outermost(type)))
        {
            return Array.IndexOf(Layers, "facade");
        }

        return Array.IndexOf(Layers, type.Namespace == "IamSim.Conditions.Operators" ? "IamSim.Conditions" : type.Namespace);
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<Type> Uses(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<Type> signatures = type.GetFields(All).Select(static field => field.FieldType)
            .Concat(type.GetInterfaces())
            .Append(type.BaseType ?? typeof(object));
        IEnumerable<MethodBase> methods = type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All));
        return signatures.Concat(methods.SelectMany(UsesOf)).SelectMany(Parts);
    }

    private static IEnumerable<Type> UsesOf(MethodBase method)
    {
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            yield return parameter.ParameterType;
        }

        if (method is MethodInfo { ReturnType: { } returned })
        {
            yield return returned;
        }

        foreach (Type type in TypesInBody(method))
        {
            yield return type;
        }
    }

    private static IEnumerable<Type> TypesInBody(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[]? typeArguments = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int i = 0; i < code.Length;)
        {
            short value = code[i] == 0xFE ? unchecked((short)((code[i] << 8) | code[i + 1])) : code[i];
            OpCode op = OpCodesByValue[value];
            i += op.Size;
            if (op.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                MemberInfo? member = method.Module.ResolveMember(BitConverter.ToInt32(code, i), typeArguments, methodArguments);
                if ((member as Type ?? member?.DeclaringType) is { } type)
                {
                    yield return type;
                }
            }

            i += OperandLength(op.OperandType, code, i);
        }
    }

    private static int OperandLength(OperandType type, byte[] code, int at) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
        _ => 4,
    };

    private static IEnumerable<Type> Parts(Type type)
    {
        Type bare = type.HasElementType ? type.GetElementType()! : type;
        return bare.IsGenericType ? bare.GetGenericArguments().SelectMany(Parts).Append(bare.GetGenericTypeDefinition()) : [bare];
    }
}
