using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments;

/// <summary>A row of an <see cref="AccessMatrix"/> with every principal that has it. Immutable and thread-safe.</summary>
public sealed class AccessMatrixRow
{
    private readonly AccessMatrix _matrix;
    private readonly SettledRow _row;
    private readonly Lazy<int[]> _counts;

    internal AccessMatrixRow(AccessMatrix matrix, SettledRow row, ImmutableArray<int> principals)
    {
        _matrix = matrix;
        _row = row;
        Principals = principals;
        _counts = new Lazy<int[]>(() => [matrix.CountOf(row, AccessState.Denied), matrix.CountOf(row, AccessState.Depends), matrix.CountOf(row, AccessState.Allowed)]);
    }

    /// <summary>The numbers of the principals in <see cref="AccessMatrix.Principals"/>, the smallest first.</summary>
    public ImmutableArray<int> Principals { get; }

    /// <summary>What the principals may do with an action.</summary>
    /// <param name="action">Number of the action in <see cref="AccessMatrix.Actions"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such action.</exception>
    public AccessState this[int action] => _matrix.StateOf(_row, action);

    /// <summary>How many actions are in a state.</summary>
    /// <param name="state">The state.</param>
    public int Count(AccessState state) => _counts.Value[(int)state];

    /// <summary>The actions in a state, in the order of their names.</summary>
    /// <param name="state">The state.</param>
    public IEnumerable<ActionName> ActionsOf(AccessState state) => _matrix.ActionsOf(_row, state);

    /// <summary>The actions in a state, written with the fewest entries that cover just them.</summary>
    /// <param name="state">The state.</param>
    public ImmutableArray<string> EntriesOf(AccessState state) => [.. _matrix.Cover.Write(ActionsOf(state))];

    /// <summary>The counts in one line.</summary>
    public override string ToString() => $"{Principals.Length} principals: {Count(AccessState.Allowed)} allowed, {Count(AccessState.Depends)} depend, {Count(AccessState.Denied)} denied";
}
