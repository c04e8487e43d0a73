using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Conditions;
using IamSim.Environments;
using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Benchmarks.Organizations;

/// <summary>The permissions of all principals of an environment: cell by cell with the engine, row by row without folding, and folded.</summary>
internal sealed class OrganizationMatrixEngine(AwsEnvironment environment)
{
    private EnvironmentProfiles _profiles = new(environment);

    public AwsEnvironment Environment { get; } = environment;

    /// <summary>Makes an environment up, by way of files in a folder that is gone afterwards.</summary>
    public static OrganizationMatrixEngine Generate(OrganizationShape shape)
    {
        string folder = Directory.CreateTempSubdirectory("iamsim-organization-").FullName;
        try
        {
            var organization = new GeneratedOrganization(shape);
            new OrganizationFiles(organization, folder).Write();
            for (int place = 0; place < shape.Accounts; place++)
            {
                string path = Path.Combine(folder, "accounts", organization.Accounts[place], "get-account-authorization-details.json");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using FileStream file = File.Create(path);
                organization.WriteAuthorizationDetails(place, file);
            }

            return new OrganizationMatrixEngine(AwsEnvironment.Load(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Decides one cell of so many with the engine, as nobody who knows no better way would.</summary>
    /// <param name="actions">The actions.</param>
    /// <param name="step">One cell of so many.</param>
    /// <param name="check">Takes each cell; <c>null</c> for nobody.</param>
    public long AskCellByCell(ImmutableArray<ActionName> actions, int step, Action<int, int, AccessState>? check = null)
    {
        long tally = 0;
        for (int i = 0; i < Environment.Principals.Length; i++)
        {
            tally += AskCellByCell(i, actions, step, check);
        }

        return tally;
    }

    /// <summary>The same for some principals only, spread over all. Returns how many cells were decided.</summary>
    /// <param name="actions">The actions.</param>
    /// <param name="principals">About how many principals.</param>
    /// <param name="step">One cell of so many.</param>
    /// <param name="isPlain">Whether each cell is one plain decision about an action without resources, which says less than a cell of the matrix.</param>
    public long SampleCells(ImmutableArray<ActionName> actions, int principals, int step, bool isPlain)
    {
        long cells = 0;
        int stride = Math.Max(1, Environment.Principals.Length / principals);
        for (int i = 0; i < Environment.Principals.Length; i += stride)
        {
            AskCellByCell(i, actions, step, (_, _, _) => cells++, isPlain);
        }

        return cells;
    }

    private long AskCellByCell(int principal, ImmutableArray<ActionName> actions, int step, Action<int, int, AccessState>? check, bool isPlain = false)
    {
        long tally = 0;
        CallerProfile caller = _profiles.Caller(Environment.Principals[principal]);
        ResourceProfile side = _profiles.InAccount(caller.Principal.AccountId);
        Simulator simulator = SimulatorCache.GetOnce(caller, side, AccessConditions.None).Simulator;
        RequestContext context = EnvironmentAnalyzer.ContextOf(simulator, caller, side, AccessConditions.None);
        for (int action = principal % step; action < actions.Length; action += step)
        {
            var request = new AccessRequest(caller.Principal, actions[action], side.Resource) { Context = context };
            AccessState state = !isPlain ? (AccessState)simulator.EvaluatePartial(request).Kind : simulator.Evaluate(request).IsAllowed ? AccessState.Allowed : AccessState.Denied;
            tally += Tally.Of((int)state);
            check?.Invoke(principal, action, state);
        }

        return tally;
    }

    /// <summary>Computes each row by itself over all actions, on one thread.</summary>
    public long ComputeRowByRow(ImmutableArray<ActionName> actions)
    {
        _profiles = new EnvironmentProfiles(Environment);
        var universe = new ActionUniverse(actions);
        long tally = 0;
        foreach (IamPrincipal principal in Environment.Principals)
        {
            CallerProfile caller = _profiles.Caller(principal);
            ResourceProfile side = _profiles.InAccount(caller.Principal.AccountId);
            Simulator simulator = SimulatorCache.GetOnce(caller, side, AccessConditions.None).Simulator;
            PermissionMatrix row = universe.ComputeMatrix([new GridPrincipal(simulator, caller.Principal) { Context = EnvironmentAnalyzer.ContextOf(simulator, caller, side, AccessConditions.None) }], 1);
            foreach (PermissionState state in Enum.GetValues<PermissionState>())
            {
                tally += row.Count(0, state) * Tally.Of((int)state);
            }
        }

        return tally;
    }

    /// <summary>Computes the folded matrix, with nothing remembered from before but the parsed documents.</summary>
    public long ComputeFolded(ImmutableArray<string> actions, int threads)
    {
        AccessMatrix matrix = Compute(actions, threads);
        return Enum.GetValues<AccessState>().Sum(state => matrix.Count(state) * Tally.Of((int)state));
    }

    public AccessMatrix Compute(ImmutableArray<string>? actions, int threads) => new EnvironmentAnalyzer(Environment).Matrix(new AccessMatrixOptions { Actions = actions, MaxDegreeOfParallelism = threads });
}
