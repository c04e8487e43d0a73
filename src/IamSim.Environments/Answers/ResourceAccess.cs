using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;

namespace IamSim.Environments;

/// <summary>What somebody from outside can do on a resource, or could. Immutable and thread-safe.</summary>
public sealed class ResourceAccess
{
    private readonly AccessFinding _finding;

    internal ResourceAccess(AccessSubject subject, string resource, string target, ImmutableArray<ActionName> actions, AccessFinding finding, ResidualCondition condition)
    {
        Subject = subject;
        Resource = resource;
        Target = target;
        Actions = actions;
        _finding = finding;
        Condition = condition;
    }

    /// <summary>Who.</summary>
    public AccessSubject Subject { get; }

    /// <summary>The ARN of the resource or role that has the policy.</summary>
    public string Resource { get; }

    /// <summary>What on it: its ARN, or one with <c>*</c> for what it holds, as the policy writes it.</summary>
    public string Target { get; }

    /// <summary>The actions, in ordinal order: those of the catalog that the policy covers, and those it names.</summary>
    public ImmutableArray<ActionName> Actions { get; }

    /// <summary>Allowed or Depends.</summary>
    public AccessState State => _finding.State;

    /// <summary>What has to hold of keys that nobody knows. For public access only what a stranger may choose is left.</summary>
    public ResidualCondition Condition { get; }

    /// <summary>Whether anyone can. Decided for everybody who stands for anyone; <see cref="PublicExposure.NotPublic"/> for others.</summary>
    public PublicExposure Exposure { get; internal init; }

    /// <summary>
    /// For a service: whether fixed values of aws:SourceArn, aws:SourceAccount or aws:SourceOrgID keep it from calling for strangers (the confused
    /// deputy problem); <c>null</c> for others.
    /// </summary>
    public bool? HasSourceGuard { get; internal init; }

    /// <summary>The statements that grant it. Worked out when asked for.</summary>
    public ImmutableArray<DecidingStatement> Grants => _finding.GrantsOf(Subject);

    /// <summary>What is not known besides, and what was assumed instead.</summary>
    public ImmutableArray<EnvironmentGap> Gaps => _finding.Gaps;

    /// <summary>Tells why, of the first action, with the places of the policies in their files.</summary>
    public Explanation Explain() => _finding.Explain(Subject);

    /// <summary>Who can what.</summary>
    public override string ToString() => $"{Subject} on {Target}: {State} for {string.Join(", ", Actions)}";
}
