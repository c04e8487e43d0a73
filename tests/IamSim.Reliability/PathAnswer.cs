namespace IamSim.Reliability;

/// <summary>An answer that came another way than through the plain evaluation.</summary>
/// <param name="Path">The way.</param>
/// <param name="Expected">What the plain evaluation says.</param>
/// <param name="Answer">What came.</param>
internal readonly record struct PathAnswer(string Path, string Expected, string Answer);
