using IamSim.Environments.Questions;

namespace IamSim.Environments;

/// <content>What changed between two environments.</content>
public sealed partial class EnvironmentAnalyzer
{
    /// <summary>Finds what access appeared and vanished from this environment to a later one, over all principals, actions and known resources.</summary>
    /// <remarks>Principals with the same policies, tags and place in both are not looked at again, and principals that differ in the same way are compared once.</remarks>
    /// <param name="later">The environment to compare with. The catalog of this analyzer says which actions there are.</param>
    /// <param name="options">What it is about; <c>null</c> means <see cref="AccessDiffOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between two classes of principals, and between two resources.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public AccessDiff Diff(EnvironmentAnalyzer later, AccessDiffOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(later);
        return new EnvironmentComparison(this, later, options ?? AccessDiffOptions.Default, cancellationToken).Run();
    }

    /// <summary>The compiled policies of a caller and a resource.</summary>
    internal Simulator SimulatorOf(CallerProfile caller, ResourceProfile resource) => _simulators.Get(caller, resource, AccessConditions.None, out _);
}
