using IamSim.Identifiers;
using IamSim.Services;

namespace IamSim.Compilation;

/// <summary>The actions as a policy set sees them: prepared when they are first asked about, and remembered.</summary>
internal sealed class PreparedActions
{
    private readonly ActionIndex _index;
    private readonly SliceBuilder _slices;
    private readonly ActionSlots _kept = new();
    private readonly Lock _lock = new();

    public PreparedActions(CompiledPolicySet set)
    {
        PlacedStatement[] statements = set.PlaceStatements();
        _index = new ActionIndex(statements);
        _slices = new SliceBuilder(set, statements);
    }

    /// <summary>Sets of statements that are kept, for tests.</summary>
    public int SliceCount => _slices.Count;

    /// <summary>Slots there are, for tests.</summary>
    public int SlotCount => _kept.Count;

    public PreparedAction Get(ActionName name) => _kept.Find(name.Identity!) ?? Prepare(name);

    /// <summary>Finds an action by its name in any letter case. Allocates nothing for one that is kept.</summary>
    /// <exception cref="FormatException">The text is not an action.</exception>
    public PreparedAction Get(ReadOnlySpan<char> name) => _kept.Find(name) ?? Prepare(ActionName.Parse(name.ToString()));

    /// <summary>Prepares an action without keeping it.</summary>
    public PreparedAction Create(ActionName name, ActionTraits traits) => new(name, traits, SliceOf(name.Identity!));

    private PreparedAction Prepare(ActionName name)
    {
        PreparedAction prepared = Create(name, ActionTraits.Of(name.Identity!));
        lock (_lock)
        {
            _kept.Keep(prepared);
        }

        return prepared;
    }

    private ActionSlice SliceOf(ActionIdentity action)
    {
        var ordinals = new OrdinalList(stackalloc int[64]);
        _index.Find(action, ref ordinals);
        ActionSlice slice = ordinals.Ordinals.IsEmpty ? _slices.Nothing : Share(ordinals.Ordinals);
        ordinals.Return();
        return slice;
    }

    private ActionSlice Share(ReadOnlySpan<int> ordinals)
    {
        lock (_lock)
        {
            return _slices.Get(ordinals);
        }
    }
}
