namespace IamSim.ServiceData.Generator.Sources;

/// <summary>One access level of several. AWS's flags overlap: an action that manages permissions writes too.</summary>
internal static class AccessLevels
{
    /// <summary>The gravest level counts: permissions management, tagging, list, write, read.</summary>
    public static AccessLevel Of(bool managesPermissions, bool tags, bool lists, bool writes) =>
        managesPermissions ? AccessLevel.PermissionsManagement
        : tags ? AccessLevel.Tagging
        : lists ? AccessLevel.List
        : writes ? AccessLevel.Write
        : AccessLevel.Read;

    /// <summary>The level of words such as <c>Permissions management, Write</c>; <c>null</c> for any others.</summary>
    public static AccessLevel? Parse(string words)
    {
        string[] levels = words.Split(',', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(levels, static level => level is "List" or "Read" or "Write" or "Tagging" or "Permissions management")
            ? Of(levels.Contains("Permissions management"), levels.Contains("Tagging"), levels.Contains("List"), levels.Contains("Write"))
            : null;
    }
}
