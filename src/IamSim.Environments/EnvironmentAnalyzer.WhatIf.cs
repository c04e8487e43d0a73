using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments;

/// <summary>Questions about the environment as it would be with other policies.</summary>
public sealed partial class EnvironmentAnalyzer
{
    /// <summary>Does what the other one does, with policies taken away or added. Questions with the same policies share those of the variation.</summary>
    internal PreparedQuestion Prepare(Principal principal, ActionName action, string resource, AccessConditions stated, EnvironmentVariation variation)
    {
        CallerProfile caller = _profiles.Caller(principal with { SessionTags = stated.SessionTags.IsEmpty ? principal.SessionTags : stated.SessionTags }).Keeping(variation.IsKept, variation.IsOpen);
        ResourceProfile profile = _profiles.Resource(resource, action).Keeping(variation.IsKept, variation.IsOpen);
        CompiledPair policies = variation.Compile(caller, profile, stated);
        AccessAnswer answer = Ask(policies, caller, action, profile, stated);
        return new PreparedQuestion(policies.Simulator.Policies, answer.Request, DoubtsOf(answer), () => variation.Explain(caller, profile, stated));
    }
}
