using System.Collections.Immutable;
using IamSim.Environments.Questions;

namespace IamSim.Environments;

/// <content>Who assumes which role.</content>
public sealed partial class EnvironmentAnalyzer
{
    /// <summary>Finds every step by which somebody assumes a role of the environment. Takes time in proportion to the roles and to those whom their trust policies name.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public AssumeRoleGraph GetAssumeRoleGraph(CancellationToken cancellationToken = default)
    {
        AccessSubject[] roles = [.. Subjects.Inside.Where(static subject => subject.Kind == AccessSubjectKind.Role)];
        var edges = new ImmutableArray<AssumeRoleEdge>[roles.Length];
        Parallel.For(0, roles.Length, new ParallelOptions { CancellationToken = cancellationToken }, index => edges[index] = Roles.Into(roles[index], cancellationToken));
        return new AssumeRoleGraph(Environment, [.. edges.SelectMany(static found => found)]);
    }
}
