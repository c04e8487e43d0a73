namespace IamSim.Identifiers;

/// <summary>What is put together from the parts of a caller, once for each, so that an evaluation allocates nothing.</summary>
/// <remarks>It says nothing that the caller does not say, so it never makes two callers differ; a copy of the caller finds that it is not its own.</remarks>
internal struct PrincipalTexts : IEquatable<PrincipalTexts>
{
    private Made? _made;

    // A benign race: two threads may both make them.
    public Made Of(Principal owner)
    {
        Made? made = _made;
        return made is not null && ReferenceEquals(made.Owner, owner) ? made : _made = new Made(owner);
    }

    public readonly bool Equals(PrincipalTexts other) => true;

    public override readonly bool Equals(object? obj) => obj is PrincipalTexts;

    public override readonly int GetHashCode() => 0;

    /// <summary>The texts of one caller, each made when it is first asked for.</summary>
    internal sealed class Made(Principal owner)
    {
        private string? _roleArn;
        private string? _userId;
        private string[]? _serviceNames;

        public Principal Owner { get; } = owner;

        /// <summary>The ARN of the role of a role session.</summary>
        public string RoleArn => _roleArn ??= $"arn:{Owner.Partition}:iam::{Owner.AccountId}:role{Owner.EffectiveRolePath}{Owner.Name}";

        /// <summary>The user id of a session; of a role session only where that of the role is known.</summary>
        public string UserId => _userId ??= Owner.Kind == PrincipalKind.FederatedUser ? $"{Owner.AccountId}:{Owner.Name}" : $"{Owner.UniqueId}:{Owner.SessionName}";

        /// <summary>The name of a service, as a list.</summary>
        public string[] ServiceNames => _serviceNames ??= [Owner.Name];
    }
}
