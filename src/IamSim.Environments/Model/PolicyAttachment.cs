namespace IamSim.Environments;

/// <summary>A managed policy that is attached to a user, group or role, or set as a permissions boundary. Immutable and thread-safe.</summary>
public sealed class PolicyAttachment
{
    internal PolicyAttachment(string arn) => Arn = arn;

    /// <summary>The ARN of the managed policy.</summary>
    public string Arn { get; }

    /// <summary>The text in force, which is the default version; <c>null</c> when the environment does not hold it: what it allows or denies is then not known.</summary>
    public EnvironmentPolicy? Policy { get; internal set; }

    /// <summary>The ARN.</summary>
    public override string ToString() => Arn;
}
