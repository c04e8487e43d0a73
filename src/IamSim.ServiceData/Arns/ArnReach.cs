namespace IamSim.ServiceData.Arns;

/// <summary>Which characters a placeholder or a wildcard can stand for.</summary>
internal enum ArnReach : byte
{
    /// <summary>A name: no colon and no slash.</summary>
    Name,

    /// <summary>A name with colons in it: no slash.</summary>
    Label,

    /// <summary>A name with slashes in it, or a part in front of the fifth colon: no colon.</summary>
    Path,

    /// <summary>Anything.</summary>
    Free,
}
