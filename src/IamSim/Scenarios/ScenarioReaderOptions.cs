namespace IamSim.Scenarios;

/// <summary>How scenarios are read.</summary>
public sealed record ScenarioReaderOptions
{
    /// <summary>Options that hold where a scenario does not say otherwise.</summary>
    public EvaluationOptions Evaluation { get; init; } = EvaluationOptions.Default;

    /// <summary>The time of requests whose scenario states none; <c>null</c> means the simulator's clock.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The folder that <c>{"file": …}</c> policies are relative to, and that none of them may leave, not by a link either; <c>null</c> refuses such policies.</summary>
    public string? BaseDirectory { get; init; }

    /// <summary>How many bytes a policy file may have that a scenario names; more is a finding (IAM1004). The default, 1 MiB, is fifty times what AWS stores.</summary>
    public int MaximumPolicyFileBytes { get; init; } = 1 << 20;
}
