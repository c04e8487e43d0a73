using System.Collections.Immutable;
using IamSim.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Where the policies of a policy set come from, and when they are read again. Immutable and thread-safe.</summary>
public sealed class PolicySource
{
    internal PolicySource(bool hasFiles, Action<IServiceProvider, PolicySetOptions> configure)
    {
        HasFiles = hasFiles;
        Configure = configure;
    }

    /// <summary>Whether the policies are in files, which can be watched.</summary>
    internal bool HasFiles { get; }

    /// <summary>Fills the options from the source; again for every load.</summary>
    internal Action<IServiceProvider, PolicySetOptions> Configure { get; }

    /// <summary>What makes the change tokens of the configuration section; <c>null</c> when there is none.</summary>
    internal Func<IServiceProvider, Func<IChangeToken?>>? ConfigurationTokens { get; init; }

    internal bool WatchesFiles { get; private init; }

    /// <summary>What makes change tokens, beside the files.</summary>
    internal ImmutableArray<Func<IServiceProvider, Func<IChangeToken?>>> Tokens { get; private init; } = [];

    /// <summary>Reads the policies again when one of their files or their section of the configuration changes.</summary>
    /// <remarks>
    /// A new version is compiled in the background and takes the place of the old one in one step. A faulty one is logged and the old one stays.
    /// Files are read when they have been quiet for a quarter of a second, and besides every five seconds, for file systems that report no changes.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The policies come from code, which has nothing to watch.</exception>
    public PolicySource ReloadOnChange() => HasFiles
        ? new(HasFiles, Configure)
        {
            ConfigurationTokens = ConfigurationTokens,
            WatchesFiles = true,
            Tokens = ConfigurationTokens is null ? Tokens : Tokens.Add(ConfigurationTokens),
        }
        : throw new InvalidOperationException("policies from code have no file to watch: say when they change, as in ReloadOnChange(provider => token)");

    /// <summary>Reads the policies again when a token says so: that of a database poll, say, or of a button.</summary>
    /// <param name="token">Makes the token to wait for, and after each change the next one. Gets the root container.</param>
    public PolicySource ReloadOnChange(Func<IServiceProvider, IChangeToken> token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new(HasFiles, Configure)
        {
            ConfigurationTokens = ConfigurationTokens,
            WatchesFiles = WatchesFiles,
            Tokens = Tokens.Add(provider => () => token(provider)),
        };
    }
}
