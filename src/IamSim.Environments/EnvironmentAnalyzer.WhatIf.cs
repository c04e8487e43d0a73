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
        Simulator simulator = variation.Compile(caller, profile, stated, out ImmutableArray<EnvironmentGap> refused);
        return new PreparedQuestion(
            simulator.Policies,
            RequestOf(simulator, caller, action, profile, stated),
            [.. caller.Gaps.Concat(profile.Gaps).Concat(refused).Distinct()],
            () => variation.Explain(caller, profile, stated));
    }
}
