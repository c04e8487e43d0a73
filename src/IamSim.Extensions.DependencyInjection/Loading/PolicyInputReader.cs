using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IamSim.Extensions.DependencyInjection.Loading;

/// <summary>Reads the options of a policy set and the files that they name.</summary>
internal sealed class PolicyInputReader(IServiceProvider services, string name)
{
    private readonly IOptionsFactory<PolicySetOptions> _options = services.GetRequiredService<IOptionsFactory<PolicySetOptions>>();
    private readonly string _root = Path.GetFullPath(services.GetService<IHostEnvironment>()?.ContentRootPath is { Length: > 0 } root ? root : AppContext.BaseDirectory);

    /// <exception cref="OptionsValidationException">The configuration has a fault.</exception>
    public PolicyInput Read()
    {
        // The factory validates anew each time. A monitor would throw into whoever reloads the configuration.
        PolicySetOptions options = _options.Create(name);
        if (options.Files is not { } files)
        {
            return new PolicyInput(options, FrozenDictionary<string, PolicyFile>.Empty, null);
        }

        string folder = Path.GetFullPath(files.Folder ?? "", _root);
        string shown = Path.IsPathFullyQualified(files.Folder ?? "") ? "" : files.Folder ?? "";
        var contents = files.Paths().Select(static place => place.Path!).Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(static path => path, path => PolicyFile.Read(Path.Combine(shown, path), Path.GetFullPath(path, folder)), StringComparer.Ordinal);
        return new PolicyInput(options, contents, Fingerprint(options, contents));
    }

    private static string Fingerprint(PolicySetOptions options, FrozenDictionary<string, PolicyFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string key, string? value) in options.Settings.OrderBy(static setting => setting.Key, StringComparer.Ordinal))
        {
            Append(hash, key);
            Append(hash, value);
        }

        foreach ((string path, PolicyFile file) in files.OrderBy(static file => file.Key, StringComparer.Ordinal))
        {
            Append(hash, path);
            Append(hash, file.Fault);
            hash.AppendData(BitConverter.GetBytes(file.Bytes.Length));
            hash.AppendData(file.Bytes.Span);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // The length goes first, so that no two lists of texts look alike; a missing text has one that no text has.
    private static void Append(IncrementalHash hash, string? text)
    {
        hash.AppendData(BitConverter.GetBytes(text?.Length ?? -1));
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
