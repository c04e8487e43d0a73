using IamSim.Explanations;
using IamSim.Policies;

namespace IamSim.Reliability.Exchange;

/// <summary>A resource, principal or condition of a statement, with the features that it has by itself.</summary>
/// <param name="Statement">The statement it stands in, to be told from others by reference.</param>
/// <param name="Element">How it compares with the request.</param>
/// <param name="Features">Its features, as <see cref="ScenarioFeatures"/> writes them.</param>
internal sealed record ElementFeatures(PolicyStatement Statement, ElementExplanation Element, SortedSet<string> Features)
{
    /// <summary>Whether a feature occurs; with an asterisk at its end, whether one occurs that begins so.</summary>
    public bool Has(string feature) => feature.EndsWith('*') ? Features.Any(present => present.StartsWith(feature.AsSpan(..^1), StringComparison.Ordinal)) : Features.Contains(feature);
}
