namespace IamSim.Fuzz;

/// <summary>Something that always holds does not.</summary>
/// <param name="invariant">What always holds; the same for every input.</param>
/// <param name="details">What was seen instead; <c>null</c> when that says no more.</param>
internal sealed class BrokenInvariantException(string invariant, string? details = null) : Exception(details is null ? invariant : $"{invariant}: {details}")
{
    public string Invariant { get; } = invariant;
}
