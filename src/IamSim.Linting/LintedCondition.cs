using IamSim.Conditions;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Linting;

/// <summary>A key of a Condition with its operator as rules look at it.</summary>
internal sealed class LintedCondition(ConditionOperatorElement element, ConditionKeyElement key, OperatorSpelling spelling, ServiceReference services)
{
    private ConditionKeyDefinition? _definition;
    private bool _isSought;

    public ConditionOperatorElement Element => element;

    public ConditionKeyElement Key => key;

    public string KeyName => key.Key.Text;

    /// <summary>The operator taken apart; it may be unknown, see <see cref="OperatorSpelling.IsKnown"/>.</summary>
    public OperatorSpelling Spelling => spelling;

    /// <summary>AWS's base name of a known operator, such as <c>StringEquals</c>; empty for an unknown one.</summary>
    public string OperatorName => spelling.Operator?.Name ?? "";

    public bool IsNull => OperatorName == "Null";

    /// <summary>What the catalog knows of the key; <c>null</c> when it does not know it. Found once, when first asked for.</summary>
    public ConditionKeyDefinition? Definition
    {
        get
        {
            if (!_isSought)
            {
                _definition = services.FindConditionKey(KeyName);
                _isSought = true;
            }

            return _definition;
        }
    }
}
