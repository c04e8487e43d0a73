using System.Collections.Immutable;

namespace IamSim.Explanations;

/// <summary>The decision on one resource of a request.</summary>
/// <param name="Resource">The ARN that resources were matched against.</param>
/// <param name="Owner">The account that owns it; empty when not known.</param>
/// <param name="IsAccessPoint">Whether it is the access point's view of the request (S3-7).</param>
/// <param name="Decision">The decision on it.</param>
/// <param name="Layers">The kinds of policy in the order in which AWS looks at them; empty when a rule settled the question before.</param>
public sealed record CheckExplanation(string Resource, string Owner, bool IsAccessPoint, Decision Decision, ImmutableArray<LayerExplanation> Layers);
