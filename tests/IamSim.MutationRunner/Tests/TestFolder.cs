using System.Reflection;
using System.Runtime.Loader;

namespace IamSim.MutationRunner.Tests;

/// <summary>The folder that holds the mutated library with the assemblies of its tests and all that they need.</summary>
internal static class TestFolder
{
    private static readonly string[] Assemblies = ["IamSim.Tests", "IamSim.Conformance"];

    /// <summary>Loads the mutated library and all tests. To be called once, before anything asks for the base directory.</summary>
    /// <param name="prepare">Is called with the library before anything of it runs.</param>
    public static async Task<IReadOnlyList<TestCase>> LoadAsync(string folder, Action<Assembly> prepare)
    {
        folder = Path.GetFullPath(folder);
        // The tests look for their files where they lie, and for the repository above.
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", folder + Path.DirectorySeparatorChar);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            string path = Path.Combine(folder, name.Name + ".dll");
            return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        };
        Assembly library = Load(folder, "IamSim");
        prepare(library);
        return await TestFinder.FindAsync(Assemblies.Select(name => Load(folder, name)));
    }

    private static Assembly Load(string folder, string name) => AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(folder, name + ".dll"));
}
