namespace IamSim.Environments.Loading;

/// <summary>What a list of policies says of one of them, without its text.</summary>
/// <param name="Name">Its name; <c>null</c> when the list does not say.</param>
/// <param name="Arn">Its ARN; likewise.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record PolicyMention(string? Name, string? Arn, SourcePlace Place);
