namespace IamSim.Environments;

/// <summary>Something that an environment lacks, and what that costs. Immutable.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="AccountId">The account it is about; <c>null</c> for none in particular.</param>
/// <param name="Subject">What it is about: an account, a node of the organization, the ARN or name of a policy, services.</param>
/// <param name="Message">What is missing, in one line.</param>
/// <param name="Cost">What it does to answers, in one line.</param>
/// <param name="Affected">How many users and roles, or resources, have less certain answers because of it; <c>null</c> where that cannot be counted.</param>
public sealed record EnvironmentShortfall(EnvironmentShortfallKind Kind, string? AccountId, string Subject, string Message, string Cost, int? Affected)
{
    /// <summary>The message.</summary>
    public override string ToString() => Message;
}
