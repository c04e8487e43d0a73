using System.Collections.Concurrent;
using IamSim.Environments;
using IamSim.Testing.Suites;

namespace IamSim.Testing;

/// <summary>Environments that suites name, each loaded once. Thread-safe; give one to all suites that are loaded together.</summary>
public sealed class PolicyTestEnvironments
{
    private readonly ConcurrentDictionary<string, Lazy<SuiteSubject>> _loaded = new(StringComparer.Ordinal);

    private readonly Func<string, AwsEnvironment> _load;

    /// <summary>Has none yet.</summary>
    public PolicyTestEnvironments()
        : this(static folder => AwsEnvironment.Load(folder))
    {
    }

    /// <param name="load">Loads the environment of a folder as messages name it.</param>
    internal PolicyTestEnvironments(Func<string, AwsEnvironment> load) => _load = load;

    /// <summary>The folders that were loaded, as full paths.</summary>
    public IReadOnlyCollection<string> Folders => [.. _loaded.Keys];

    /// <summary>Loads an environment, unless it is loaded already.</summary>
    /// <param name="fullPath">The folder.</param>
    /// <param name="name">The folder as messages name it.</param>
    /// <exception cref="IOException">The folder does not exist or cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    internal SuiteSubject Get(string fullPath, string name) =>
        _loaded.GetOrAdd(fullPath, _ => new Lazy<SuiteSubject>(() => new SuiteSubject(new PolicyTestSubject(new EnvironmentAnalyzer(_load(name)))))).Value;

    /// <summary>Forgets an environment, so that it is loaded anew. Suites that were loaded with it keep it.</summary>
    /// <param name="folder">Its full path, as in <see cref="Folders"/>; any other one changes nothing.</param>
    public void Forget(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _loaded.TryRemove(folder, out _);
    }

    /// <summary>How many environments there are.</summary>
    public override string ToString() => $"{_loaded.Count} environments";
}
