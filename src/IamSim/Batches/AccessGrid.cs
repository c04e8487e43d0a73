using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Services;

namespace IamSim.Batches;

/// <summary>Every combination of some callers, actions and resources, answered together. Immutable and thread-safe.</summary>
/// <remarks>
/// Each cell gets the answer that <see cref="Simulator.Evaluate(AccessRequest)"/> gives to a request of that caller, action and resource. It is
/// cheaper than asking them one by one: the statements that cover an action are gathered once for a row of resources, and where they need no
/// test one answer serves all resources of an owner. All cells have the same time.
/// </remarks>
public sealed class AccessGrid
{
    private readonly ActionTraits[] _traits;
    private readonly int[] _alike;

    /// <summary>Spans a grid.</summary>
    /// <param name="principals">The callers, each with its policies.</param>
    /// <param name="actions">The actions.</param>
    /// <param name="resources">The resources.</param>
    /// <exception cref="ArgumentException">An action is <c>default</c>, or a caller or resource is <c>null</c>.</exception>
    public AccessGrid(ImmutableArray<GridPrincipal> principals, ImmutableArray<ActionName> actions, ImmutableArray<RequestResource> resources)
    {
        Principals = principals.IsDefault ? [] : principals;
        Actions = actions.IsDefault ? [] : actions;
        Resources = resources.IsDefault ? [] : resources;
        Refuse(Principals.Contains(null!), nameof(principals), "a caller is null");
        Refuse(Actions.Any(static action => action.IsDefault), nameof(actions), "an action is default");
        Refuse(Resources.Contains(null!), nameof(resources), "a resource is null");
        _traits = [.. Actions.Select(static action => ActionTraits.Of(action.Identity!))];
        _alike = FindAlike(Resources);
    }

    /// <summary>The callers.</summary>
    public ImmutableArray<GridPrincipal> Principals { get; }

    /// <summary>The actions.</summary>
    public ImmutableArray<ActionName> Actions { get; }

    /// <summary>The resources.</summary>
    public ImmutableArray<RequestResource> Resources { get; }

    /// <summary>Number of cells.</summary>
    public long Count => (long)Principals.Length * Actions.Length * Resources.Length;

    /// <summary>The place of a cell among the answers: resources run fastest, then actions, then callers.</summary>
    /// <param name="principal">Number of the caller.</param>
    /// <param name="action">Number of the action.</param>
    /// <param name="resource">Number of the resource.</param>
    public long IndexOf(int principal, int action, int resource) => ((((long)principal * Actions.Length) + action) * Resources.Length) + resource;

    /// <summary>Answers every cell of one caller.</summary>
    /// <param name="principal">Number of the caller.</param>
    /// <param name="decisions">Takes the answers: for each action those of all resources. May be longer than needed.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such caller.</exception>
    /// <exception cref="ArgumentException">There is not room for the answers.</exception>
    public void Evaluate(int principal, Span<Decision> decisions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(principal);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(principal, Principals.Length);
        Refuse(decisions.Length < (long)Actions.Length * Resources.Length, nameof(decisions), "there is not room for the answers");
        EvaluateRow(Principals[principal], Principals[principal].Simulator.TimeProvider.GetUtcNow(), decisions);
    }

    /// <summary>Answers every cell.</summary>
    /// <param name="decisions">Takes the answers, at the places of <see cref="IndexOf"/>. May be longer than needed.</param>
    /// <param name="maxDegreeOfParallelism">Most threads at work; 1 uses the caller's only, -1 as many as there are processors.</param>
    /// <param name="cancellationToken">Stops between two callers; the answers to those that are done stand.</param>
    /// <exception cref="ArgumentException">There is not room for the answers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The degree of parallelism is 0 or less than -1.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Evaluate(Memory<Decision> decisions, int maxDegreeOfParallelism = -1, CancellationToken cancellationToken = default)
    {
        Refuse(decisions.Length < Count, nameof(decisions), "there is not room for the answers");
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellationToken };
        if (Principals.IsEmpty)
        {
            return;
        }

        DateTimeOffset now = Principals[0].Simulator.TimeProvider.GetUtcNow();
        int row = Actions.Length * Resources.Length;
        if (maxDegreeOfParallelism == 1)
        {
            for (int i = 0; i < Principals.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                EvaluateRow(Principals[i], now, decisions.Span.Slice(i * row, row));
            }

            return;
        }

        Parallel.For(0, Principals.Length, parallel, i => EvaluateRow(Principals[i], now, decisions.Span.Slice(i * row, row)));
    }

    /// <summary>The size of the grid.</summary>
    public override string ToString() => $"{Principals.Length} principals × {Actions.Length} actions × {Resources.Length} resources";

    private void EvaluateRow(GridPrincipal row, DateTimeOffset now, Span<Decision> decisions)
    {
        for (int i = 0; i < Actions.Length; i++)
        {
            Evaluator.Evaluate(row.Simulator.CompiledPolicies, row.Principal, Actions[i], _traits[i], Resources.AsSpan(), _alike, row.Context, now, decisions.Slice(i * Resources.Length, Resources.Length));
        }
    }

    // The first resource from which a decision that looks at no statement cannot tell a later one.
    private static int[] FindAlike(ImmutableArray<RequestResource> resources)
    {
        int[] alike = new int[resources.Length];
        var first = new Dictionary<(string? Owner, string Account, bool IsAny), int>();
        for (int i = 0; i < alike.Length; i++)
        {
            RequestResource resource = resources[i];
            alike[i] = i;
            (string?, string, bool) owner = (resource.OwnerAccount, resource.ArnAccount, resource.Arn == "*");
            if (resource.IsPlain && !first.TryAdd(owner, i))
            {
                alike[i] = first[owner];
            }
        }

        return alike;
    }

    private static void Refuse(bool fault, string parameter, string message)
    {
        if (fault)
        {
            throw new ArgumentException(message, parameter);
        }
    }
}
