namespace IamSim.MutationRunner.Mutants;

/// <summary>One change of the library, as Stryker made it.</summary>
/// <param name="Folder">The folder of the library that the file is in.</param>
/// <param name="IsAsked">Whether it compiled and was not excluded.</param>
internal sealed record Mutant(int Id, string Folder, string File, int Line, int Column, string Mutator, string Original, string Replacement, bool IsAsked);
