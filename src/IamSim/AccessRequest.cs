using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim;

/// <summary>One question: may this principal do this action on this resource. Immutable and thread-safe; make it once, ask it often.</summary>
/// <remarks><c>with</c> makes a variation. Requests compare by reference: what they hold has no cheap equality.</remarks>
public sealed record AccessRequest
{
    private readonly ImmutableDictionary<string, string> _requestTags = ImmutableDictionary<string, string>.Empty;
    private RequestContext _context = RequestContext.Empty;
    private Principal _principal = Principal.Anonymous;
    private ActionName _action;
    private string[]? _tagKeys;

    /// <summary>Asks about one resource.</summary>
    /// <param name="principal">The caller.</param>
    /// <param name="action">The IAM action; a string such as <c>s3:GetObject</c> converts by itself.</param>
    /// <param name="resource">The resource; the string of an ARN, or <c>*</c>, converts by itself.</param>
    /// <exception cref="ArgumentException">The action is <c>default</c>.</exception>
    public AccessRequest(Principal principal, ActionName action, RequestResource resource)
        : this(principal, action, [resource])
    {
    }

    /// <summary>Asks about one resource of a caller given by ARN, service name or <c>anonymous</c>.</summary>
    /// <param name="principal">What <see cref="Principal.Parse(string)"/> reads.</param>
    /// <param name="action">The IAM action as <c>service:Name</c>, in any case, without wildcards (GRAM-40, GRAM-46).</param>
    /// <param name="resource">The ARN of the resource, or <c>*</c>.</param>
    /// <exception cref="FormatException">The principal or the action cannot be read.</exception>
    public AccessRequest(string principal, string action, string resource)
        : this(Principal.Parse(principal), ActionName.Parse(action), [new RequestResource(resource)])
    {
    }

    /// <summary>Asks about several resources of one operation; all must be allowed (EVAL-5).</summary>
    /// <param name="principal">The caller.</param>
    /// <param name="action">The IAM action.</param>
    /// <param name="resources">The resources; at least one.</param>
    /// <exception cref="ArgumentException">The action is <c>default</c>, or there is no resource.</exception>
    public AccessRequest(Principal principal, ActionName action, ImmutableArray<RequestResource> resources)
    {
        Principal = principal;
        Action = action;
        Resources = resources;
    }

    /// <summary>The caller.</summary>
    public Principal Principal
    {
        get => _principal;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _principal = value;
        }
    }

    /// <summary>The action.</summary>
    public ActionName Action
    {
        get => _action;
        init => _action = value.IsDefault ? throw new ArgumentException("a request needs an action", nameof(value)) : value;
    }

    /// <summary>The resources; all must be allowed. At least one.</summary>
    public ImmutableArray<RequestResource> Resources
    {
        get;
        init
        {
            if (value.IsDefaultOrEmpty || value.Contains(null!))
            {
                throw new ArgumentException("a request needs at least one resource, and none that is null", nameof(value));
            }

            field = value;
        }
    }

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

    /// <summary>A request to be filled in by <see cref="Fill"/>. It never leaves the thread that asks.</summary>
    internal static AccessRequest CreateScratch() => new(Principal.Anonymous, "none:None", RequestResource.Bare);

    /// <summary>Makes a scratch request the question at hand.</summary>
    internal void Fill(Principal principal, ActionName action, RequestContext context)
    {
        (_principal, _action, _context, _tagKeys) = (principal, action, context, null);
    }

    /// <summary>Lets go of the question of a scratch request.</summary>
    internal void Empty() => (_principal, _context, _tagKeys) = (null!, null!, null);

    /// <summary>The action in lower case.</summary>
    internal string FoldedAction => Action.Folded;

    /// <summary>The service prefix in lower case.</summary>
    internal string Service => Action.Service;

    /// <summary>CTX-4: the keys of the request tags, stated either as tags or as context keys. Built once, on first use.</summary>
    internal string[] TagKeys => RequestTags.IsEmpty ? Context.RequestTagKeys : _tagKeys ??= Context.TagKeysWith(RequestTags.Keys);

    /// <summary>What the resource policy hangs on, as far as action and resource tell: for <see cref="PolicySet.ResourcePolicyKind"/>.</summary>
    /// <returns>The kind by the first resource; <see cref="ResourcePolicyKind.General"/> where there are no special checks.</returns>
    public ResourcePolicyKind InferResourcePolicyKind()
    {
        if (!Arn.TryParse(Resources[0].Arn, out Arn arn))
        {
            return ResourcePolicyKind.General;
        }

        return Service switch
        {
            "sts" when arn.Service is "iam" && arn.Resource.StartsWith("role/", StringComparison.Ordinal) => ResourcePolicyKind.RoleTrust,
            "kms" when arn.Service is "kms" => ResourcePolicyKind.KmsKey,
            "s3" when arn.Service is "s3" => ResourcePolicyKind.S3Bucket,
            _ => ResourcePolicyKind.General,
        };
    }

    /// <summary>Whether both are the same object.</summary>
    /// <param name="other">The other request.</param>
    public bool Equals(AccessRequest? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <summary>The question in one line.</summary>
    public override string ToString() => $"{Principal} {Action} {string.Join(", ", Resources)}";
}
