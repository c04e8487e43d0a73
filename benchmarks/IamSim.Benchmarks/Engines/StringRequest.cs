using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim.Benchmarks.Engines;

/// <summary>A request as a caller has it who does not prepare requests: action and resource are texts.</summary>
internal sealed record StringRequest(Principal Principal, string Action, string Resource, RequestContext Context)
{
    public Decision Ask(Simulator simulator) => simulator.Evaluate(Principal, Action, Resource, Context);
}
