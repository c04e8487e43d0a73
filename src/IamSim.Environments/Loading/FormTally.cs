using System.Collections.Immutable;

namespace IamSim.Environments.Loading;

/// <summary>Counts the files of each form. Files come one after the other. Not thread-safe.</summary>
internal sealed class FormTally
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ofFile = new(StringComparer.Ordinal);
    private EnvironmentFile? _file;
    private bool _isUnknown;

    /// <summary>Files that held something of no known form.</summary>
    public int Unknown { get; private set; }

    /// <summary>Files by the name of the form; a file of several forms counts for each.</summary>
    public ImmutableSortedDictionary<string, int> Counts => _counts.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Counts a document.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="form">The name of its form; <c>null</c> for none.</param>
    public void Count(EnvironmentFile file, string? form)
    {
        if (!ReferenceEquals(_file, file))
        {
            _file = file;
            _isUnknown = false;
            _ofFile.Clear();
        }

        if (form is null)
        {
            Unknown += _isUnknown ? 0 : 1;
            _isUnknown = true;
        }
        else if (_ofFile.Add(form))
        {
            _counts[form] = _counts.GetValueOrDefault(form) + 1;
        }
    }
}
