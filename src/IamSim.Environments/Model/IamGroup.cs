namespace IamSim.Environments;

/// <summary>A group of users. It makes no requests itself. Immutable and thread-safe.</summary>
public sealed class IamGroup : IamIdentity
{
    internal IamGroup(string arn, string name)
        : base(arn, name)
    {
    }
}
