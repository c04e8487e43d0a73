using IamSim.Policies;

namespace IamSim.Conditions;

/// <summary>A way of comparing, without its modifiers: negation, IfExists and set operators are written once, in <see cref="Condition"/>.</summary>
internal abstract class ConditionOperator
{
    /// <summary>Whether policy variables are replaced in its values (VAR-1).</summary>
    public virtual bool ReplacesVariables => false;

    /// <summary>Whether <c>*</c> and <c>?</c> are wildcards in its values.</summary>
    public virtual bool HasWildcards => false;

    /// <summary>Reads the policy values once. A value that cannot be read is reported and matches nothing (COND-31).</summary>
    public abstract PreparedOperands Prepare(OperandReader reader);
}
