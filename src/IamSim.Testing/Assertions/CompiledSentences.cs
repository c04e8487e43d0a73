using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace IamSim.Testing;

/// <summary>
/// Knows where the sentences of the tests end, from the compiled code of the tests: a chain of calls does not know by itself which of them is the last. Thread-safe;
/// assemblies are read once, when a sentence of theirs is first met.
/// </summary>
internal static class CompiledSentences
{
    /// <summary>The end of the sentence is not known.</summary>
    public const int Unknown = 0;

    /// <summary>What <c>Should()</c> returned is thrown away.</summary>
    public const int Dropped = -1;

    private static readonly Lock Gate = new();
    private static readonly HashSet<Assembly> Read = [];
    private static readonly Dictionary<(string File, int Line), int> Steps = [];
    private static readonly string FrameworkFolder = Path.GetDirectoryName(LocationOf(typeof(object).Assembly)) ?? "";

    /// <summary>How many steps follow on a <c>Should()</c>.</summary>
    /// <param name="file">The file that the compiler filled in.</param>
    /// <param name="line">The line that the compiler filled in.</param>
    /// <returns>The number; of several sentences of the same line that of the shortest. Or <see cref="Unknown"/>, or <see cref="Dropped"/>.</returns>
    public static int StepsOf(string file, int line)
    {
        lock (Gate)
        {
            if (Steps.TryGetValue((file, line), out int known))
            {
                return known;
            }

            foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies().Where(Read.Add))
            {
                Add(LocationOf(assembly));
            }

            return Steps.GetValueOrDefault((file, line), Unknown);
        }
    }

    private static void Add(string path)
    {
        if (path.Length == 0 || Path.GetDirectoryName(path) == FrameworkFolder)
        {
            return;
        }

        try
        {
            using var file = new PEReader(File.OpenRead(path));
            if (!file.HasMetadata || file.GetMetadataReader() is not { } metadata || !ReferencesThis(metadata))
            {
                return;
            }

            foreach (CompiledSentence sentence in new SentenceReader(file, metadata).Read())
            {
                (string, int) place = (sentence.File, sentence.Line);
                Steps[place] = Steps.TryGetValue(place, out int other) ? Shorter(other, sentence.Steps) : sentence.Steps;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            // Its sentences stay unknown, and are checked at every step.
        }
    }

    // Two sentences of one line cannot be told apart: the end of the shorter one is certainly checked.
    private static int Shorter(int one, int other) => one == Unknown || other == Unknown ? Unknown : Math.Min(one, other);

    private static bool ReferencesThis(MetadataReader metadata) =>
        metadata.AssemblyReferences.Any(handle => metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, "IamSim.Testing"));

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An assembly without a file has sentences whose end is not known; they are checked at every step.")]
    private static string LocationOf(Assembly assembly) => assembly.IsDynamic ? "" : assembly.Location;
}
