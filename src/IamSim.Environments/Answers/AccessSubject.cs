using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments;

/// <summary>A caller that an answer is about: of the environment, or one that policies let in from outside. Immutable and thread-safe; equal when kind and name are.</summary>
public sealed class AccessSubject : IEquatable<AccessSubject>
{
    internal AccessSubject(AccessSubjectKind kind, string name, CallerProfile caller)
    {
        Kind = kind;
        Name = name;
        Caller = caller;
    }

    /// <summary>What sort of caller.</summary>
    public AccessSubjectKind Kind { get; }

    /// <summary>Its ARN, service name or provider; in words for those who stand for many, such as <c>anyone of account 111122223333</c>.</summary>
    public string Name { get; }

    /// <summary>The caller as the engine was asked about it; of those who stand for many, one that stands in for them.</summary>
    public Principal Principal => Caller.Principal;

    /// <summary>The user or role; <c>null</c> when the environment does not hold it.</summary>
    public IamPrincipal? Identity => Caller.Identity;

    /// <summary>The account it belongs to; <c>null</c> for services, identity providers, unsigned callers and those of any account.</summary>
    public string? AccountId => Kind is AccessSubjectKind.AnyAccount || Principal.AccountId.Length == 0 ? null : Principal.AccountId;

    internal CallerProfile Caller { get; }

    /// <inheritdoc/>
    public bool Equals(AccessSubject? other) => other is not null && Kind == other.Kind && string.Equals(Name, other.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AccessSubject);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Name, StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
