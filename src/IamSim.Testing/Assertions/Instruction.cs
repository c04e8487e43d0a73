using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace IamSim.Testing;

/// <summary>One instruction of compiled code, as far as it matters to what lies on the stack.</summary>
/// <param name="Code">Which.</param>
/// <param name="Operand">Its operand where that is a token or a small number; 0 otherwise.</param>
internal readonly record struct Instruction(OpCode Code, int Operand)
{
    private const byte TwoBytes = 0xFE;

    private static readonly FrozenDictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => field.GetValue(null)).OfType<OpCode>().DistinctBy(static code => code.Value).ToFrozenDictionary(static code => code.Value);

    /// <summary>Whether it calls the method that its operand names.</summary>
    public bool IsCall => Code.OperandType == OperandType.InlineMethod && (Code.FlowControl == FlowControl.Call || Code.Value == OpCodes.Newobj.Value);

    /// <summary>Whether another instruction than the following one may come next, or nobody can tell what it takes.</summary>
    public bool Leaves => Code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Throw || Code.Value == OpCodes.Calli.Value;

    /// <summary>How many values it takes from the stack, unless it is a call.</summary>
    public int Taken => Code.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 or StackBehaviour.Varpop => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4
            or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref or StackBehaviour.Popref_popi_pop1 => 3,
        _ => 2,
    };

    /// <summary>How many values it puts on the stack, unless it is a call.</summary>
    public int Put => Code.StackBehaviourPush switch
    {
        StackBehaviour.Push0 or StackBehaviour.Varpush => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };

    /// <summary>The number that it puts on the stack; <c>null</c> when it is something else.</summary>
    public int? Constant
    {
        get
        {
            int value = Code.Value;
            return value >= OpCodes.Ldc_I4_M1.Value && value <= OpCodes.Ldc_I4_8.Value ? value - OpCodes.Ldc_I4_0.Value
                : value == OpCodes.Ldc_I4_S.Value || value == OpCodes.Ldc_I4.Value ? Operand
                : null;
        }
    }

    /// <summary>Reads the next instruction.</summary>
    /// <exception cref="BadImageFormatException">There is none of the code, or the code ends within it.</exception>
    public static Instruction Read(ref BlobReader code)
    {
        byte first = code.ReadByte();
        short value = first == TwoBytes ? unchecked((short)((first << 8) | code.ReadByte())) : first;
        return Codes.TryGetValue(value, out OpCode known)
            ? new Instruction(known, ReadOperand(ref code, known.OperandType))
            : throw new BadImageFormatException($"there is no instruction 0x{value:X}");
    }

    private static int ReadOperand(ref BlobReader code, OperandType type)
    {
        switch (type)
        {
            case OperandType.InlineNone:
                return 0;
            case OperandType.ShortInlineI:
                return code.ReadSByte();
            case OperandType.ShortInlineVar or OperandType.ShortInlineBrTarget:
                code.ReadByte();
                return 0;
            case OperandType.InlineVar:
                code.ReadUInt16();
                return 0;
            case OperandType.InlineI8 or OperandType.InlineR:
                code.ReadInt64();
                return 0;
            case OperandType.InlineSwitch:
                int cases = code.ReadInt32();
                code.Offset = checked(code.Offset + (4 * cases));
                return 0;
            default:
                return code.ReadInt32();
        }
    }
}
