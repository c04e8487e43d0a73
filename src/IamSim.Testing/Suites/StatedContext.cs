using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Environments;

namespace IamSim.Testing.Suites;

/// <summary>What a context of a suite states of a request. Immutable.</summary>
internal sealed record StatedContext
{
    public static readonly StatedContext None = new();

    /// <summary>What it is called; <c>null</c> for none.</summary>
    public string? Name { get; init; }

    /// <summary>Context keys, in whatever case.</summary>
    public ImmutableSortedDictionary<string, ContextValue> Keys { get; init; } = ImmutableSortedDictionary.Create<string, ContextValue>(StringComparer.OrdinalIgnoreCase);

    public ImmutableDictionary<string, string> RequestTags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableDictionary<string, string> SessionTags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public DateTimeOffset? Time { get; init; }

    public AwsVpcEndpoint? Endpoint { get; init; }

    /// <summary>Both, where the other one wins.</summary>
    /// <param name="other">The later one.</param>
    /// <param name="separator">What stands between the two names.</param>
    public StatedContext With(StatedContext other, string separator = ", ") => new()
    {
        Name = Name is null ? other.Name : other.Name is null ? Name : Name + separator + other.Name,
        Keys = Keys.SetItems(other.Keys),
        RequestTags = RequestTags.SetItems(other.RequestTags),
        SessionTags = SessionTags.SetItems(other.SessionTags),
        Time = other.Time ?? Time,
        Endpoint = other.Endpoint ?? Endpoint,
    };

    /// <summary>Something that both state and state differently; <c>null</c> for nothing.</summary>
    public string? Contradiction(StatedContext other)
    {
        foreach ((string key, ContextValue value) in other.Keys)
        {
            if (Keys.TryGetValue(key, out ContextValue mine) && mine != value)
            {
                return key;
            }
        }

        return Differs(RequestTags, other.RequestTags) is { } requestTag ? $"the request tag {requestTag}"
            : Differs(SessionTags, other.SessionTags) is { } sessionTag ? $"the session tag {sessionTag}"
            : Time is not null && other.Time is not null && Time != other.Time ? "the time"
            : Endpoint is not null && other.Endpoint is not null && Endpoint.Id != other.Endpoint.Id ? "the VPC endpoint"
            : null;
    }

    public AccessConditions ToConditions() => new()
    {
        Context = new RequestContext(Keys),
        RequestTags = RequestTags,
        SessionTags = SessionTags,
        Time = Time,
        VpcEndpoint = Endpoint,
    };

    private static string? Differs(ImmutableDictionary<string, string> mine, ImmutableDictionary<string, string> others) =>
        others.Keys.FirstOrDefault(key => mine.TryGetValue(key, out string? value) && value != others[key]);
}
