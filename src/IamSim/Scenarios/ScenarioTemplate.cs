using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Scenarios;

/// <summary>A scenario without its question: the policies and settings that many requests are asked of. Immutable and thread-safe; compiles when first asked.</summary>
/// <remarks>An answer is that of the scenario with the same members and the request.</remarks>
public sealed class ScenarioTemplate
{
    private readonly ScenarioSetting _setting;
    private readonly Lazy<ScenarioCompilation>[] _byKind;
    private readonly bool _isSame;

    internal ScenarioTemplate(ScenarioSetting setting, ImmutableArray<ScenarioPolicy> documents)
    {
        _setting = setting;
        Documents = documents;
        // Only what hangs on a resource is checked differently for each kind of resource.
        _isSame = setting.Policies.Resource is null && setting.Policies.AccessPoint is null;
        _byKind = [.. Enum.GetValues<ResourcePolicyKind>().Select(kind => new Lazy<ScenarioCompilation>(() => ScenarioCompilation.Create(Policies with { ResourcePolicyKind = kind }, Options, documents, timeProvider: null)))];
    }

    /// <summary>The policies.</summary>
    public PolicySet Policies => _setting.Policies;

    /// <summary>The options, those of the reader included.</summary>
    public EvaluationOptions Options => _setting.Options;

    /// <summary>The time of requests that state none; <c>null</c> means the clock.</summary>
    public DateTimeOffset? Now => _setting.Now;

    /// <summary>The policies with their places.</summary>
    public ImmutableArray<ScenarioPolicy> Documents { get; }

    /// <summary>The policies compiled for what a request is about. The same for most requests; made once for each kind of resource policy.</summary>
    /// <param name="request">The request.</param>
    public ScenarioCompilation CompilationFor(AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _byKind[_isSame ? 0 : (int)request.InferResourcePolicyKind()].Value;
    }

    /// <summary>The policies compiled with the checks of one kind of resource policy; made once. The same for all kinds when there is no such policy.</summary>
    /// <param name="kind">What the resource policy hangs on.</param>
    public ScenarioCompilation Compile(ResourcePolicyKind kind) => _byKind[_isSame ? 0 : (int)kind].Value;

    /// <summary>Makes a reader of requests, which get the settings of this template.</summary>
    public RequestLineReader CreateReader() => new(_setting.Resources, Now);

    /// <summary>Answers what was read, in the form that scenarios are answered in. For many requests <see cref="CompilationFor"/> is quicker.</summary>
    /// <param name="reading">What a reader of this template read.</param>
    /// <param name="explain">Whether to explain the decision.</param>
    public ScenarioAnswer Answer(RequestReading reading, bool explain = false)
    {
        ImmutableArray<Diagnostic> errors = reading.InputErrors.IsDefault ? [] : reading.InputErrors;
        if (reading.Request is not { } request)
        {
            return ScenarioAnswer.Create(new ScenarioReading(reading.Id, null, null, errors, []));
        }

        PolicySet set = Policies with { ResourcePolicyKind = request.InferResourcePolicyKind() };
        var scenario = new Scenario(reading.Id, null, request, set, Options, expectation: null, Documents);
        return ScenarioAnswer.Create(new ScenarioReading(reading.Id, scenario, null, errors, []), scenario, CompilationFor(request), explain);
    }

    /// <summary>How many policies it has.</summary>
    public override string ToString() => $"{Documents.Length} policies";
}
