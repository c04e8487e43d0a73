namespace IamSim.ServiceData.Generator.Writing;

/// <summary>What a source says does not fit together.</summary>
internal sealed class CatalogueContentException(string message) : Exception(message);
