using System.Diagnostics.CodeAnalysis;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Evaluation;
using IamSim.Explanations;

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

    private Simulator(CompiledPolicySet set, TimeProvider timeProvider, IReadOnlyList<Diagnostic> diagnostics)
    {
        _set = set;
        _timeProvider = timeProvider;
        Diagnostics = diagnostics;
    }

    /// <summary>The policies it was compiled from.</summary>
    public PolicySet Policies => _set.Source;

    /// <summary>The options it was compiled with.</summary>
    public EvaluationOptions Options => _set.Options;

    /// <summary>The warnings of the compile.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Compiles a policy set.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="options">The switches; <c>null</c> means <see cref="EvaluationOptions.Default"/>, a strict compile.</param>
    /// <param name="timeProvider">The clock for requests that state no time; <c>null</c> means the system's.</param>
    /// <exception cref="PolicyCompilationException">A policy has an error; carries every finding of every policy.</exception>
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
    public static bool TryCompile(PolicySet policies, EvaluationOptions? options, TimeProvider? timeProvider, [NotNullWhen(true)] out Simulator? simulator, out IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var bag = new DiagnosticBag();
        CompiledPolicySet set = CompiledPolicySet.Compile(policies, options ?? EvaluationOptions.Default, bag);
        diagnostics = bag.ToList();
        simulator = bag.HasErrors ? null : new Simulator(set, timeProvider ?? TimeProvider.System, diagnostics);
        return simulator is not null;
    }

    /// <summary>Answers a request. Allocates nothing; linear in the statements of the set and in the texts they match.</summary>
    /// <param name="request">The request.</param>
    public Decision Evaluate(AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var nobody = default(NoObserver);
        return Evaluator.Evaluate(_set, request, _timeProvider, ref nobody);
    }

    /// <summary>Answers a request and tells why: the same evaluation, watched.</summary>
    /// <param name="request">The request.</param>
    public Explanation Explain(AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        // The details are worked out later, at the time of the evaluation.
        AccessRequest timed = request.Time is null ? request with { Time = _timeProvider.GetUtcNow() } : request;
        var recorder = new ExplanationRecorder(new ExplanationScope(_set, timed, _timeProvider));
        Decision decision = Evaluator.Evaluate(_set, timed, _timeProvider, ref recorder);
        return recorder.ToExplanation(request, decision);
    }

    /// <summary>What it was compiled from.</summary>
    public override string ToString() => $"Simulator of {Policies}";
}
