using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;

namespace IamSim.Environments;

/// <summary>One step of a chain of roles: a caller assumes a role. Immutable and thread-safe.</summary>
public sealed class AssumeRoleEdge
{
    private readonly AccessFinding _finding;

    internal AssumeRoleEdge(AccessSubject source, AccessSubject target, ActionName action, AccessFinding finding)
    {
        Source = source;
        Target = target;
        Action = action;
        _finding = finding;
    }

    /// <summary>Who assumes it. A role of which the trust policy names a session is asked about as this session, and <see cref="AccessSubject.Principal"/> is it.</summary>
    public AccessSubject Source { get; }

    /// <summary>The role.</summary>
    public AccessSubject Target { get; }

    /// <summary>sts:AssumeRole, sts:AssumeRoleWithSAML or sts:AssumeRoleWithWebIdentity.</summary>
    public ActionName Action { get; }

    /// <summary>Allowed or Depends.</summary>
    public AccessState State => _finding.State;

    /// <summary>What has to hold of keys that nobody knows, such as sts:ExternalId or aws:MultiFactorAuthPresent.</summary>
    public ResidualCondition Condition => _finding.Condition;

    /// <summary>The statements that grant it: of the trust policy, and of the caller. Worked out when asked for.</summary>
    public ImmutableArray<DecidingStatement> Grants => _finding.GrantsOf(Source);

    /// <summary>Tells why, with the places of the policies in their files.</summary>
    public Explanation Explain() => _finding.Explain(Source);

    /// <summary>Who assumes what.</summary>
    public override string ToString() => $"{Source} assumes {Target}: {State}";

    /// <summary>The same step, into one session of the role.</summary>
    internal AssumeRoleEdge To(AccessSubject target) => ReferenceEquals(target, Target) ? this : new(Source, target, Action, _finding);
}
