namespace IamSim.Environments.Loading;

/// <summary>What an identity is.</summary>
internal enum IdentityKind
{
    User,
    Group,
    Role,
}
