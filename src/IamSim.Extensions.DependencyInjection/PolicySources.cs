using System.Diagnostics.CodeAnalysis;
using IamSim;
using IamSim.Extensions.DependencyInjection;
using IamSim.Extensions.DependencyInjection.Configuration;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Where the policies of a policy set can come from. Immutable and thread-safe.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "The methods are found on the parameter of the lambda that AddIamSim takes.")]
public sealed class PolicySources
{
    private PolicySources()
    {
    }

    internal static PolicySources Instance { get; } = new();

    /// <summary>Takes the files that a section of the configuration names.</summary>
    /// <remarks>
    /// The section has the members of <see cref="PolicyFiles"/>, lists as JSON arrays, and its switches under <c>Options</c>, by the names of
    /// <see cref="IamSim.Scenarios.ScenarioOptions"/>. Names compare without case. A member that is not known is an error.
    /// </remarks>
    /// <param name="section">The section, such as <c>configuration.GetSection("IamSim")</c>.</param>
    public PolicySource FromConfiguration(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return FromConfiguration(_ => section);
    }

    /// <summary>Takes the files that a section of the container's <see cref="IConfiguration"/> names.</summary>
    /// <remarks>As <see cref="FromConfiguration(IConfiguration)"/>.</remarks>
    /// <param name="sectionPath">The path of the section, such as <c>IamSim:Orders</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="sectionPath"/> is empty.</exception>
    public PolicySource FromConfiguration(string sectionPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(sectionPath);
        return FromConfiguration(provider => provider.GetRequiredService<IConfiguration>().GetSection(sectionPath));
    }

    /// <summary>Takes files.</summary>
    /// <param name="files">The files by kind of policy.</param>
    /// <exception cref="ArgumentException">No kind of policy is named, or a path is empty.</exception>
    public PolicySource FromFiles(PolicyFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!files.NamesPolicies())
        {
            throw new ArgumentException("no policy file is named: name at least one, such as Identity = [\"alice.json\"]", nameof(files));
        }

        foreach ((string place, string? path) in files.Paths().Append((nameof(PolicyFiles.Folder), files.Folder ?? ".")))
        {
            if (PolicyFiles.DescribePathFault(path) is { } fault)
            {
                throw new ArgumentException($"{place}: {fault}", nameof(files));
            }
        }

        return new PolicySource(hasFiles: true, (_, options) => options.Files = files);
    }

    /// <summary>Takes policies made by code.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="options">The switches; <c>null</c> means <see cref="EvaluationOptions.Default"/>.</param>
    public PolicySource From(PolicySet policies, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return From(_ => policies, options);
    }

    /// <summary>Takes policies that code makes when they are first needed, and again on every reload.</summary>
    /// <param name="create">
    /// Makes the policies from the root container: create a scope for scoped services. May run on any thread, one call at a time. What it throws
    /// is a fault of the policies.
    /// </param>
    /// <param name="options">The switches; <c>null</c> means <see cref="EvaluationOptions.Default"/>.</param>
    public PolicySource From(Func<IServiceProvider, PolicySet> create, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        return new PolicySource(hasFiles: false, (_, set) => (set.Create, set.Evaluation) = (create, options ?? EvaluationOptions.Default));
    }

    private static PolicySource FromConfiguration(Func<IServiceProvider, IConfiguration> section) =>
        new(hasFiles: true, (provider, options) => PolicySectionReader.Read(section(provider), options))
        {
            ConfigurationTokens = provider => section(provider).GetReloadToken,
        };
}
