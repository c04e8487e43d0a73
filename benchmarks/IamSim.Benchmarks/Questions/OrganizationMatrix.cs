using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Organizations;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Benchmarks.Questions;

/// <summary>What does it cost to know for every role of an organization and every action of the catalog whether it is allowed, denied or depends? A small organization; <c>--matrix</c> does a large one.</summary>
public class OrganizationMatrix : IQuestion
{
    private const int Accounts = 3;
    private const int Roles = 30;

    // The catalog grows; an even number is compared.
    private const int ActionCount = 20_000;
    private const int Cells = Accounts * Roles * ActionCount;
    private const int Sample = 1_000;

    private OrganizationMatrixEngine _engine = null!;
    private ImmutableArray<ActionName> _actions;
    private ImmutableArray<string> _entries;

    [Params("O")]
    public string Policies { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        _engine = OrganizationMatrixEngine.Generate(new OrganizationShape { Accounts = Accounts, Roles = Roles });
        _entries = [.. ServiceReference.Default.ExpandActions("*").Take(ActionCount).Select(static action => action.FullName)];
        _actions = [.. _entries.Select(static text => ActionName.Parse(text))];
        Check();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Cells / Sample)]
    public long Naive() => _engine.AskCellByCell(_actions, Sample);

    [Benchmark(OperationsPerInvoke = Cells)]
    public long RowByRow() => _engine.ComputeRowByRow(_actions);

    [Benchmark(OperationsPerInvoke = Cells)]
    public long Folded() => _engine.ComputeFolded(_entries, 1);

    // Either may say that it depends where the other knows better: the engine was asked about an action without resources.
    private void Check()
    {
        AccessMatrix matrix = _engine.Compute(_entries, 1);
        Dictionary<string, int> places = matrix.Actions.Select(static (action, i) => (action.Text, i)).ToDictionary(static pair => pair.Text, static pair => pair.i, StringComparer.OrdinalIgnoreCase);
        _engine.AskCellByCell(_actions, Sample, (principal, action, state) =>
        {
            AccessState actual = matrix[principal, places[_actions[action].Text]];
            if (actual != state && actual != AccessState.Depends && state != AccessState.Depends)
            {
                throw new InvalidOperationException($"{_actions[action]} of {matrix.Principals[principal]} should be {state}, but is {actual}");
            }
        });
    }
}
