using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Extensions.DependencyInjection.Loading;

/// <summary>Makes a simulator of what was read.</summary>
internal sealed class PolicySetLoader(IServiceProvider services, TimeProvider timeProvider)
{
    /// <summary>The simulator, or <c>null</c> when the findings have an error.</summary>
    public Simulator? Load(PolicyInput input, LoadFindings findings)
    {
        PolicySet? set = input.Options switch
        {
            { Files: { } files } => new PolicyDocumentReader(input, findings).Read(files),
            { Create: { } create } => Create(create, findings),
            _ => throw new InvalidOperationException("the policy set has no source"),
        };
        if (set is null)
        {
            return null;
        }

        EvaluationOptions? options = input.Options.Files is { } stated ? stated.Options : input.Options.Evaluation;
        Simulator.TryCompile(set, options, timeProvider, out Simulator? simulator, out IReadOnlyList<Diagnostic> diagnostics);
        findings.AddRange(diagnostics);
        return findings.HasErrors ? null : simulator;
    }

    private PolicySet? Create(Func<IServiceProvider, PolicySet> create, LoadFindings findings)
    {
        try
        {
            PolicySet? set = create(services);
            if (set is null)
            {
                findings.AddError("the code that makes the policies returned null");
            }

            return set;
        }
        catch (PolicyParseException exception)
        {
            findings.AddRange(exception.Diagnostics);
            findings.AddError("the code that makes the policies read a faulty one", exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            findings.AddError($"the code that makes the policies threw {exception.GetType().Name}: {exception.Message.TrimEnd('.')}", exception);
        }

        return null;
    }
}
