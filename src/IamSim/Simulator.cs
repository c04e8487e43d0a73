using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Evaluation;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;

namespace IamSim;

/// <summary>A policy set compiled once, to be asked many times. Immutable; any number of threads may ask at once.</summary>
/// <remarks>
/// The order of work is parse, compile, evaluate, explain: each step is dearer to make and cheaper to repeat than the next.
/// See the IAM User Guide, "Policy evaluation logic".
/// </remarks>
public sealed class Simulator
{
    private readonly CompiledPolicySet _set;
    private readonly TimeProvider _timeProvider;
    private ImmutableArray<string> _contextKeys;

    private Simulator(CompiledPolicySet set, TimeProvider timeProvider, IReadOnlyList<Diagnostic> diagnostics)
    {
        _set = set;
        _timeProvider = timeProvider;
        Diagnostics = diagnostics;
    }

    /// <summary>The policies it was compiled from.</summary>
    public PolicySet Policies => _set.Source;

    internal CompiledPolicySet CompiledPolicies => _set;

    internal TimeProvider TimeProvider => _timeProvider;

    /// <summary>The options it was compiled with.</summary>
    public EvaluationOptions Options => _set.Options;

    /// <summary>The warnings of the compile.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Compiles a policy set.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="options">The switches; <c>null</c> means <see cref="EvaluationOptions.Default"/>, a strict compile.</param>
    /// <param name="timeProvider">The clock for requests that state no time; <c>null</c> means the system's.</param>
    /// <exception cref="PolicyCompilationException">A policy has an error; carries every finding of every policy.</exception>
    /// <exception cref="ArgumentException">A list of the set holds a policy that is <c>null</c>.</exception>
    public static Simulator Compile(PolicySet policies, EvaluationOptions? options = null, TimeProvider? timeProvider = null) =>
        TryCompile(policies, options, timeProvider, out Simulator? simulator, out IReadOnlyList<Diagnostic> diagnostics)
            ? simulator
            : throw new PolicyCompilationException(diagnostics);

    /// <summary>Compiles a policy set without throwing.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="options">The switches; <c>null</c> means <see cref="EvaluationOptions.Default"/>.</param>
    /// <param name="timeProvider">The clock for requests that state no time; <c>null</c> means the system's.</param>
    /// <param name="simulator">The compiled set, or <c>null</c> when a policy has an error.</param>
    /// <param name="diagnostics">Every finding of every policy, warnings included.</param>
    /// <exception cref="ArgumentException">A list of the set holds a policy that is <c>null</c>.</exception>
    public static bool TryCompile(PolicySet policies, EvaluationOptions? options, TimeProvider? timeProvider, [NotNullWhen(true)] out Simulator? simulator, out IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var bag = new DiagnosticBag();
        CompiledPolicySet set = CompiledPolicySet.Compile(policies, options ?? EvaluationOptions.Default, bag);
        diagnostics = bag.ToList();
        simulator = bag.HasErrors ? null : new Simulator(set, timeProvider ?? TimeProvider.System, diagnostics);
        return simulator is not null;
    }

    /// <summary>Answers a request. Allocates nothing, and looks only at the statements that cover the action.</summary>
    /// <remarks>
    /// The first request, and the first about an action, is dearer: it builds what the later ones use. Of the actions asked about a bounded
    /// number is remembered, with names of up to 256 characters. The cost beyond that is linear in the covering statements and in the texts they match.
    /// </remarks>
    /// <param name="request">The request.</param>
    public Decision Evaluate(AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var nobody = default(NoObserver);
        return Evaluator.Evaluate(_set, request, _timeProvider, ref nobody);
    }

    /// <summary>Answers a question given in texts: like <see cref="Evaluate(AccessRequest)"/> of a request with one resource and nothing said of it but its ARN.</summary>
    /// <remarks>Allocates nothing for actions and accounts asked about before. Keep the principal and the context where they repeat: making them is dearer than asking.</remarks>
    /// <param name="principal">The caller.</param>
    /// <param name="action">The IAM action as <c>service:Name</c>, in any case, without wildcards.</param>
    /// <param name="resource">The ARN of the resource, or <c>*</c>.</param>
    /// <param name="context">What is stated of context keys; <c>null</c> for nothing.</param>
    /// <exception cref="FormatException">The action is not one.</exception>
    public Decision Evaluate(Principal principal, ReadOnlySpan<char> action, ReadOnlySpan<char> resource, RequestContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return Evaluator.Evaluate(_set, principal, action, resource, context ?? RequestContext.Empty, _timeProvider);
    }

    /// <summary>Answers a question given in UTF-8, as it comes from files and networks.</summary>
    /// <remarks>Allocates nothing for actions and accounts asked about before, and resources up to 1,024 bytes. Bytes that are not UTF-8 become U+FFFD.</remarks>
    /// <param name="principal">The caller.</param>
    /// <param name="utf8Action">The IAM action as <c>service:Name</c>, in any case, without wildcards.</param>
    /// <param name="utf8Resource">The ARN of the resource, or <c>*</c>.</param>
    /// <param name="context">What is stated of context keys; <c>null</c> for nothing.</param>
    /// <exception cref="FormatException">The action is not one.</exception>
    public Decision Evaluate(Principal principal, ReadOnlySpan<byte> utf8Action, ReadOnlySpan<byte> utf8Resource, RequestContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(principal);
        const int Small = 1024;
        Span<char> action = utf8Action.Length <= Small ? stackalloc char[utf8Action.Length] : new char[utf8Action.Length];
        Span<char> resource = utf8Resource.Length <= Small ? stackalloc char[utf8Resource.Length] : new char[utf8Resource.Length];
        action = action[..Encoding.UTF8.GetChars(utf8Action, action)];
        resource = resource[..Encoding.UTF8.GetChars(utf8Resource, resource)];
        return Evaluator.Evaluate(_set, principal, action, resource, context ?? RequestContext.Empty, _timeProvider);
    }

    /// <summary>Answers requests one after the other. Allocates nothing. For many requests and several threads see <c>EvaluateAsync</c> in <c>IamSim.Batches</c>.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="decisions">Where the decisions go, each to the place of its request; what is beyond the last request is left alone.</param>
    /// <exception cref="ArgumentException"><paramref name="decisions"/> is shorter than <paramref name="requests"/>; nothing is written.</exception>
    /// <exception cref="ArgumentNullException">A request is <c>null</c>; the decisions before it are written.</exception>
    public void Evaluate(ReadOnlySpan<AccessRequest> requests, Span<Decision> decisions)
    {
        if (decisions.Length < requests.Length)
        {
            throw new ArgumentException($"there is room for {decisions.Length} decisions, but there are {requests.Length} requests", nameof(decisions));
        }

        for (int i = 0; i < requests.Length; i++)
        {
            decisions[i] = Evaluate(requests[i]);
        }
    }

    /// <summary>Answers a request and tells why: the same evaluation, watched.</summary>
    /// <param name="request">The request.</param>
    public Explanation Explain(AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        AccessRequest timed = AtOneTime(request);
        var recorder = new ExplanationRecorder(new ExplanationScope(_set, timed, _timeProvider));
        Evaluator.Evaluate(_set, timed, _timeProvider, ref recorder);
        // Watched, everything is looked at; what had to be assumed for the decision is what the unwatched evaluation used.
        var nobody = default(NoObserver);
        return recorder.ToExplanation(request, Evaluator.Evaluate(_set, timed, _timeProvider, ref nobody));
    }

    /// <summary>Answers a request of which nobody knows the context keys that it neither states nor lets the engine derive.</summary>
    /// <remarks>Takes the time of a few explanations. Sound: an answer of allowed or denied holds whatever the unknown keys are.</remarks>
    /// <param name="request">The request.</param>
    public PartialDecision EvaluatePartial(AccessRequest request) => EvaluatePartial(request, UnknownContextKeys.Unstated);

    /// <summary>Answers a request of which nobody knows certain context keys; all others are known, and absent if they are not there.</summary>
    /// <param name="request">The request.</param>
    /// <param name="unknownKeys">The unknown keys, whatever the request states or would derive for them: <c>["aws:SourceIp", "aws:PrincipalTag/*"]</c>.</param>
    public PartialDecision EvaluatePartial(AccessRequest request, UnknownContextKeys unknownKeys)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(unknownKeys);
        var recorder = PartialRecorder.Create();
        AccessRequest timed = AtOneTime(request);
        Decision unfavorable = Evaluator.Evaluate(_set, timed, _timeProvider, unknownKeys, ref recorder);
        var nobody = default(NoObserver);
        DecisionAssumptions needed = Evaluator.Evaluate(_set, timed, _timeProvider, unknownKeys, ref nobody).Assumptions;
        return recorder.ToPartialDecision(request, in unfavorable, needed);
    }

    /// <summary>Every context key that the policies ask for, in conditions and in variables, in ordinal order; of several spellings the first.</summary>
    /// <remarks>As AWS's GetContextKeysForCustomPolicy. Texts that look like variables but are none, as in policies of 2008, do not count (VAR-2).</remarks>
    public ImmutableArray<string> ContextKeys
    {
        get
        {
            // A benign race: two threads may both find the same keys.
            if (_contextKeys.IsDefault)
            {
                _contextKeys = PolicyContextKeys.Of(_set);
            }

            return _contextKeys;
        }
    }

    /// <summary>The context keys that the policies ask for in view of a request, and that it neither states nor lets the engine derive.</summary>
    /// <remarks>
    /// As MissingContextValues of AWS's simulator, but for every kind of policy. Counts the statements whose action, resource and principal
    /// match, in layers that concern the request, be a key of weight or not: those that decide are <see cref="PartialDecision.DecidingKeys"/>
    /// of <see cref="EvaluatePartial(AccessRequest)"/>. A request that a rule settles before any policy is read misses nothing.
    /// </remarks>
    /// <param name="request">The request.</param>
    /// <returns>The keys in ordinal order.</returns>
    public ImmutableArray<MissingContextKey> GetMissingContextKeys(AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var recorder = MissingKeyRecorder.Create();
        Evaluator.Evaluate(_set, request, _timeProvider, UnknownContextKeys.Unstated, ref recorder);
        return recorder.ToKeys();
    }

    // What is evaluated twice, or told later, has one time.
    private AccessRequest AtOneTime(AccessRequest request) => request.Time is null ? request with { Time = _timeProvider.GetUtcNow() } : request;

    /// <summary>What it was compiled from.</summary>
    public override string ToString() => $"Simulator of {Policies}";
}
