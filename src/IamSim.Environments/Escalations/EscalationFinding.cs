using System.Collections.Immutable;

namespace IamSim.Environments.Escalations;

/// <summary>A way of a principal to more than it has. Immutable and thread-safe.</summary>
public sealed class EscalationFinding
{
    internal EscalationFinding(IamPrincipal principal, ImmutableArray<EscalationStep> steps, int newActions, bool isAdministrator)
    {
        Principal = principal;
        Steps = steps;
        NewActions = newActions;
        IsAdministrator = isAdministrator;
        State = steps.Min(static step => step.State);
    }

    /// <summary>Whose way it is.</summary>
    public IamPrincipal Principal { get; }

    /// <summary>The steps, at least one.</summary>
    public ImmutableArray<EscalationStep> Steps { get; }

    /// <summary>Whose permissions it has at the end.</summary>
    public IamPrincipal Gained => Steps[^1].Gained;

    /// <summary>Whether a step makes <see cref="Gained"/>: it is not of the environment, and its name is one that could be chosen.</summary>
    public bool IsGainedNew => Steps.Any(step => step.IsGainedNew && string.Equals(step.Gained.Arn, Gained.Arn, StringComparison.Ordinal));

    /// <summary>Whether the end is an administrator: it can change IAM without restriction, as far as the organization lets anybody in the account.</summary>
    public bool IsAdministrator { get; }

    /// <summary>How many actions of the catalog are possible at the end and were not before, or are allowed on everything and were not.</summary>
    public int NewActions { get; }

    /// <summary>The least certain of the steps; Denied for what looks open but is closed.</summary>
    public AccessState State { get; }

    /// <summary>The way in one line.</summary>
    public override string ToString() => $"{State}: {Principal} {string.Join(", ", Steps.Select(static step => step.Path.Id))} {Gained}";
}
