using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim;

/// <summary>One question: may this principal do this action on this resource. Immutable and thread-safe; make it once, ask it often.</summary>
public sealed record AccessRequest
{
    private readonly ImmutableDictionary<string, string> _requestTags = ImmutableDictionary<string, string>.Empty;
    private readonly RequestContext _context = RequestContext.Empty;
    private string[]? _tagKeys;

    /// <summary>Asks about one resource.</summary>
    /// <param name="principal">The caller.</param>
    /// <param name="action">The IAM action as <c>service:Name</c>, in any case, without wildcards (GRAM-40, GRAM-46).</param>
    /// <param name="resource">The resource.</param>
    /// <exception cref="FormatException">The action is not of that form.</exception>
    public AccessRequest(Principal principal, string action, RequestResource resource)
        : this(principal, action, [resource])
    {
    }

    /// <summary>Asks about one resource of a caller given by ARN, service name or <c>anonymous</c>.</summary>
    /// <param name="principal">What <see cref="Principal.Parse"/> reads.</param>
    /// <param name="action">The IAM action as <c>service:Name</c>.</param>
    /// <param name="resource">The ARN of the resource, or <c>*</c>.</param>
    /// <exception cref="FormatException">The principal or the action cannot be read.</exception>
    public AccessRequest(string principal, string action, string resource)
        : this(Principal.Parse(principal), action, [new RequestResource(resource)])
    {
    }

    /// <summary>Asks about several resources of one operation; all must be allowed (EVAL-5).</summary>
    /// <param name="principal">The caller.</param>
    /// <param name="action">The IAM action as <c>service:Name</c>.</param>
    /// <param name="resources">The resources; at least one.</param>
    /// <exception cref="FormatException">The action cannot be read.</exception>
    /// <exception cref="ArgumentException">There is no resource.</exception>
    public AccessRequest(Principal principal, string action, ImmutableArray<RequestResource> resources)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(action);
        if (resources.IsDefaultOrEmpty)
        {
            throw new ArgumentException("a request needs at least one resource", nameof(resources));
        }

        if (DescribeActionFault(action) is { } fault)
        {
            throw new FormatException(fault);
        }

        Principal = principal;
        Action = action;
        FoldedAction = AsciiFold.ToLower(action);
        Service = FoldedAction[..FoldedAction.IndexOf(':', StringComparison.Ordinal)];
        Resources = resources;
    }

    /// <summary>The caller.</summary>
    public Principal Principal { get; }

    /// <summary>The action as given.</summary>
    public string Action { get; }

    /// <summary>The resources; all must be allowed.</summary>
    public ImmutableArray<RequestResource> Resources { get; }

    /// <summary>What the request states of its context keys.</summary>
    public RequestContext Context
    {
        get => _context;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            (_context, _tagKeys) = (value, null);
        }
    }

    /// <summary>The tags passed with the request: aws:RequestTag/* and aws:TagKeys (CTX-4).</summary>
    public ImmutableDictionary<string, string> RequestTags
    {
        get => _requestTags;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            (_requestTags, RequestTagPairs, _tagKeys) = (value, new TagPairs(value), null);
        }
    }

    /// <summary>The time of the request: aws:CurrentTime and aws:EpochTime; <c>null</c> means the simulator's clock.</summary>
    public DateTimeOffset? Time { get; init; }

    internal TagPairs RequestTagPairs { get; private init; }

    internal string FoldedAction { get; }

    /// <summary>The service prefix in lower case.</summary>
    internal string Service { get; }

    /// <summary>
    /// CTX-4: the keys of the request tags, stated either as tags or as context keys. Built once, on first use. Ordered before doublets are
    /// dropped: the dictionary's own order differs from process to process, and of two spellings the ordinal first counts (OQ-25).
    /// </summary>
    internal string[] TagKeys => _tagKeys ??= [.. RequestTags.Keys
        .Concat(Context.Where(static pair => !pair.Value.IsAbsent).Select(static pair => new ContextKey(pair.Key)).Where(static key => key.Global == GlobalKey.RequestTag).Select(static key => key.Tag))
        .Order(StringComparer.Ordinal)
        .Distinct(AsciiFold.Comparer.Instance)];

    /// <summary>What is wrong with the form of an action, or <c>null</c>.</summary>
    internal static string? DescribeActionFault(string action)
    {
        int colon = action.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == action.Length - 1 || action.IndexOf(':', colon + 1) >= 0)
        {
            return $"'{action}' is not an action: expected service:Name, such as s3:GetObject";
        }

        return action.AsSpan().ContainsAny('*', '?')
            ? $"'{action}' is not an action: a request names one action, without wildcards"
            : null;
    }

    /// <summary>The question in one line.</summary>
    public override string ToString() => $"{Principal} {Action} {string.Join(", ", Resources)}";
}
