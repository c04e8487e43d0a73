namespace IamSim.Batches;

/// <summary>What the policies in a set say about an action of a caller, when neither resource nor context are known. <c>default</c> is <see cref="Denied"/>.</summary>
public enum PermissionState : byte
{
    /// <summary>Denied whatever the resource and the unstated context keys.</summary>
    Denied,

    /// <summary>It depends: on the resource, on context keys that are not stated, or on a policy that the resource may have.</summary>
    Depends,

    /// <summary>Allowed whatever the resource and the unstated context keys.</summary>
    Allowed,
}
