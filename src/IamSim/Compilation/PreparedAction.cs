using IamSim.Identifiers;
using IamSim.Services;

namespace IamSim.Compilation;

/// <summary>An action as a policy set sees it. Immutable.</summary>
internal sealed class PreparedAction(ActionName name, ActionTraits traits, ActionSlice slice)
{
    public ActionName Name => name;

    public ActionIdentity Identity { get; } = name.Identity!;

    public ActionTraits Traits => traits;

    public ActionSlice Slice => slice;
}
