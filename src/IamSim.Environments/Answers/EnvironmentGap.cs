using IamSim.Diagnostics;
using IamSim.Environments.Questions;

namespace IamSim.Environments;

/// <summary>Something that is not known, and what is assumed instead. Immutable.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Subject">The ARN or id it is about.</param>
/// <param name="Message">The assumption in one line.</param>
public sealed record EnvironmentGap(EnvironmentGapKind Kind, string Subject, string Message)
{
    /// <summary>The assumption in one line, fit for a terminal.</summary>
    public string Message { get; init; } = PrintableText.Line(Message);

    /// <summary>The layers that a policy is missing in.</summary>
    internal UnknownLayers Layers { get; init; }

    /// <summary>The same for those that could allow as well as deny; of a gap that does not tell, the one of which least is certain.</summary>
    internal UnknownLayers UnknownLayers => !Unsettles ? UnknownLayers.None : Layers == UnknownLayers.None ? UnknownLayers.Resource : Layers;

    /// <summary>Whether what is missing could allow as well as deny: then only what is denied whatever it says is certain.</summary>
    internal bool Unsettles => Kind is EnvironmentGapKind.MissingPolicy or EnvironmentGapKind.UnreadablePolicy or EnvironmentGapKind.AccessControlLists;

    /// <summary>Whether an answer that allows cannot be certain because of it, while one that denies is: what is missing can only take away.</summary>
    internal bool UnsettlesAllow => Unsettles || Kind is EnvironmentGapKind.OrganizationLevel or EnvironmentGapKind.PermissionsBoundary or EnvironmentGapKind.RequiredPolicy or EnvironmentGapKind.SessionName or EnvironmentGapKind.PublicAccessBlock
        or EnvironmentGapKind.DeploymentCondition or EnvironmentGapKind.MethodAuthorization;

    /// <summary>Whether it is about what a resource has besides its policy, and matters to some callers only.</summary>
    internal bool IsOfResource => Kind is EnvironmentGapKind.BucketTags or EnvironmentGapKind.PublicAccessBlock or EnvironmentGapKind.AccessControlLists or EnvironmentGapKind.MethodAuthorization;

    /// <summary>The message.</summary>
    public override string ToString() => Message;
}
