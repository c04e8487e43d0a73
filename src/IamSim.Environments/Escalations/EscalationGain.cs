namespace IamSim.Environments.Escalations;

/// <summary>What the caller has once an escalation path was taken.</summary>
public enum EscalationGain
{
    /// <summary>Its own permissions and everything besides, as far as its denies, its boundary and the organization leave it.</summary>
    AddsEverything,

    /// <summary>Its own permissions, with a policy or boundary that now allows everything.</summary>
    RewritesPolicy,

    /// <summary>Its own permissions, with another version of a policy.</summary>
    SwitchesVersion,

    /// <summary>Its own permissions and those of a group.</summary>
    JoinsGroup,

    /// <summary>Its own permissions without the policies of a group.</summary>
    LeavesGroup,

    /// <summary>Its own permissions without a policy.</summary>
    DropsPolicy,

    /// <summary>Its own permissions without its boundary.</summary>
    DropsBoundary,

    /// <summary>The permissions of the user or role that it becomes.</summary>
    BecomesTarget,

    /// <summary>Those and everything besides, as far as denies, boundary and organization leave it.</summary>
    BecomesTargetWithEverything,

    /// <summary>Those, with a policy that now allows everything.</summary>
    BecomesTargetWithPolicyRewritten,
}
