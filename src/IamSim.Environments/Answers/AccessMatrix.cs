using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments;

/// <summary>What each principal may do, action by action, with resources of its own account that have no policy of their own. Immutable and thread-safe.</summary>
/// <remarks>
/// Sound: Allowed and Denied hold for every such resource and every context. What the policy of a resource adds or takes is told by
/// <see cref="ResourceAccessMatrix"/> and <see cref="EnvironmentAnalyzer.Can"/>. A principal of which a policy is missing or unreadable is allowed nothing
/// for certain, and denied only what is denied explicitly: <see cref="GapsOf"/> tells why. Callers and actions that no policy tells apart
/// share their cells, so that a large matrix takes little memory.
/// </remarks>
public sealed class AccessMatrix
{
    private readonly FoldedRows _rows;
    private readonly Lazy<ImmutableArray<AccessMatrixRow>> _distinct;

    private readonly EnvironmentAnalyzer _analyzer;

    internal AccessMatrix(EnvironmentAnalyzer analyzer, ImmutableArray<IamPrincipal> principals, FoldedRows rows)
    {
        _analyzer = analyzer;
        Cover = analyzer.Cover;
        Principals = principals;
        _rows = rows;
        Folding = new AccessMatrixFolding((long)principals.Length * rows.Actions.Actions.Length, (long)rows.EvaluatedRows * rows.Actions.Count, rows.EvaluatedRows, rows.Actions.Count);
        _distinct = new Lazy<ImmutableArray<AccessMatrixRow>>(FindRows);
    }

    /// <summary>The principals.</summary>
    public ImmutableArray<IamPrincipal> Principals { get; }

    /// <summary>The actions, each once, in the order of their names without case.</summary>
    public ImmutableArray<ActionName> Actions => _rows.Actions.Actions;

    /// <summary>How much work folding saved.</summary>
    public AccessMatrixFolding Folding { get; }

    /// <summary>The different rows with the principals that have them, in the order of their first principals.</summary>
    public ImmutableArray<AccessMatrixRow> Rows => _distinct.Value;

    /// <summary>The classes of actions: those of one class have the same state for every principal.</summary>
    public ImmutableArray<ImmutableArray<ActionName>> ActionClasses => [.. _rows.Actions.Members().Select(members => members.Select(member => Actions[member]).ToImmutableArray())];

    /// <summary>What a principal may do with an action.</summary>
    /// <param name="principal">Number of the principal in <see cref="Principals"/>.</param>
    /// <param name="action">Number of the action in <see cref="Actions"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such principal or action.</exception>
    public AccessState this[int principal, int action] => _rows.Rows[principal].StateOf(_rows.Actions.BitOf(_rows.Actions.ClassOf(action)));

    /// <summary>
    /// Answers about one resource, to tell why a cell is what it is: of those that the granting statements of the principal name, the first on which it
    /// may do most, in its account and without a policy of its own; <c>*</c> where they name none. Asks the engine anew.
    /// </summary>
    /// <remarks>Allowed for every cell that is. Where a cell depends, the answer is that for its one resource: Allowed when only the resource decides.</remarks>
    /// <param name="principal">Number of the principal in <see cref="Principals"/>.</param>
    /// <param name="action">Number of the action in <see cref="Actions"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such principal or action.</exception>
    public AccessAnswer ExampleOf(int principal, int action) => CellExample.Of(_analyzer, _rows.Callers[principal], Actions[action]);

    /// <summary>What is not known about a principal, and was assumed.</summary>
    /// <param name="principal">Number of the principal.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such principal.</exception>
    public ImmutableArray<EnvironmentGap> GapsOf(int principal) => _rows.Callers[principal].Gaps;

    /// <summary>How many cells are in a state.</summary>
    /// <param name="state">The state.</param>
    public long Count(AccessState state) => Rows.Sum(row => (long)row.Count(state) * row.Principals.Length);

    /// <summary>How many actions of a principal are in a state.</summary>
    /// <param name="principal">Number of the principal.</param>
    /// <param name="state">The state.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such principal.</exception>
    public int Count(int principal, AccessState state) => CountOf(_rows.Rows[principal], state);

    /// <summary>The actions of a principal in a state, in the order of their names.</summary>
    /// <param name="principal">Number of the principal.</param>
    /// <param name="state">The state.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such principal.</exception>
    public IEnumerable<ActionName> ActionsOf(int principal, AccessState state) => ActionsOf(_rows.Rows[principal], state);

    /// <summary>The size of the matrix.</summary>
    public override string ToString() => $"{Principals.Length} principals × {Actions.Length} actions";

    internal FoldedRows Folded => _rows;

    internal ActionCover Cover { get; }

    internal int CountOf(SettledRow row, AccessState state)
    {
        int count = 0;
        for (int i = 0; i < _rows.Actions.Count; i++)
        {
            count += row.StateOf(_rows.Actions.BitOf(i)) == state ? _rows.Actions.Sizes[i] : 0;
        }

        return count;
    }

    internal AccessState StateOf(SettledRow row, int action) => row.StateOf(_rows.Actions.BitOf(_rows.Actions.ClassOf(action)));

    internal IEnumerable<ActionName> ActionsOf(SettledRow row, AccessState state) => Enumerable.Range(0, Actions.Length).Where(action => StateOf(row, action) == state).Select(action => Actions[action]);

    private ImmutableArray<AccessMatrixRow> FindRows()
    {
        var numbers = new Dictionary<SettledRow, List<int>>(ReferenceEqualityComparer.Instance);
        var order = new List<SettledRow>();
        for (int i = 0; i < _rows.Rows.Length; i++)
        {
            if (!numbers.TryGetValue(_rows.Rows[i], out List<int>? sharing))
            {
                numbers[_rows.Rows[i]] = sharing = [];
                order.Add(_rows.Rows[i]);
            }

            sharing.Add(i);
        }

        return [.. order.Select(row => new AccessMatrixRow(this, row, [.. numbers[row]]))];
    }
}
