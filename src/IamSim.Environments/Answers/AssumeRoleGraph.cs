using System.Collections.Immutable;
using IamSim.Environments.Questions;

namespace IamSim.Environments;

/// <summary>Who assumes which role: callers and roles as nodes, steps as edges. Immutable and thread-safe.</summary>
public sealed class AssumeRoleGraph
{
    private readonly AwsEnvironment _environment;

    internal AssumeRoleGraph(AwsEnvironment environment, ImmutableArray<AssumeRoleEdge> edges)
    {
        _environment = environment;
        Edges = edges;
        Nodes = [.. edges.SelectMany(static edge => new[] { edge.Source, edge.Target }).Distinct().OrderBy(static node => node.AccountId ?? "~", StringComparer.Ordinal).ThenBy(static node => node.Kind).ThenBy(static node => node.Name, StringComparer.Ordinal)];
    }

    /// <summary>Callers and roles that have a step, by account, kind and name; those without an account last.</summary>
    public ImmutableArray<AccessSubject> Nodes { get; }

    /// <summary>The steps: role by role in the order of the environment, those of a role by caller.</summary>
    public ImmutableArray<AssumeRoleEdge> Edges { get; }

    /// <summary>The part around one node: all that it reaches, and all that reach it.</summary>
    /// <param name="name">The ARN of a user or role, the name of a service, or the name of another node.</param>
    /// <param name="depth">How many steps in each direction; at least 1.</param>
    /// <returns>The part; without nodes when no node has the name.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The depth is less than 1.</exception>
    public AssumeRoleGraph Around(string name, int depth = 5)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        HashSet<AssumeRoleEdge> kept = [];
        Collect(name, depth, Edges.ToLookup(static edge => edge.Source.Name, StringComparer.Ordinal), static edge => edge.Target.Name, kept);
        Collect(name, depth, Edges.ToLookup(static edge => edge.Target.Name, StringComparer.Ordinal), static edge => edge.Source.Name, kept);
        return new AssumeRoleGraph(_environment, [.. Edges.Where(kept.Contains)]);
    }

    /// <summary>The graph for Mermaid, as GitHub and many editors draw it: an arrow is dotted where the step depends on keys, which stand on it.</summary>
    public string ToMermaid() => AssumeRoleDrawing.ToMermaid(this, _environment);

    /// <summary>The graph in the DOT language of Graphviz: an arrow is dashed where the step depends on keys, which stand on it.</summary>
    public string ToDot() => AssumeRoleDrawing.ToDot(this, _environment);

    /// <summary>How many nodes and steps there are.</summary>
    public override string ToString() => $"{Nodes.Length} nodes, {Edges.Length} steps";

    private static void Collect(string name, int depth, ILookup<string, AssumeRoleEdge> edges, Func<AssumeRoleEdge, string> next, HashSet<AssumeRoleEdge> kept)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal) { name };
        List<string> frontier = [name];
        for (int step = 0; step < depth && frontier.Count > 0; step++)
        {
            List<AssumeRoleEdge> found = [.. frontier.SelectMany(node => edges[node])];
            kept.UnionWith(found);
            frontier = [.. found.Select(next).Where(visited.Add)];
        }
    }
}
