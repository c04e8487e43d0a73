using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments;

/// <summary>What each principal may do with some actions on each of some resources, policies of the resources included. Immutable and thread-safe.</summary>
/// <remarks>Each cell has the state that <see cref="EnvironmentAnalyzer.Can"/> answers. An action on what is inside a resource, such as the objects of a bucket, is asked about an example of it.</remarks>
public sealed class ResourceAccessMatrix
{
    private readonly ActionClasses _classes;

    // By resource and class of actions; null where the action is not about such resources.
    private readonly byte[]?[,] _states;

    // By principal, class of actions and resource.
    private readonly Func<int, int, int, AccessAnswer?> _ask;

    internal ResourceAccessMatrix(
        ImmutableArray<IamPrincipal> principals, ImmutableArray<string> resources, ActionClasses classes, byte[]?[,] states, Func<int, int, int, AccessAnswer?> ask, AccessMatrixFolding folding)
    {
        _ask = ask;
        Principals = principals;
        Resources = resources;
        _classes = classes;
        _states = states;
        Folding = folding;
    }

    /// <summary>The principals.</summary>
    public ImmutableArray<IamPrincipal> Principals { get; }

    /// <summary>The actions, each once, in the order of their names without case.</summary>
    public ImmutableArray<ActionName> Actions => _classes.Actions;

    /// <summary>The ARNs of the resources.</summary>
    public ImmutableArray<string> Resources { get; }

    /// <summary>How much work folding saved. Cells of actions that are not about a resource do not count.</summary>
    public AccessMatrixFolding Folding { get; }

    /// <summary>What a principal may do with an action on a resource; Denied where the action is not about such resources.</summary>
    /// <param name="principal">Number of the principal.</param>
    /// <param name="action">Number of the action.</param>
    /// <param name="resource">Number of the resource.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such principal, action or resource.</exception>
    public AccessState this[int principal, int action, int resource] => (AccessState)(_states[resource, _classes.ClassOf(action)]?[principal] ?? 0);

    /// <summary>The answer behind a cell; <c>null</c> where the action is not about such resources. Asks the engine anew.</summary>
    /// <param name="principal">Number of the principal.</param>
    /// <param name="action">Number of the action.</param>
    /// <param name="resource">Number of the resource.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such principal, action or resource.</exception>
    public AccessAnswer? AnswerOf(int principal, int action, int resource) => _ask(principal, _classes.ClassOf(action), resource);

    /// <summary>The most that a principal may do with any of the actions on a resource.</summary>
    /// <param name="principal">Number of the principal.</param>
    /// <param name="resource">Number of the resource.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such principal or resource.</exception>
    public AccessState this[int principal, int resource] => Enumerable.Range(0, _classes.Count).Select(each => (AccessState)(_states[resource, each]?[principal] ?? 0)).DefaultIfEmpty().Max();

    /// <summary>Whether an action is about a resource, as far as the catalog knows.</summary>
    /// <param name="action">Number of the action.</param>
    /// <param name="resource">Number of the resource.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such action or resource.</exception>
    public bool Applies(int action, int resource) => _states[resource, _classes.ClassOf(action)] is not null;

    /// <summary>The size of the matrix.</summary>
    public override string ToString() => $"{Principals.Length} principals × {Actions.Length} actions × {Resources.Length} resources";
}
