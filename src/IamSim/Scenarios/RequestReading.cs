using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Scenarios;

/// <summary>What became of reading a request that stands alone.</summary>
/// <param name="Id">The id, as far as it could be read; <c>null</c> when there is none.</param>
/// <param name="Request">The request; <c>null</c> when there is any fault.</param>
/// <param name="InputErrors">The faults.</param>
public readonly record struct RequestReading(string? Id, AccessRequest? Request, ImmutableArray<Diagnostic> InputErrors)
{
    /// <summary>The question, or how many faults there are.</summary>
    public override string ToString() => Request?.ToString() ?? $"{Id}: {(InputErrors.IsDefault ? 0 : InputErrors.Length)} input errors";
}
