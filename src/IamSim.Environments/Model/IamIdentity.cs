using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>A user, group or role of an account. Immutable and thread-safe. See the IAM User Guide, "IAM identities".</summary>
public abstract class IamIdentity
{
    private protected IamIdentity(string arn, string name)
    {
        Arn = arn;
        Name = name;
        AccountId = Identifiers.Arn.TryParse(arn, out Identifiers.Arn parsed) ? parsed.AccountId.ToString() : "";
        Path = PathOf(parsed.Resource);
    }

    /// <summary>The ARN, with path.</summary>
    public string Arn { get; }

    /// <summary>The name, without path.</summary>
    public string Name { get; }

    /// <summary>The path, with slashes on both ends; <c>/</c> for none.</summary>
    public string Path { get; }

    /// <summary>The account, twelve digits.</summary>
    public string AccountId { get; }

    /// <summary>The unique id such as <c>AIDA…</c>; <c>null</c> when not known.</summary>
    public string? UniqueId { get; internal init; }

    /// <summary>Tags, names in the case in which they were set; empty also when not known.</summary>
    public ImmutableDictionary<string, string> Tags { get; internal init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Inline policies in the order of the file.</summary>
    public ImmutableArray<EnvironmentPolicy> InlinePolicies { get; internal init; } = [];

    /// <summary>Attached managed policies in the order of the file.</summary>
    public ImmutableArray<PolicyAttachment> AttachedPolicies { get; internal init; } = [];

    /// <summary>Where it was found.</summary>
    public SourcePlace Place { get; internal init; }

    /// <summary>The ARN.</summary>
    public override string ToString() => Arn;

    private static string PathOf(ReadOnlySpan<char> resource)
    {
        int first = resource.IndexOf('/');
        int last = resource.LastIndexOf('/');
        return first < 0 || first == last ? "/" : resource[first..(last + 1)].ToString();
    }
}
