namespace IamSim.Environments.Loading;

internal static class IdentityWords
{
    /// <summary>The kind as messages and ARNs write it.</summary>
    public static string Word(this IdentityKind kind) => kind switch
    {
        IdentityKind.User => "user",
        IdentityKind.Group => "group",
        _ => "role",
    };
}
