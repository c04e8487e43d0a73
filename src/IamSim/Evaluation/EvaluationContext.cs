using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Services;

namespace IamSim.Evaluation;

/// <summary>
/// The values of context keys during one evaluation: what the request states, else what follows from it (semantics table 3.1).
/// One instance per thread is used again and again, so that an evaluation allocates nothing.
/// </summary>
internal sealed partial class EvaluationContext : ContextSource
{
    // Fewer epoch seconds are read as a year, or not at all (COND-42, COND-44).
    private const long LeastPlainSeconds = 10_000;

    [ThreadStatic]
    private static EvaluationContext? s_cached;

    private readonly char[] _clockText = new char[64];
    private AccessRequest? _request;
    private ActionTraits? _action;
    private RequestResource? _resource;
    private CompiledPolicySet? _set;
    private TimeProvider _clock = TimeProvider.System;
    private DateTimeOffset? _now;
    private string _owner = "";
    private UnknownContextKeys? _unknowns;

    /// <summary>The derived keys that conditions and variables asked for, by name; <c>null</c> unless somebody watches.</summary>
    public SortedDictionary<string, DerivedContextKey>? DerivedKeys { get; set; }

    /// <summary>Whether a condition or variable used a role ARN whose path nobody stated.</summary>
    public bool GuessedRolePath { get; set; }

    /// <summary>The time of the request; the clock is asked when it is first needed.</summary>
    public DateTimeOffset Time
    {
        get => _now ??= _clock.GetUtcNow();
        set => _now = value;
    }

    public override bool UnmapsIPv4 => _set!.Options.UnmapIPv4MappedAddresses;

    /// <summary>A request that is filled in anew for every question asked without one.</summary>
    public AccessRequest Scratch { get; } = AccessRequest.CreateScratch();

    /// <summary>Takes the thread's instance, or a new one when an evaluation runs inside another (a clock may call back). It is taken from <c>Begin</c> on.</summary>
    public static EvaluationContext Rent() => s_cached is { _set: null } free ? free : s_cached = new EvaluationContext();

    public static EvaluationContext Rent(CompiledPolicySet set, AccessRequest request, ActionTraits action, TimeProvider clock)
    {
        EvaluationContext context = Rent();
        context.Begin(set, request, action, clock, null);
        return context;
    }

    /// <summary>Turns to a request.</summary>
    public void Begin(CompiledPolicySet set, AccessRequest request, ActionTraits action, TimeProvider clock, UnknownContextKeys? unknowns)
    {
        _set = set;
        _request = request;
        _action = action;
        _clock = clock;
        _now = request.Time;
        GuessedRolePath = false;
        (_unknowns, HasUnknowns, UnknownMatches) = (unknowns, unknowns is not null, false);
    }

    /// <summary>Gives the instance back without keeping the request alive. A clock that throws costs the instance, nothing else.</summary>
    public void Return()
    {
        if (ReferenceEquals(_request, Scratch))
        {
            Scratch.Empty();
        }

        (_set, _request, _resource, _unknowns, DerivedKeys) = (null, null, null, null, null);
    }

    /// <summary>Turns to one of the request's resources.</summary>
    public void Select(RequestResource resource, string owner) => (_resource, _owner) = (resource, owner);

    /// <summary>Where the value of a key comes from; of a missing key, where it would have come from.</summary>
    public ContextKeyOrigin OriginOf(ContextKey key) =>
        _request!.Context.TryGetValue(key, out _) ? ContextKeyOrigin.Stated : ContextKeyOrigins.Of(key.Global);

    public override bool TryGet(ContextKey key, out ContextView view)
    {
        if (_request!.Context.TryGetValue(key, out ContextValue stated))
        {
            view = stated.Many is { } many ? ContextView.Of(many) : ContextView.Of(stated.Single);
            return !stated.IsAbsent;
        }

        bool derived = TryDerive(key, out view);
        if (derived && DerivedKeys is not null)
        {
            DerivedKeys[key.Name] = new DerivedContextKey(key.Name, view.ToValue(), ContextKeyOrigins.Of(key.Global));
        }

        return derived;
    }

    public override bool TryGetClock(ContextKey key, out Instant instant)
    {
        instant = default;
        if (_request!.Context.TryGetValue(key, out _) || DerivedKeys is not null)
        {
            return false;
        }

        // Seconds, as in the texts of the keys.
        instant = new Instant(Time.ToUnixTimeSeconds(), 0);
        return instant.Seconds >= LeastPlainSeconds;
    }

    /// <summary>The value that follows from the request alone, whatever it states.</summary>
    private bool TryDerive(ContextKey key, out ContextView view)
    {
        switch (key.Global)
        {
            case GlobalKey.None:
                view = default;
                return false;
            case GlobalKey.CurrentTime:
                view = ContextView.Of(FormatTime());
                return true;
            case GlobalKey.EpochTime:
                view = ContextView.Of(FormatEpoch());
                return true;
            case GlobalKey.TagKeys or GlobalKey.PrincipalOrgPaths or GlobalKey.ResourceOrgPaths or GlobalKey.PrincipalServiceNamesList:
                string[]? list = DeriveList(key.Global);
                view = list is null ? default : ContextView.Of(list);
                return list is not null;
            default:
                GuessedRolePath |= key.Global == GlobalKey.PrincipalArn && _request!.Principal.LacksPath;
                string? text = DeriveText(key);
                view = ContextView.Of(text);
                return text is not null;
        }
    }

    private string? DeriveText(ContextKey key)
    {
        Principal principal = _request!.Principal;
        return key.Global switch
        {
            // STS-12: a session tag hides the principal's tag of the same key.
            GlobalKey.PrincipalTag => principal.SessionTagPairs.Find(key.FoldedTag) ?? principal.TagPairs.Find(key.FoldedTag),
            GlobalKey.ResourceTag => _resource!.TagPairs.Find(key.FoldedTag),
            GlobalKey.RequestTag => _request.RequestTagPairs.Find(key.FoldedTag),
            GlobalKey.SourceArn when principal.Kind == PrincipalKind.Service => principal.SourceArn,
            GlobalKey.SourceAccount when principal.Kind == PrincipalKind.Service => principal.SourceAccount,
            GlobalKey.ResourceAccount => SendsResourceAccount && _owner.Length > 0 ? _owner : null,
            GlobalKey.ResourceOrgId => SendsResourceAccount ? ResourceOrganization?.Id : null,
            GlobalKey.PrincipalOrgId => principal.HasAccount ? _set!.Source.Organization?.Id : null,
            GlobalKey.CalledViaFirst => CalledVia(last: false),
            GlobalKey.CalledViaLast => CalledVia(last: true),
            GlobalKey.ViaAwsService => CalledVia(last: false) is null ? "false" : "true",
            GlobalKey.DataAccessPointArn => _resource!.AccessPointArn,
            GlobalKey.DataAccessPointAccount => _resource!.AccessPointAccount,
            _ => PrincipalKeys.Derive(principal, key.Global),
        };
    }

    private string[]? DeriveList(GlobalKey key) => key switch
    {
        GlobalKey.TagKeys => _request!.TagKeys is { Length: > 0 } tags ? tags : null,
        GlobalKey.PrincipalServiceNamesList => PrincipalKeys.ServiceNames(_request!.Principal),
        GlobalKey.PrincipalOrgPaths => _request!.Principal.HasAccount ? Paths(_set!.Source.Organization) : null,
        _ => SendsResourceAccount ? Paths(ResourceOrganization) : null,
    };

    private static string[]? Paths(OrganizationFacts? organization) =>
        organization is { Paths: { IsDefaultOrEmpty: false } paths } ? ImmutableCollectionsMarshal.AsArray(paths) : null;

    // CTX-6: a fixed list of actions lacks the keys of the owner.
    private bool SendsResourceAccount => !_action!.LacksResourceAccount;

    private OrganizationFacts? ResourceOrganization => _set!.Source.ResourceOrganization
        ?? (_owner.Length > 0 && _owner == _request!.Principal.AccountId ? _set.Source.Organization : null);

    // CTX-8: the chain of services, first or last.
    private string? CalledVia(bool last)
    {
        _request!.Context.TryGetValue(CalledViaKey, out ContextValue value);
        return value.Many is { Length: > 0 } chain ? chain[last ? ^1 : 0] : value.Single;
    }

    private ReadOnlySpan<char> FormatTime()
    {
        Time.UtcDateTime.TryFormat(_clockText, out int written, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return _clockText.AsSpan(0, written);
    }

    // The second half of the buffer: both keys may be in use at once.
    private ReadOnlySpan<char> FormatEpoch()
    {
        Time.ToUnixTimeSeconds().TryFormat(_clockText.AsSpan(32), out int written, default, CultureInfo.InvariantCulture);
        return _clockText.AsSpan(32, written);
    }
}
