namespace IamSim;

/// <summary>What a layer says of a request. <c>default</c> is the denying one among those that apply.</summary>
public enum LayerVerdict : byte
{
    /// <summary>It applies and allows nothing.</summary>
    Silent,

    /// <summary>A Deny statement matches.</summary>
    Deny,

    /// <summary>An Allow statement matches, at every level.</summary>
    Allow,

    /// <summary>There is no policy of the kind.</summary>
    Absent,

    /// <summary>There is one, but it does not concern this caller, resource or action.</summary>
    Exempt,
}
