using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>What is said of the first part of a text for which no memory is left.</summary>
internal static class TooManyParts
{
    public static void Report(JsonNode node, DiagnosticBag diagnostics) =>
        diagnostics.Add(DiagnosticDescriptors.TooManyParts, node.Source, node.Span with { Length = 1 }, "too many small parts: with those from here on, what is read would take more than eight times the memory of the text", "leave out what does not matter, or put it into files of their own");
}
