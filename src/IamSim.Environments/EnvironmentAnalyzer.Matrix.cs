using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Environments;

/// <content>Principals by actions.</content>
public sealed partial class EnvironmentAnalyzer
{
    private ImmutableArray<ActionName> _catalog;

    /// <summary>Computes what every principal may do with every action, about resources of its account that have no policy of their own.</summary>
    /// <remarks>Principals that no policy tells apart are decided once, actions too, and the rest is spread over all processors: 100,000 roles and the whole catalog take seconds.</remarks>
    /// <param name="options">What it is about; <c>null</c> means <see cref="AccessMatrixOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between two classes of principals.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public AccessMatrix Matrix(AccessMatrixOptions? options = null, CancellationToken cancellationToken = default)
    {
        AccessMatrixOptions chosen = options ?? AccessMatrixOptions.Default;
        ImmutableArray<IamPrincipal> principals = chosen.Principals ?? Environment.Principals;
        IEnumerable<ActionName> actions = chosen.Actions is { } entries ? ActionsOf(entries) : Catalog;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = chosen.MaxDegreeOfParallelism, CancellationToken = cancellationToken };
        return new AccessMatrix(this, principals, FoldedRows.Compute(_profiles, principals, actions, parallel, chosen.Progress));
    }

    /// <summary>Writes sets of actions of the catalog.</summary>
    internal ActionCover Cover => field ??= new ActionCover(Catalog);

    /// <summary>Every action of the catalog.</summary>
    internal ImmutableArray<ActionName> Catalog
    {
        get
        {
            // A benign race: two threads may both read it.
            if (_catalog.IsDefault)
            {
                _catalog = [.. Services.ExpandActions("*").Select(static action => ActionName.Parse(action.FullName))];
            }

            return _catalog;
        }
    }

    /// <summary>The actions that entries of Action cover; a whole name counts also when the catalog does not have it.</summary>
    internal IEnumerable<ActionName> ActionsOf(IEnumerable<string> entries)
    {
        foreach (string entry in entries)
        {
            if (entry.AsSpan().ContainsAny('*', '?'))
            {
                foreach (ActionDefinition action in Services.ExpandActions(entry))
                {
                    yield return ActionName.Parse(action.FullName);
                }
            }
            else if (Services.FindAction(entry) is { } known)
            {
                yield return ActionName.Parse(known.FullName);
            }
            else if (ActionName.TryParse(entry, out ActionName unknown))
            {
                yield return unknown;
            }
        }
    }
}
