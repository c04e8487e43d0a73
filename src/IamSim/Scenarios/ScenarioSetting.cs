namespace IamSim.Scenarios;

/// <summary>What a scenario says besides its question.</summary>
internal sealed record ScenarioSetting(PolicySet Policies, EvaluationOptions Options, DateTimeOffset? Now, ResourceSettingsReader Resources);
