using System.Reflection;

namespace IamSim.MutationRunner.Mutants;

/// <summary>Says which mutant of a library is active.</summary>
internal sealed class MutantSwitch
{
    private const int None = -1;
    private const int Most = 100_000;

    private readonly FieldInfo _active;
    private readonly byte[] _reached = new byte[Most];

    /// <summary>Takes hold of a library before any code of it runs.</summary>
    public MutantSwitch(Assembly library)
    {
        Type fields = library.GetType(MutantLibrary.Switch, throwOnError: true)!;
        _active = fields.GetField(MutantLibrary.Active)!;
        fields.GetField(MutantLibrary.Reached)!.SetValue(null, _reached);
        Deactivate();
    }

    public void Activate(int id) => _active.SetValue(null, id);

    public void Deactivate() => Activate(None);

    /// <summary>The mutants that were reached since this was last asked.</summary>
    public int[] TakeReached()
    {
        int[] ids = [.. Enumerable.Range(0, Most).Where(id => _reached[id] != 0)];
        Array.Clear(_reached);
        return ids;
    }
}
