namespace IamSim.ServiceData.Generator.Writing;

/// <summary>What a source says does not fit together.</summary>
internal sealed class CatalogContentException(string message) : Exception(message);
