namespace IamSim.Policies;

/// <summary>The effect of a statement. <c>default</c> is <see cref="Deny"/>.</summary>
public enum PolicyEffect
{
    /// <summary>The statement forbids what it matches.</summary>
    Deny,

    /// <summary>The statement allows what it matches.</summary>
    Allow,
}
