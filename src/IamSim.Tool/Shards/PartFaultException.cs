namespace IamSim.Tool.Shards;

/// <summary>Parts cannot be merged; the message is fit for a terminal.</summary>
internal sealed class PartFaultException(string message) : Exception(message);
