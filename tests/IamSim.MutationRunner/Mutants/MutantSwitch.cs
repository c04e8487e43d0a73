using System.Reflection;

namespace IamSim.MutationRunner.Mutants;

/// <summary>Says which mutant of a library is active.</summary>
internal sealed class MutantSwitch
{
    private const int None = -1;
    private const int Most = 100_000;

    private readonly IReadOnlySet<int> _asked;
    private readonly FieldInfo _active;
    private readonly byte[] _reached = new byte[Most];

    /// <summary>Takes hold of a library before any code of it runs.</summary>
    /// <param name="library">The library.</param>
    /// <param name="asked">The mutants of interest. Stryker puts those of all files into the library, whichever it is asked for.</param>
    public MutantSwitch(Assembly library, IReadOnlySet<int> asked)
    {
        _asked = asked;
        Type fields = library.GetType(MutantLibrary.Switch, throwOnError: true)!;
        _active = fields.GetField(MutantLibrary.Active)!;
        fields.GetField(MutantLibrary.Reached)!.SetValue(null, _reached);
        Deactivate();
    }

    public void Activate(int id) => _active.SetValue(null, id);

    public void Deactivate() => Activate(None);

    /// <summary>The mutants of interest that were reached since this was last asked.</summary>
    public int[] TakeReached()
    {
        int[] ids = [.. _asked.Where(id => _reached[id] != 0).Order()];
        Array.Clear(_reached);
        return ids;
    }
}
