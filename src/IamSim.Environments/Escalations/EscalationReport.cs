using System.Collections.Immutable;

namespace IamSim.Environments.Escalations;

/// <summary>The escalations of an environment. Immutable and thread-safe.</summary>
public sealed class EscalationReport
{
    internal EscalationReport(ImmutableArray<EscalationFinding> open, ImmutableArray<EscalationFinding> closed, ImmutableArray<IamPrincipal> administrators, ImmutableArray<IamPrincipal> conditionalAdministrators, int principals)
    {
        Open = open;
        Closed = closed;
        Administrators = administrators;
        ConditionalAdministrators = conditionalAdministrators;
        PrincipalCount = principals;
    }

    /// <summary>The ways that are open, or may be: by principal in the order of the environment, then in the order of the catalog, chains last.</summary>
    public ImmutableArray<EscalationFinding> Open { get; }

    /// <summary>The single steps that identity policies grant and something else stops; empty unless asked for.</summary>
    public ImmutableArray<EscalationFinding> Closed { get; }

    /// <summary>The principals, of those looked at, that are administrators of their accounts already: of them only ways into other accounts count.</summary>
    public ImmutableArray<IamPrincipal> Administrators { get; }

    /// <summary>The principals, of those looked at, that are administrators under conditions of the request, such as MFA. The same counts of them.</summary>
    public ImmutableArray<IamPrincipal> ConditionalAdministrators { get; }

    /// <summary>How many principals were looked at: those asked for but roles that are linked to services, which only AWS uses.</summary>
    public int PrincipalCount { get; }

    /// <summary>The numbers in one line.</summary>
    public override string ToString() => $"{Open.Length} open, {Closed.Length} closed, of {PrincipalCount} principals";
}
