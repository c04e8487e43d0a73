using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>A JSON text to load: a whole file, or one of the values of a file of JSON lines.</summary>
/// <param name="File">The file.</param>
/// <param name="Root">The value.</param>
internal readonly record struct EnvironmentDocument(EnvironmentFile File, JsonNode Root);
