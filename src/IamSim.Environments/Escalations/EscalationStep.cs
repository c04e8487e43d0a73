using System.Collections.Immutable;
using IamSim.Environments.Questions;

namespace IamSim.Environments.Escalations;

/// <summary>One path, carried out by one principal on one target. Immutable and thread-safe.</summary>
public sealed class EscalationStep
{
    internal EscalationStep(EscalationState actor, EscalationPath path, EscalationTarget target, EscalationState gained, ImmutableArray<AccessAnswer> answers, AccessState state)
    {
        Path = path;
        Actor = actor.Identity;
        Target = target.Name;
        Assumption = target.Assumption;
        Gained = gained.Identity;
        IsGainedNew = target.IsNew;
        GainedState = gained;
        Answers = answers;
        State = state == AccessState.Allowed && Assumption is not null ? AccessState.Depends : state;
    }

    /// <summary>The path.</summary>
    public EscalationPath Path { get; }

    /// <summary>The user or role that takes it.</summary>
    public IamPrincipal Actor { get; }

    /// <summary>What it is carried out on: an ARN, of something that does not exist yet where the path makes it.</summary>
    public string Target { get; }

    /// <summary>The user or role whose permissions the actor has afterwards; the actor itself where the path widens its own. One that the path makes is not of the environment.</summary>
    public IamPrincipal Gained { get; }

    /// <summary>Whether the path makes <see cref="Gained"/>; its name is then one that the actor could choose.</summary>
    public bool IsGainedNew { get; }

    /// <summary>Every request of the step with its decision, and first, where a role is handed to a service, that of the service to assume it.</summary>
    public ImmutableArray<AccessAnswer> Answers { get; }

    /// <summary>The least certain of the decisions. Denied in what looks open but is closed.</summary>
    public AccessState State { get; }

    /// <summary>What has to exist besides and the environment does not show; <c>null</c> for nothing.</summary>
    public string? Assumption { get; }

    /// <summary>The layers that stop the step; none unless <see cref="State"/> is Denied.</summary>
    public DecisionSources ClosedBy => Answers.Where(static answer => EscalationDecisions.Certainty(answer) == AccessState.Denied).Aggregate(DecisionSources.None, static (layers, answer) => layers | answer.Decision.BlockedBy);

    /// <summary>Who does what to whom, in one line.</summary>
    public override string ToString() => $"{Actor} {Path.Id} {Target}: {State}";

    internal EscalationState GainedState { get; }
}
