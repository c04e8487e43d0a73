using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IamSim.Identifiers;

namespace IamSim.Conditions;

/// <summary>Which context keys nobody knows while a partial answer is worked out. Immutable and thread-safe; names compare without case (COND-8).</summary>
/// <remarks>
/// A named key is unknown whatever the request states or would derive for it: it may be absent, or have any text or any list. A key that
/// follows from an unknown one is unknown too, unless the request states it: aws:CalledViaFirst, aws:CalledViaLast and aws:ViaAWSService from
/// aws:CalledVia (CTX-8), aws:TagKeys from any aws:RequestTag key (CTX-4).
/// </remarks>
[CollectionBuilder(typeof(UnknownContextKeys), nameof(Create))]
public sealed class UnknownContextKeys : IEnumerable<string>
{
    private readonly ImmutableArray<string> _written;
    private readonly HashSet<string> _names = new(AsciiFold.Comparer.Instance);
    private readonly List<string> _prefixes = [];

    /// <summary>Names the unknown keys; all others are known, and absent where the request neither states them nor lets them be derived.</summary>
    /// <param name="names">Names of keys. A trailing star stands for a family: <c>aws:PrincipalTag/*</c>; a star alone for every key.</param>
    /// <exception cref="ArgumentException">A name is empty, or has a star elsewhere than at its end.</exception>
    public UnknownContextKeys(IEnumerable<string> names)
        : this([.. names ?? throw new ArgumentNullException(nameof(names))], includesUnstated: false)
    {
    }

    private UnknownContextKeys(ImmutableArray<string> names, bool includesUnstated)
    {
        _written = names;
        IncludesUnstated = includesUnstated;
        foreach (string name in names)
        {
            ArgumentNullException.ThrowIfNull(name, nameof(names));
            if (DescribeFault(name) is { } fault)
            {
                throw new ArgumentException(fault, nameof(names));
            }

            if (name.EndsWith('*'))
            {
                _prefixes.Add(name[..^1]);
            }
            else
            {
                _names.Add(name);
            }
        }
    }

    /// <summary>No key: a partial answer is then the ordinary one.</summary>
    public static UnknownContextKeys None { get; } = new([], includesUnstated: false);

    /// <summary>Every key that the request neither states (be it as absent) nor lets the engine derive, or derive to be absent.</summary>
    /// <remarks>
    /// Absent for certain are keys that the caller's kind excludes, such as aws:username for a role, and aws:SourceArn for callers that are no
    /// services (CTX-9); the keys of the owner for the actions of CTX-6; the keys of an access point for a request through none; and
    /// aws:RequestTag keys that a request with <see cref="AccessRequest.RequestTags"/> does not pass. A tag of the caller or of the resource
    /// that is not given is unknown, also where other tags are given. There for certain, although their values are not known, are aws:userid of
    /// users and roles, which begins with their unique id or with AIDA or AROA, and aws:TokenIssueTime of sessions.
    /// </remarks>
    public static UnknownContextKeys Unstated { get; } = new([], includesUnstated: true);

    /// <summary>Whether the keys of <see cref="Unstated"/> are unknown besides the named ones.</summary>
    public bool IncludesUnstated { get; }

    /// <summary>Names the unknown keys: <c>["aws:SourceIp", "aws:PrincipalTag/*"]</c>.</summary>
    /// <param name="names">Names as for the constructor.</param>
    /// <exception cref="ArgumentException">A name is empty, or has a star elsewhere than at its end.</exception>
    public static UnknownContextKeys Create(ReadOnlySpan<string> names) => new([.. names], includesUnstated: false);

    /// <summary>These keys, and all that a request neither states nor lets the engine derive.</summary>
    public UnknownContextKeys WithUnstated() => IncludesUnstated ? this : new UnknownContextKeys(_written, includesUnstated: true);

    /// <summary>Whether a key is among the named ones. Those of <see cref="Unstated"/> depend on a request and are not asked for.</summary>
    /// <param name="name">The key, in any case.</param>
    public bool Contains(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _names.Contains(name) || _prefixes.Exists(prefix => HasPrefix(name, prefix));
    }

    /// <summary>Whether a key that begins with a text, and is longer, may be among the named ones.</summary>
    internal bool MayContain(string prefix) =>
        _names.Any(name => name.Length > prefix.Length && HasPrefix(name, prefix)) || _prefixes.Exists(family => HasPrefix(family, prefix) || HasPrefix(prefix, family));

    /// <summary>The names as given.</summary>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_written).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names, and whether unstated keys belong to them.</summary>
    public override string ToString() => string.Join(", ", IncludesUnstated ? _written.Append("every unstated key") : _written);

    private static string? DescribeFault(string name) => name switch
    {
        "" => "the name of an unknown context key is empty: write a name such as aws:SourceIp",
        _ when name.AsSpan(0, name.Length - 1).Contains('*') => $"'{name}' is not a name of context keys: a star stands for the rest of a name, as in aws:PrincipalTag/*",
        _ => null,
    };

    private static bool HasPrefix(string name, string prefix) => name.Length >= prefix.Length && AsciiFold.Equals(name.AsSpan(0, prefix.Length), prefix);
}
