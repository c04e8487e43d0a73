using Mono.Cecil;
using Mono.Cecil.Cil;

namespace IamSim.MutationRunner.Mutants;

/// <summary>Makes a mutated library fast to ask: Stryker's own way of noting which mutants are reached searches a list under a lock every time.</summary>
internal static class MutantLibrary
{
    /// <summary>The type that says which mutant is active and notes which ones are reached.</summary>
    public const string Switch = "MutantSwitch";

    /// <summary>The field with the number of the active mutant.</summary>
    public const string Active = "Active";

    /// <summary>The field with an array of a byte for each mutant; 1 once it is reached.</summary>
    public const string Reached = "Reached";

    /// <summary>Writes a library that Stryker made once more, with another body of the method that every mutant asks.</summary>
    /// <exception cref="InvalidOperationException">Stryker did not make it.</exception>
    public static void Rewrite(string library, string written)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(library);
        MethodDefinition isActive = module.Types.SingleOrDefault(static type => type.Name == "MutantControl")?.Methods.SingleOrDefault(static method => method.Name == "IsActive")
            ?? throw new InvalidOperationException($"{library} holds no mutants; have Stryker write it");
        TypeDefinition fields = new("", Switch, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
        FieldDefinition active = new(Active, FieldAttributes.Public | FieldAttributes.Static, module.TypeSystem.Int32);
        FieldDefinition reached = new(Reached, FieldAttributes.Public | FieldAttributes.Static, new ArrayType(module.TypeSystem.Byte));
        fields.Fields.Add(active);
        fields.Fields.Add(reached);
        module.Types.Add(fields);
        WriteBody(isActive, active, reached);
        module.Write(written);
    }

    private static void WriteBody(MethodDefinition isActive, FieldDefinition active, FieldDefinition reached)
    {
        isActive.Body = new MethodBody(isActive);
        ILProcessor code = isActive.Body.GetILProcessor();
        code.Emit(OpCodes.Ldsfld, reached);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Stelem_I1);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldsfld, active);
        code.Emit(OpCodes.Ceq);
        code.Emit(OpCodes.Ret);
    }
}
