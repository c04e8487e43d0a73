namespace IamSim.ServiceData;

/// <summary>What an action does to its resources, as AWS classifies it. Every action has exactly one.</summary>
/// <remarks>
/// AWS marks some actions with several; the gravest counts: permissions management, then tagging, list, write, read.
/// See the IAM User Guide, "Understanding access level summaries within policy summaries".
/// </remarks>
public enum AccessLevel : byte
{
    /// <summary>The catalog does not say.</summary>
    Unknown = 0,

    /// <summary>Shows which resources exist, without what is in them.</summary>
    List = 1,

    /// <summary>Reads what is in resources.</summary>
    Read = 2,

    /// <summary>Makes, changes or deletes resources.</summary>
    Write = 3,

    /// <summary>Grants or changes permissions.</summary>
    PermissionsManagement = 4,

    /// <summary>Does nothing but set or remove tags.</summary>
    Tagging = 5,
}
