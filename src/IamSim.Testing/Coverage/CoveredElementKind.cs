namespace IamSim.Testing;

/// <summary>What part of a statement is covered or not.</summary>
public enum CoveredElementKind
{
    /// <summary>An entry of Action.</summary>
    Action,

    /// <summary>An entry of NotAction.</summary>
    NotAction,

    /// <summary>An entry of Resource.</summary>
    Resource,

    /// <summary>An entry of NotResource.</summary>
    NotResource,

    /// <summary>An entry of Principal.</summary>
    Principal,

    /// <summary>An entry of NotPrincipal.</summary>
    NotPrincipal,

    /// <summary>One key under one operator of a Condition.</summary>
    Condition,

    /// <summary>A value of a key that has several.</summary>
    ConditionValue,
}
