using System.Collections.Immutable;

namespace IamSim.Environments.Escalations;

/// <summary>A publicly known way to more permissions. Immutable and thread-safe.</summary>
public sealed class EscalationPath
{
    internal EscalationPath(string id, string title, string description, EscalationTargetKind target, EscalationGain gain, ImmutableArray<EscalationRequirement> requirements)
    {
        Id = id;
        Title = title;
        Description = description;
        Target = target;
        Gain = gain;
        Requirements = requirements;
    }

    /// <summary>The id, such as <c>iam-create-policy-version</c>. Never given to another path.</summary>
    public string Id { get; }

    /// <summary>What it does, in a few words.</summary>
    public string Title { get; }

    /// <summary>How it works, in one sentence.</summary>
    public string Description { get; }

    /// <summary>What it is carried out on.</summary>
    public EscalationTargetKind Target { get; }

    /// <summary>What it gives.</summary>
    public EscalationGain Gain { get; }

    /// <summary>The requests that have to be allowed, all of them, in the order in which they are made.</summary>
    public ImmutableArray<EscalationRequirement> Requirements { get; }

    /// <summary>The service that has to be let into the role by its trust policy, such as <c>lambda.amazonaws.com</c>; <c>null</c> for paths without one.</summary>
    public string? Service { get; internal init; }

    /// <summary>What has to exist although an environment may not show it, such as an instance that runs with the role; <c>null</c> for nothing. Where it is not shown, the path depends on it.</summary>
    public string? Assumption { get; internal init; }

    /// <summary>What else matters in practice and is not decided; <c>null</c> for nothing.</summary>
    public string? Note { get; internal init; }

    /// <summary>What <c>iam:PassedToService</c> is; <c>null</c> when that is not known.</summary>
    internal string? PassedToService { get; init; }

    /// <summary>The ARN, with names in braces, of the resource that is thought up for <see cref="Assumption"/>.</summary>
    internal string? ExistingResource { get; init; }

    /// <summary>Whether the Region matters to one of its requests.</summary>
    internal bool IsRegional => Requirements.Any(static requirement => requirement.Action.Service is not "iam");

    /// <summary>Whether a name that the caller chooses stands in one of its resources.</summary>
    internal IEnumerable<string> NamedResources =>
        Requirements.Select(static requirement => requirement.Resource).Append(ExistingResource ?? "").Where(static resource => resource.Contains("{name}", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);

    /// <summary>The id and the title.</summary>
    public override string ToString() => $"{Id}: {Title}";
}
