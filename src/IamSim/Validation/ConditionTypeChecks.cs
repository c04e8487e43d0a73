using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Validation;

/// <summary>Which operators go with which global key (semantics 2.4). Tags may hold anything, and keys of services are not known here.</summary>
internal sealed class ConditionTypeChecks(PolicyReporter reporter)
{
    public void Check(PolicyValue written, ConditionKeyElement element, OperatorSpelling spelling)
    {
        string key = element.Key.Text;
        ConditionKeyType type = GlobalKeyTypes.Of(key);
        if (type == ConditionKeyType.None || (Accepted(spelling.Operator!.Operator) & type) != 0)
        {
            return;
        }

        string prefix = spelling.Set == SetOperator.None ? "" : spelling.Set + ":";
        string suggestion = Fitting(type, spelling.Operator.IsNegated);
        reporter.Report(DiagnosticDescriptors.OperatorTypeMismatch, written.Span, $"{JsonNode.Quote(key)} holds {Words(type)}, which {spelling.Operator.Name} does not compare as such", $"write {prefix}{suggestion}");
    }

    private static ConditionKeyType Accepted(ConditionOperator comparison) => comparison switch
    {
        // String operators on ARNs are legal; AWS only prefers the ARN operators.
        StringEqualsOperator or StringLikeOperator => ConditionKeyType.String | ConditionKeyType.Arn,
        ArnLikeOperator => ConditionKeyType.Arn,
        NumericOperator => ConditionKeyType.Numeric,
        DateOperator => ConditionKeyType.Date,
        BoolOperator => ConditionKeyType.Boolean,
        IpAddressOperator => ConditionKeyType.IpAddress,
        _ => ConditionKeyType.None,
    };

    private static string Words(ConditionKeyType type) => type switch
    {
        ConditionKeyType.Arn => "an ARN",
        ConditionKeyType.Boolean => "true or false",
        ConditionKeyType.Numeric => "a number",
        ConditionKeyType.IpAddress => "an IP address",
        _ when type.HasFlag(ConditionKeyType.Date) => "a date",
        _ => "text",
    };

    private static string Fitting(ConditionKeyType type, bool isNegated) => type switch
    {
        ConditionKeyType.Arn => isNegated ? "ArnNotLike" : "ArnLike",
        ConditionKeyType.Boolean => isNegated ? "Bool with the opposite value" : "Bool",
        ConditionKeyType.Numeric => isNegated ? "NumericNotEquals" : "NumericEquals, or another Numeric operator",
        ConditionKeyType.IpAddress => isNegated ? "NotIpAddress" : "IpAddress",
        _ when type.HasFlag(ConditionKeyType.Date) => isNegated ? "DateNotEquals" : "DateEquals, or another Date operator",
        _ => isNegated ? "StringNotEquals" : "StringEquals or StringLike",
    };
}
