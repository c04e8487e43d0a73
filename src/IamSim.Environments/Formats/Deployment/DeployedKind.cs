namespace IamSim.Environments.Formats.Deployment;

/// <summary>What a value of a template or plan is, once what can be resolved is.</summary>
internal enum DeployedKind
{
    /// <summary>A text, of which pieces may be open.</summary>
    Text,

    /// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>, as it is written.</summary>
    Literal,

    List,

    Map,

    /// <summary>One of two values, by a condition that is not known.</summary>
    Choice,
}
