using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Tool.Environments.Html;

/// <summary>The rows of the heat map: what each class of principals can do in each service.</summary>
internal sealed class HtmlHeat
{
    // Any caller without policies, whom the rules of services let do a few things, and the policies of resources a few more.
    private static readonly Principal Nobody = Principal.Parse("arn:aws:iam::123456789012:role/nobody");

    private readonly AccessMatrix _matrix;
    private readonly int[] _serviceOf;
    private readonly int[] _levelOf;
    private readonly int[] _totals;
    private readonly bool[] _isOpenToNobody;

    public HtmlHeat(AccessMatrix matrix, ServiceReference catalog)
    {
        _matrix = matrix;
        ImmutableArray<ActionName> actions = matrix.Actions;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var services = new List<string>();
        _serviceOf = new int[actions.Length];
        _levelOf = new int[actions.Length];
        for (int i = 0; i < actions.Length; i++)
        {
            if (!places.TryGetValue(actions[i].Service, out int place))
            {
                places.Add(actions[i].Service, place = services.Count);
                services.Add(actions[i].Service);
            }

            _serviceOf[i] = place;
            _levelOf[i] = LevelOf(catalog.FindAction(actions[i].Text)?.AccessLevel);
        }

        Services = services;
        _totals = new int[services.Count];
        foreach (int service in _serviceOf)
        {
            _totals[service]++;
        }

        PermissionMatrix bare = new ActionUniverse(actions).ComputeMatrix([new GridPrincipal(Simulator.Compile(new PolicySet()), Nobody)], 1);
        _isOpenToNobody = [.. Enumerable.Range(0, actions.Length).Select(action => bare[0, action] != PermissionState.Denied)];
    }

    public IReadOnlyList<string> Services { get; }

    /// <summary>The cells of a row, without what anybody may do by the rules of services.</summary>
    public IReadOnlyList<HtmlHeatCell> CellsOf(AccessMatrixRow row)
    {
        var allowed = new int[Services.Count];
        var depends = new int[Services.Count];
        var levels = new int[Services.Count];
        for (int action = 0; action < _serviceOf.Length; action++)
        {
            AccessState state = row[action];
            if (state == AccessState.Denied || _isOpenToNobody[action])
            {
                continue;
            }

            int service = _serviceOf[action];
            (state == AccessState.Allowed ? allowed : depends)[service]++;
            levels[service] = Math.Max(levels[service], _levelOf[action]);
        }

        return [.. Enumerable.Range(0, Services.Count).Where(service => allowed[service] + depends[service] > 0).Select(service => new HtmlHeatCell(service, allowed[service], depends[service], levels[service], _totals[service]))];
    }

    /// <summary>Whether a row is that of an administrator: nearly every action, whether or not conditions or single denials stand against it.</summary>
    public bool IsAdministrator(AccessMatrixRow row)
    {
        const double Nearly = 0.95;
        return row.Count(AccessState.Allowed) >= Nearly * _matrix.Actions.Length;
    }

    private static int LevelOf(AccessLevel? level) => level switch
    {
        AccessLevel.PermissionsManagement => 4,
        AccessLevel.Write => 3,
        AccessLevel.Tagging => 2,
        AccessLevel.Read => 1,
        _ => 0,
    };
}
