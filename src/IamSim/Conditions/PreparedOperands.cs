namespace IamSim.Conditions;

/// <summary>The policy values of one key under one operator, read once at compile time.</summary>
internal abstract class PreparedOperands
{
    /// <summary>Whether no value can match, whatever the request.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Compares one context value with all of them.</summary>
    public abstract OperandMatch Match(ReadOnlySpan<char> value, ContextSource source);
}
