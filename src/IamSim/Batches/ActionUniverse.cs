using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.Services;

namespace IamSim.Batches;

/// <summary>The actions over which permissions are computed. Keeps what every document says of them, so that a document is looked through once. Thread-safe.</summary>
public sealed class ActionUniverse
{
    private readonly string[] _names;
    private readonly int[] _bitOf;
    private readonly Dictionary<string, int> _bitByName = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<CompiledPolicy, DocumentBits> _documents = [];

    /// <summary>Makes a universe.</summary>
    /// <param name="actions">The actions; they need not exist at AWS. One that stands twice is twice in the results.</param>
    /// <exception cref="ArgumentException">An action is <c>default</c>.</exception>
    public ActionUniverse(ImmutableArray<ActionName> actions)
    {
        Actions = actions.IsDefault ? [] : actions;
        if (Actions.Any(static action => action.IsDefault))
        {
            throw new ArgumentException("an action is default", nameof(actions));
        }

        // In the order of the names, so that the actions with a common beginning are neighbors.
        _names = [.. Actions.Select(static action => action.Folded).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        for (int i = 0; i < _names.Length; i++)
        {
            _bitByName[_names[i]] = i;
        }

        _bitOf = [.. Actions.Select(action => _bitByName[action.Folded])];
        Everything = NewSet();
        UnderResourceControl = NewSet();
        LackingOwner = NewSet();
        BitSets.AddRange(Everything, 0, _names.Length);
        var special = new List<SpecialAction>();
        for (int i = 0; i < _names.Length; i++)
        {
            ActionTraits traits = ActionTraits.Of(ActionIdentity.Of(_names[i]));
            if (traits.IsUnderResourceControl)
            {
                BitSets.Add(UnderResourceControl, i);
            }

            if (traits.LacksResourceAccount)
            {
                BitSets.Add(LackingOwner, i);
            }

            if (traits.HasRules || traits.IsIam || traits.IsSts)
            {
                special.Add(new SpecialAction(i, traits));
            }
        }

        Special = [.. special];
    }

    /// <summary>The actions as they were given.</summary>
    public ImmutableArray<ActionName> Actions { get; }

    internal ulong[] Everything { get; }

    internal ulong[] UnderResourceControl { get; }

    /// <summary>CTX-6: the actions with which AWS sends no keys of the resource's owner.</summary>
    internal ulong[] LackingOwner { get; }

    /// <summary>The actions that rules of services concern.</summary>
    internal SpecialAction[] Special { get; }

    /// <summary>Computes what each caller may do.</summary>
    /// <param name="principals">The callers with their policies and with what is stated of context keys.</param>
    /// <param name="maxDegreeOfParallelism">Most threads at work; 1 uses the caller's only, -1 as many as there are processors.</param>
    /// <param name="cancellationToken">Stops between two callers.</param>
    /// <exception cref="ArgumentException">A caller is <c>null</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The degree of parallelism is 0 or less than -1.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public PermissionMatrix ComputeMatrix(ImmutableArray<GridPrincipal> principals, int maxDegreeOfParallelism = -1, CancellationToken cancellationToken = default)
    {
        ImmutableArray<GridPrincipal> rows = principals.IsDefault ? [] : principals;
        if (rows.Contains(null!))
        {
            throw new ArgumentException("a caller is null", nameof(principals));
        }

        var answers = new PermissionRow[rows.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellationToken };
        if (maxDegreeOfParallelism == 1)
        {
            var builder = new PermissionRowBuilder(this);
            for (int i = 0; i < answers.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                answers[i] = builder.Build(rows[i]);
            }
        }
        else
        {
            Parallel.For(
                0,
                answers.Length,
                options,
                () => new PermissionRowBuilder(this),
                (i, _, builder) =>
                {
                    answers[i] = builder.Build(rows[i]);
                    return builder;
                },
                static _ => { });
        }

        return new PermissionMatrix(this, rows, answers);
    }

    /// <summary>The size of the universe.</summary>
    public override string ToString() => $"{Actions.Length} actions";

    internal int BitOf(int action) => _bitOf[action];

    internal ulong[] NewSet() => new ulong[BitSets.WordsFor(_names.Length)];

    internal DocumentBits BitsOf(CompiledPolicy policy) => _documents.TryGetValue(policy, out DocumentBits? known) ? known : _documents.GetValue(policy, key => new DocumentBits(key, this));

    /// <summary>The actions that a statement covers.</summary>
    internal ulong[] Cover(CompiledStatement statement)
    {
        ulong[] covered = NewSet();
        foreach (ActionPattern pattern in statement.Actions)
        {
            Cover(pattern, covered);
        }

        if (!statement.ActionsAreExcluded)
        {
            return covered;
        }

        ulong[] rest = (ulong[])Everything.Clone();
        BitSets.AndNot(rest, covered);
        return rest;
    }

    private void Cover(in ActionPattern pattern, ulong[] covered)
    {
        switch (pattern.Form)
        {
            case ActionPatternForm.Exact:
                if (_bitByName.TryGetValue(pattern.Text, out int bit))
                {
                    BitSets.Add(covered, bit);
                }

                break;
            case ActionPatternForm.Everything:
                BitSets.Or(covered, Everything);
                break;
            case ActionPatternForm.Prefix:
                BitSets.AddRange(covered, FirstFrom(pattern.Text), FirstFrom(pattern.Text + char.MaxValue));
                break;
            default:
                for (int i = 0; i < _names.Length; i++)
                {
                    if (pattern.IsMatch(_names[i]))
                    {
                        BitSets.Add(covered, i);
                    }
                }

                break;
        }
    }

    private int FirstFrom(string text)
    {
        int index = Array.BinarySearch(_names, text, StringComparer.Ordinal);
        return index < 0 ? ~index : index;
    }
}

/// <summary>An action that rules of services concern.</summary>
/// <param name="Bit">Its place in the sets.</param>
/// <param name="Traits">What there is to know of it.</param>
internal sealed record SpecialAction(int Bit, ActionTraits Traits)
{
    /// <summary>Whether the decision may go another way than by the caller's own policies.</summary>
    public bool IsRuled { get; } = Traits.WellKnown is WellKnownAction.GetCallerIdentity or WellKnownAction.GetSessionToken or WellKnownAction.AssumeRoleWithSaml or WellKnownAction.AssumeRoleWithWebIdentity or WellKnownAction.InvokeApi
        || Array.Exists(Traits.Rows, static row => row.Grant is not null);

    /// <summary>Whether a rule refuses the action on some resources, whoever grants it.</summary>
    public bool MayBeRefused { get; } = Array.Exists(Traits.Rows, static row => row.Refused is not null);

    /// <summary>Whether a resource policy may not concern it.</summary>
    public bool MayIgnoreResourcePolicy { get; } = Array.Exists(Traits.Rows, static row => row.IgnoresResourcePolicy);

    /// <summary>RCP-6, S3-6: whether a resource may be one on which the policies of its side do not concern the caller.</summary>
    public bool MayEscapeResource(Principal caller) => Traits.IsSts
        || (caller.Kind == PrincipalKind.Root && Traits.WellKnown is WellKnownAction.GetBucketPolicy or WellKnownAction.PutBucketPolicy or WellKnownAction.DeleteBucketPolicy);
}
