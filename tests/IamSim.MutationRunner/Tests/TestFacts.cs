namespace IamSim.MutationRunner.Tests;

/// <summary>What is known of a test from running it with no mutant active.</summary>
/// <param name="Milliseconds">How long it takes once everything is compiled.</param>
/// <param name="Reached">The mutants that it reaches every time.</param>
/// <param name="ReachedOnce">The mutants that it reaches only in a process where it is the first to: in static initializers, and in whatever is remembered.</param>
internal sealed record TestFacts(string Name, double Milliseconds, int[] Reached, int[] ReachedOnce);
