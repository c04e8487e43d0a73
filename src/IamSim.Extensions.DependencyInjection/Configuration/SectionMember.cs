namespace IamSim.Extensions.DependencyInjection.Configuration;

/// <summary>A member that a section may have, and how it is read.</summary>
/// <param name="Name">Its name; configuration keys compare without case.</param>
/// <param name="Read">Reads the member's section and makes a varied value.</param>
internal sealed record SectionMember<T>(string Name, Func<T, SectionReader, T> Read);
