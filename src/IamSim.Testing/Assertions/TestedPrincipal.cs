using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>A caller under test, and what its requests are like. Immutable and thread-safe: every method returns another one.</summary>
public sealed class TestedPrincipal
{
    internal TestedPrincipal(Iam iam, Principal caller) => (Iam, Caller, Conditions) = (iam, caller, iam.Conditions);

    /// <summary>The caller.</summary>
    public Principal Caller { get; private init; }

    /// <summary>The policies under test.</summary>
    public Iam Iam { get; private init; }

    internal AccessConditions Conditions { get; private init; }

    /// <summary>States a context key of its requests.</summary>
    /// <param name="key">The key, such as <c>aws:SourceIp</c>. A key that was stated before is stated anew.</param>
    /// <param name="value">A text, a list (<c>["a", "b"]</c>), a boolean, a number, an instant, or <see cref="ContextValue.Absent"/>.</param>
    public TestedPrincipal When(string key, ContextValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return With(Conditions with { Context = Conditions.Context.With(key, value) });
    }

    /// <summary>States tags that are passed with its requests: <c>aws:RequestTag/…</c> and <c>aws:TagKeys</c>.</summary>
    /// <param name="tags">The tags, besides those stated before.</param>
    public TestedPrincipal WithTags(params ReadOnlySpan<(string Key, string Value)> tags) => With(Conditions with { RequestTags = Add(Conditions.RequestTags, tags) });

    /// <summary>States the tags of its session: <c>aws:PrincipalTag/…</c>, over the tags of the role.</summary>
    /// <param name="tags">The tags, besides those stated before.</param>
    public TestedPrincipal WithSessionTags(params ReadOnlySpan<(string Key, string Value)> tags) => With(Conditions with { SessionTags = Add(Conditions.SessionTags, tags) });

    /// <summary>States the time of its requests; otherwise it is now.</summary>
    /// <param name="time">The time.</param>
    public TestedPrincipal At(DateTimeOffset time) => With(Conditions with { Time = time });

    /// <summary>States the VPC endpoint that its requests pass.</summary>
    /// <param name="endpointId">The id of an endpoint of the environment.</param>
    /// <exception cref="ArgumentException">The environment has no such endpoint; the message suggests.</exception>
    public TestedPrincipal Through(string endpointId)
    {
        ImmutableArray<AwsVpcEndpoint> known = Iam.Environment?.VpcEndpoints ?? [];
        AwsVpcEndpoint? endpoint = known.FirstOrDefault(one => one.Id == endpointId);
        return endpoint is not null
            ? With(Conditions with { VpcEndpoint = endpoint })
            : throw new ArgumentException($"the environment has no VPC endpoint {JsonNode.Quote(endpointId)}{(Suggestion.Closest(endpointId, known.Select(static one => one.Id)) is { } close ? $": did you mean '{close}'?" : "")}", nameof(endpointId));
    }

    /// <summary>What would be, if it had one identity policy more.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="PolicyCompilationException">AWS would refuse the policy.</exception>
    public TestedPrincipal With(PolicyDocument policy) => In(Iam.With(policy));

    /// <summary>What would be, if it had one identity policy more.</summary>
    /// <param name="policyJson">The text of the policy.</param>
    /// <exception cref="PolicyParseException">The text is no policy.</exception>
    /// <exception cref="PolicyCompilationException">AWS would refuse the policy.</exception>
    public TestedPrincipal With(string policyJson) => In(Iam.With(policyJson));

    /// <summary>What would be, if one policy more of any kind decided its requests. See <see cref="Iam.With(PolicyKind, PolicyDocument)"/>.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="policy">The policy.</param>
    /// <exception cref="PolicyCompilationException">AWS would refuse the policy.</exception>
    public TestedPrincipal With(PolicyKind kind, PolicyDocument policy) => In(Iam.With(kind, policy));

    /// <summary>What would be, if a policy were not there. See <see cref="Iam.Without"/>.</summary>
    /// <param name="name">The name or the ARN of the policy, or the Sid of statements.</param>
    /// <exception cref="ArgumentException">There is neither; the message suggests.</exception>
    public TestedPrincipal Without(string name) => In(Iam.Without(name));

    /// <summary>
    /// Begins a sentence about what it may do, such as <c>Should().BeAllowed("s3:PutObject").On("arn:…").When("aws:SourceIp", "203.0.113.7")</c>.
    /// The sentence is checked at its last step, and at once where the last step cannot be told.
    /// </summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <remarks>
    /// Which step is the last one is read from the compiled code of the caller, by the place that the compiler fills in: see <see cref="PolicyExpectation"/>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The sentence ends right here, so that it would check nothing.</exception>
    public PrincipalAssertions Should([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        int steps = CompiledSentences.StepsOf(file, line);
        return steps != CompiledSentences.Dropped
            ? new PrincipalAssertions(this, steps)
            : throw new InvalidOperationException("the sentence ends behind Should() and checks nothing: go on with what should be, such as BeAllowed(\"s3:GetObject\")");
    }

    /// <summary>The caller.</summary>
    public override string ToString() => Caller.ToString();

    internal TestedPrincipal With(AccessConditions conditions) => new(Iam, Caller) { Conditions = conditions };

    private TestedPrincipal In(Iam iam) => new(iam, Caller) { Conditions = Conditions };

    private static ImmutableDictionary<string, string> Add(ImmutableDictionary<string, string> tags, ReadOnlySpan<(string Key, string Value)> added)
    {
        foreach ((string key, string value) in added)
        {
            tags = tags.SetItem(key, value);
        }

        return tags;
    }
}
