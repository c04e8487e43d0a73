using IamSim.Identifiers;

namespace IamSim.Explanations;

/// <summary>The ARNs by which policies name a caller besides its own.</summary>
internal static class CallerArns
{
    public static string Account(Principal caller) => $"arn:{caller.Partition}:iam::{caller.AccountId}:root";

    /// <summary>The role behind a session.</summary>
    public static string Role(Principal caller) => $"arn:{caller.Partition}:iam::{caller.AccountId}:role{caller.EffectiveRolePath}{caller.Name}";

    /// <summary>A session of a role whose session name is not known, with a word in its place.</summary>
    public static string Session(Principal caller, string sessionName) => $"arn:{caller.Partition}:sts::{caller.AccountId}:assumed-role/{caller.Name}/{sessionName}";
}
