namespace IamSim.Testing;

/// <summary>A sentence as it was compiled.</summary>
/// <param name="File">The file that the compiler filled in.</param>
/// <param name="Line">The line that the compiler filled in.</param>
/// <param name="Steps">How many steps there are behind <c>Should()</c>, or one of the numbers of <see cref="CompiledSentences"/>.</param>
internal readonly record struct CompiledSentence(string File, int Line, int Steps);
