using IamSim.Environments.Escalations;

namespace IamSim.Environments;

/// <summary>The question about privilege escalation.</summary>
public sealed partial class EnvironmentAnalyzer
{
    /// <summary>
    /// Finds the ways of principals to more permissions than they have: every path of <see cref="EscalationCatalog"/> on every target of the
    /// environment, decided by the engine, and the shortest chains of such steps to administrators.
    /// </summary>
    /// <param name="options">What to look for; <c>null</c> means <see cref="EscalationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between two principals, and within chains.</param>
    /// <remarks>
    /// Permissions compare by action: a way to other resources with the same actions does not count. Whether the names that a policy asks for
    /// were guessed is bounded too: the caller is thought to choose a plain name, or one that fits its own policies.
    /// </remarks>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public EscalationReport FindEscalations(EscalationOptions? options = null, CancellationToken cancellationToken = default) =>
        new EscalationSearch(this, _profiles, _simulators, options ?? EscalationOptions.Default).Run(cancellationToken);
}
