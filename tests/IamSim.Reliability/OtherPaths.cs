using System.Text;
using IamSim.Batches;
using IamSim.Conditions;

namespace IamSim.Reliability;

/// <summary>The ways to an answer besides the plain evaluation of a request.</summary>
internal static class OtherPaths
{
    public static IEnumerable<PathAnswer> Of(Simulator simulator, AccessRequest request)
    {
        Decision decision = simulator.Evaluate(request);
        yield return Same("the explanation", decision, simulator.Explain(request).Decision);
        // With nothing unknown a partial answer is the whole one.
        yield return new PathAnswer("the partial evaluation", decision.IsAllowed ? "Allowed" : "Denied", simulator.EvaluatePartial(request, UnknownContextKeys.None).Kind.ToString());
        var decisions = new Decision[1];
        simulator.Evaluate([request], decisions);
        yield return Same("the list of requests", decision, decisions[0]);
        if (request.Resources.Length != 1)
        {
            yield break;
        }

        // Grids and texts state nothing but the caller, the action, the resource and the context: theirs are questions of their own.
        RequestResource resource = request.Resources[0];
        Decision withoutTags = simulator.Evaluate(new AccessRequest(request.Principal, request.Action, resource) { Context = request.Context });
        new AccessGrid([new GridPrincipal(simulator, request.Principal) { Context = request.Context }], [request.Action], [resource]).Evaluate(0, decisions);
        yield return Same("the grid", withoutTags, decisions[0]);

        string action = request.Action.ToString();
        string arn = resource.Arn;
        Decision bare = simulator.Evaluate(new AccessRequest(request.Principal, request.Action, new RequestResource(arn)) { Context = request.Context });
        yield return Same("the question in texts", bare, simulator.Evaluate(request.Principal, action, arn, request.Context));
        byte[] bytes = Encoding.UTF8.GetBytes(arn);
        // A lone surrogate has no bytes.
        if (Encoding.UTF8.GetString(bytes) == arn)
        {
            yield return Same("the question in UTF-8", bare, simulator.Evaluate(request.Principal, Encoding.UTF8.GetBytes(action), bytes, request.Context));
        }
    }

    private static PathAnswer Same(string path, Decision expected, Decision answer) => new(path, expected.ToString(), answer.ToString());
}
