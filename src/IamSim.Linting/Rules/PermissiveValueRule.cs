using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Linting.Rules;

/// <summary>Wildcards and variables in keys that tell one account, network or identity from all others.</summary>
internal sealed class PermissiveValueRule : ILintRule
{
    // What these hold the caller, or who may tag the caller, has chosen.
    private static readonly string[] Chosen =
    [
        "aws:PrincipalTag/", "aws:RequestTag/", "aws:ResourceTag/", "aws:username", "aws:SourceIdentity", "aws:referer", "aws:UserAgent", "sts:RoleSessionName", "sts:ExternalId", "saml:",
    ];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedCondition condition in policy.Statements.SelectMany(static statement => statement.Conditions))
        {
            if (!condition.Spelling.IsKnown || condition.IsNull)
            {
                continue;
            }

            bool isIdentifier = GlobalKeyTypes.IsIdentifier(condition.KeyName);
            bool isUserId = AsciiFold.Equals(condition.KeyName, "aws:userid") && condition.OperatorName is "StringLike" or "StringNotLike";
            foreach (PolicyValue value in condition.Key.Values)
            {
                if (isIdentifier && policy.ReplacesVariables && VariableThatIsChosen(value.Text) is { } variable)
                {
                    reporter.Report(LintDescriptors.PermissiveVariable, value.Span, $"{JsonNode.Quote(condition.KeyName)} holds ids that AWS hands out, and {JsonNode.Quote(variable)} is a text that people choose", "write every id in full");
                }
                else if (isUserId && IsLoose(value.Text))
                {
                    reporter.Report(LintDescriptors.PermissiveUserId, value.Span, $"the wildcard in {JsonNode.Quote(value.Text)} reaches ids of other users and roles", "write the whole id in front of the colon, or * alone, and wildcards behind it only: AROAEXAMPLEID:*");
                }
            }
        }
    }

    private static string? VariableThatIsChosen(string text)
    {
        int start = text.IndexOf("${", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        string name = text[(start + 2)..];
        int end = name.AsSpan().IndexOfAny(',', '}');
        name = end < 0 ? name : name[..end];
        return Chosen.Any(chosen => name.StartsWith(chosen, StringComparison.OrdinalIgnoreCase)) ? name : null;
    }

    // The id of a user or role stands in front of the colon, the name of a session behind it.
    private static bool IsLoose(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string id = colon < 0 ? text : text[..colon];
        return id.AsSpan().ContainsAny('*', '?') && (colon < 0 || id != "*");
    }
}
