using dnlib.DotNet;
using SharpFuzz;

namespace IamSim.Fuzz.Loop;

/// <summary>Makes a copy of the program whose libraries count the branches they take.</summary>
internal static class Instrumentation
{
    /// <summary>Copies the program to a folder and instruments the libraries under test; neither the oracle nor what others wrote.</summary>
    public static void CopyTo(string folder)
    {
        Copy(AppContext.BaseDirectory, folder);
        foreach (string library in Directory.EnumerateFiles(folder, "IamSim*.dll").Where(static path => !Path.GetFileName(path).StartsWith("IamSim.Fuzz", StringComparison.Ordinal)))
        {
            Fuzzer.Instrument(library, static _ => true, Options.Value);
        }

        SeparateThreads(Path.Combine(folder, "SharpFuzz.Common.dll"));
    }

    // Which branch came before is kept for each thread: otherwise those of two threads make pairs that there are not, and soon nothing is new.
    private static void SeparateThreads(string library)
    {
        var module = ModuleDefMD.Load(File.ReadAllBytes(library));
        FieldDef field = module.Find("SharpFuzz.Common.Trace", isReflectionName: false).FindField("PrevLocation");
        TypeRef attribute = module.CorLibTypes.GetTypeRef("System", "ThreadStaticAttribute");
        field.CustomAttributes.Add(new CustomAttribute(new MemberRefUser(module, ".ctor", MethodSig.CreateInstance(module.CorLibTypes.Void), attribute)));
        module.Write(library);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }
}
