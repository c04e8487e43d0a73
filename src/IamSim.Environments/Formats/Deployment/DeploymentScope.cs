using System.Globalization;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>The account and Region that a template or plan is for, and the symbols of what it leaves open. Not thread-safe.</summary>
internal sealed class DeploymentScope
{
    /// <summary>Stands for an account that nothing tells.</summary>
    public const string MadeUpAccount = "000000000000";

    /// <summary>Stands for a Region that nothing tells.</summary>
    public const string MadeUpRegion = "us-east-1";

    private readonly Dictionary<string, string> _guardKeys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedKeys = new(StringComparer.Ordinal);
    private readonly HashSet<(int, string)> _told = [];
    private readonly JsonNode _root;
    private readonly string? _accountId;
    private bool _isTold;

    public DeploymentScope(in EnvironmentDocument document, EnvironmentBuilder builder, string? accountId, string? region)
    {
        File = document.File;
        Builder = builder;
        _root = document.Root;
        _accountId = accountId ?? builder.Options.AccountId;
        Region = region ?? builder.Options.Region ?? MadeUpRegion;
        Prefix = PrefixOf(File);
    }

    public EnvironmentFile File { get; }

    public EnvironmentBuilder Builder { get; }

    /// <summary>The account. Told to be made up, once, when it is.</summary>
    public string AccountId
    {
        get
        {
            if (_accountId is null && !_isTold)
            {
                _isTold = true;
                Builder.Findings.Add(EnvironmentDiagnostics.MadeUpAccount, _root, $"nothing tells which account this is for: {MadeUpAccount} stands for it", "give the account, and the Region, when you load it");
            }

            return _accountId ?? MadeUpAccount;
        }
    }

    public string Region { get; }

    public string Partition => Region switch
    {
        _ when Region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ when Region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ when Region.StartsWith("eusc-", StringComparison.Ordinal) => "aws-eusc",
        _ => "aws",
    };

    /// <summary>What distinguishes the symbols of this file.</summary>
    public string Prefix { get; }

    /// <summary>What distinguishes the symbols of a file: files of one name in two folders are two deployments.</summary>
    public static string PrefixOf(EnvironmentFile file) => string.Join('.', file.Segments[..^1].Append(StemOf(file)).Select(OpenText.Clean));

    /// <summary>The symbol of something of this file.</summary>
    public string Symbol(string local) => $"{Prefix}.{OpenText.Clean(local)}";

    /// <summary>A name for what gets its name when it is deployed.</summary>
    public string MadeUp(string local) => $"~{Symbol(local)}~";

    /// <summary>The ARN of something that is in no Region.</summary>
    public string GlobalArn(string service, string resource) => $"arn:{Partition}:{service}::{AccountId}:{resource}";

    /// <summary>The ARN of something in the Region.</summary>
    public string RegionalArn(string service, string resource) => $"arn:{Partition}:{service}:{Region}:{AccountId}:{resource}";

    /// <summary>A context key that nobody knows, for what depends on something open: the same for the same, so that what excludes each other does.</summary>
    /// <param name="symbols">What it depends on.</param>
    /// <param name="what">What is asked of it.</param>
    public string GuardKey(IEnumerable<string> symbols, string what)
    {
        if (!_guardKeys.TryGetValue(what, out string? key))
        {
            string name = $"iamsim:unresolved/{string.Join('+', symbols.Distinct(StringComparer.Ordinal).Take(3))}";
            key = name;
            for (int i = 2; !_usedKeys.Add(key); i++)
            {
                key = string.Create(CultureInfo.InvariantCulture, $"{name}#{i}");
            }

            _guardKeys.Add(what, key);
        }

        return key;
    }

    /// <summary>Tells of something open, once for each place.</summary>
    public void TellOpen(JsonNode at, string symbol, string message, string? help = null)
    {
        if (_told.Add((at.Span.Start, symbol)))
        {
            Builder.Findings.Add(EnvironmentDiagnostics.UnresolvedValue, at, $"{message}: ~{symbol}~ stands for it", help);
        }
    }

    private static string StemOf(EnvironmentFile file)
    {
        const string Template = ".template";
        return file.Stem.EndsWith(Template, StringComparison.Ordinal) && file.Stem.Length > Template.Length ? file.Stem[..^Template.Length] : file.Stem;
    }
}
