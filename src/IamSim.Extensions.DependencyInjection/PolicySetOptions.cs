using System.Collections.Immutable;

namespace IamSim.Extensions.DependencyInjection;

/// <summary>A policy set as its source states it: files or code, and what is wrong with the statement.</summary>
internal sealed class PolicySetOptions
{
    /// <summary>The files; <c>null</c> when code makes the policies.</summary>
    public PolicyFiles? Files { get; set; }

    /// <summary>The code that makes the policies; <c>null</c> when they are in files.</summary>
    public Func<IServiceProvider, PolicySet>? Create { get; set; }

    /// <summary>The switches for policies from code; files carry their own.</summary>
    public EvaluationOptions Evaluation { get; set; } = EvaluationOptions.Default;

    /// <summary>What the configuration says, key by key, to tell whether it has changed.</summary>
    public ImmutableArray<KeyValuePair<string, string?>> Settings { get; set; } = [];

    /// <summary>What is wrong with the configuration, one line each.</summary>
    public ImmutableArray<string> Faults { get; set; } = [];
}
