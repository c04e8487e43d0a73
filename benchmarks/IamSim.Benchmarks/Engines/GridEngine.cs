using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Benchmarks.Naive;
using IamSim.Benchmarks.Workloads;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Benchmarks.Engines;

/// <summary>Many principals in the library and in the naive interpreter: their documents, parsed but not compiled.</summary>
internal sealed class GridEngine
{
    /// <summary>The naive interpreter answers one request of so many.</summary>
    public const int Sample = 50;

    /// <summary>The naive interpreter fills one cell of so many of the permission matrix.</summary>
    public const int MatrixSample = 100;

    private readonly ManyPrincipals _grid;
    private readonly Principal[] _principals;
    private readonly RequestContext _context;
    private readonly FixedClock _clock;
    private readonly Decision[] _decisions = new Decision[ManyPrincipals.Requests];
    private readonly ImmutableArray<ActionName> _everyAction = [.. GeneratedActions.All.Select(static action => ActionName.Parse(action))];
    private PolicyDocument[] _documents = [];
    private ActionUniverse? _universe;
    private ImmutableArray<GridPrincipal> _rows;

    private GridEngine(ManyPrincipals grid)
    {
        _grid = grid;
        AccessRequest shared = ScenarioReader.Read(new SourceText((ManyPrincipals.Shared with { Action = "s3:GetObject", Resource = "*" }).ToScenario(), null)).Scenario!.Request;
        _context = shared.Context;
        _clock = new FixedClock(shared.Time!.Value);
        _principals = [.. grid.Principals.Select(static arn => Principal.Parse(arn))];
        Renew();
    }

    /// <summary>Reads the workload and checks that the library answers the sample as the naive interpreter does.</summary>
    public static GridEngine Load(ManyPrincipals grid)
    {
        var engine = new GridEngine(grid);
        for (int principal = 0; principal < grid.Principals.Length; principal++)
        {
            var naive = new NaiveSimulator(engine.PoliciesOf(principal), engine._clock);
            var simulator = Simulator.Compile(engine.PoliciesOf(principal), timeProvider: engine._clock);
            foreach (StringRequest request in engine.SampleOf(principal))
            {
                (DecisionKind expected, DecisionKind actual) = (naive.Evaluate(request), request.Ask(simulator).Kind);
                if (expected != actual)
                {
                    throw new InvalidOperationException($"{request.Action} on {request.Resource} by {request.Principal} should be {expected}, but is {actual}");
                }
            }
        }

        return engine;
    }

    /// <summary>Parses the documents anew, so that nothing of an earlier compile can be left in them.</summary>
    public void Renew() => _documents = [.. _grid.Documents.Select(static text => PolicyDocument.Parse(text))];

    public long AskNaively()
    {
        long tally = 0;
        for (int principal = 0; principal < _principals.Length; principal++)
        {
            var naive = new NaiveSimulator(PoliciesOf(principal), _clock);
            foreach (StringRequest request in SampleOf(principal))
            {
                tally += Tally.Of((int)naive.Evaluate(request));
            }
        }

        return tally;
    }

    /// <summary>Compiles the policies of each principal and asks every request by itself.</summary>
    public long AskOneByOne()
    {
        long tally = 0;
        for (int principal = 0; principal < _principals.Length; principal++)
        {
            tally += AskOneByOne(principal);
        }

        return tally;
    }

    /// <summary>Compiles all policies and answers every request as a cell of one grid, a caller at a time or on all processors.</summary>
    public long AskAsGrid(int threads)
    {
        AccessGrid grid = CreateGrid();
        grid.Evaluate(_decisions, threads);
        long tally = 0;
        foreach (Decision decision in _decisions)
        {
            tally += Tally.Of((int)decision.Kind);
        }

        return tally;
    }

    private AccessGrid CreateGrid() => new(
        Rows(_context),
        [.. _grid.Actions.Select(static action => ActionName.Parse(action))],
        [.. _grid.Resources.Select(static resource => new RequestResource(resource))]);

    private long AskOneByOne(int principal)
    {
        long tally = 0;
        var simulator = Simulator.Compile(PoliciesOf(principal), timeProvider: _clock);
        foreach (string action in _grid.Actions)
        {
            foreach (string resource in _grid.Resources)
            {
                tally += Tally.Of((int)simulator.Evaluate(_principals[principal], action, resource, _context).Kind);
            }
        }

        return tally;
    }

    private ImmutableArray<GridPrincipal> Rows(RequestContext context) =>
        [.. _principals.Select((principal, i) => new GridPrincipal(Simulator.Compile(PoliciesOf(i), timeProvider: _clock), principal) { Context = context })];

    /// <summary>The permission matrix of callers whose documents were looked through before.</summary>
    public long FillMatrix()
    {
        if (_universe is null)
        {
            (_universe, _rows) = (new ActionUniverse(_everyAction), Rows(RequestContext.Empty));
        }

        return Count(_universe.ComputeMatrix(_rows, maxDegreeOfParallelism: 1));
    }

    /// <summary>The same with nothing done before: policies compiled, actions put in order, documents looked through.</summary>
    public long FillMatrixFromNothing() => Count(new ActionUniverse(_everyAction).ComputeMatrix(Rows(RequestContext.Empty), maxDegreeOfParallelism: 1));

    /// <summary>Checks the sample of the permission matrix. Either may say that it depends where the other knows better.</summary>
    public void CheckMatrix()
    {
        FillMatrix();
        Batches.PermissionMatrix matrix = _universe!.ComputeMatrix(_rows);
        for (int principal = 0; principal < _principals.Length; principal++)
        {
            var naive = new NaiveSimulator(PoliciesOf(principal), _clock);
            for (int action = principal % MatrixSample; action < GeneratedActions.Count; action += MatrixSample)
            {
                (PermissionState actual, var expected) = (matrix[principal, action], (PermissionState)naive.Permission(GeneratedActions.All[action]));
                if (actual != expected && actual != PermissionState.Depends && expected != PermissionState.Depends)
                {
                    throw new InvalidOperationException($"{GeneratedActions.All[action]} of {_principals[principal]} should be {expected}, but is {actual}");
                }
            }
        }
    }

    private static long Count(Batches.PermissionMatrix matrix)
    {
        long tally = 0;
        for (int principal = 0; principal < matrix.Principals.Length; principal++)
        {
            foreach (PermissionState state in (PermissionState[])[PermissionState.Denied, PermissionState.Depends, PermissionState.Allowed])
            {
                tally += matrix.Count(principal, state) * Tally.Of((int)state);
            }
        }

        return tally;
    }

    /// <summary>A sample of the cells of the permission matrix.</summary>
    public long FillNaively()
    {
        long tally = 0;
        for (int principal = 0; principal < _principals.Length; principal++)
        {
            var naive = new NaiveSimulator(PoliciesOf(principal), _clock);
            for (int action = principal % MatrixSample; action < GeneratedActions.Count; action += MatrixSample)
            {
                tally += Tally.Of((int)naive.Permission(GeneratedActions.All[action]));
            }
        }

        return tally;
    }

    /// <summary>The documents of a principal.</summary>
    public IEnumerable<string> TextsOf(int principal) => _grid.Attached[principal].Select(index => _grid.Documents[index]);

    /// <summary>The sample of a principal's requests, with the answers of the naive interpreter.</summary>
    public IEnumerable<(StringRequest Request, DecisionKind Kind)> AnswersOf(int principal)
    {
        var naive = new NaiveSimulator(PoliciesOf(principal), _clock);
        return SampleOf(principal).Select(request => (request, naive.Evaluate(request)));
    }

    private PolicySet PoliciesOf(int principal) => new() { Identity = [.. _grid.Attached[principal].Select(index => _documents[index])] };

    private IEnumerable<StringRequest> SampleOf(int principal)
    {
        for (int i = principal % Sample; i < _grid.Actions.Length * _grid.Resources.Length; i += Sample)
        {
            yield return new StringRequest(_principals[principal], _grid.Actions[i / _grid.Resources.Length], _grid.Resources[i % _grid.Resources.Length], _context);
        }
    }
}
