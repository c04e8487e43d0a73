using IamSim.Policies;
using static IamSim.Explanations.Wording;

namespace IamSim.Explanations;

/// <summary>Near misses in words.</summary>
internal static class NearMissText
{
    public static FormattableString Describe(NearMiss miss)
    {
        string how = miss.Distance == 1 ? "nearly allowed" : "near miss";
        return $"{Own(how)} in the {Place(miss)}: {miss.Statement.Statement}";
    }

    private static FormattableString Place(NearMiss miss) => miss.Kind is PolicyKind.ServiceControl or PolicyKind.ResourceControl
        ? Say($"{Own(DecisionText.Name(miss.Kind))} of {LayerText.Level(miss.Level!)}")
        : Own(LayerText.Name(miss.Kind, miss.IsAccessPoint));
}
