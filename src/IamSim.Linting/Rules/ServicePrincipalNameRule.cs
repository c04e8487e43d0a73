using System.Buffers;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Names of service principals that no service has, in Principal and in the keys that hold them.</summary>
internal sealed class ServicePrincipalNameRule : ILintRule
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");

    private static readonly string[] Suffixes =
    [
        ".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".amazon.com", ".aws.internal", ".c2s.ic.gov", ".sc2s.sgov.gov", ".cloud.adc-e.uk", ".csp.hci.ic.gov",
    ];

    private static readonly string[] Keys =
    [
        "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList", "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast", "iam:PassedToService", "iam:AWSServiceName",
        "organizations:ServicePrincipal", "codestar-connections:PassedToService", "codeconnections:PassedToService",
    ];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements)
        {
            if ((statement.Statement.Principal ?? statement.Statement.NotPrincipal) is { } principal)
            {
                foreach (PolicyValue value in principal.Groups.Where(static group => group.Kind.Text == "Service").SelectMany(static group => group.Values))
                {
                    // Of a name with a wildcard or without a dot the validator has told.
                    if (value.Text.Contains('.', StringComparison.Ordinal))
                    {
                        CheckName(value, reporter);
                    }
                }
            }

            foreach (LintedCondition condition in statement.Conditions)
            {
                CheckCondition(condition, reporter);
            }
        }
    }

    private static void CheckCondition(LintedCondition condition, LintReporter reporter)
    {
        if (!condition.Spelling.IsKnown || condition.IsNull)
        {
            return;
        }

        bool isVia = AsciiFold.Equals(condition.KeyName, "kms:ViaService");
        if (!isVia && !Keys.Any(key => AsciiFold.Equals(key, condition.KeyName)))
        {
            return;
        }

        foreach (PolicyValue value in condition.Key.Values)
        {
            if (!isVia)
            {
                CheckName(value, reporter);
            }
            else if (IsWhole(value.Text) && !IsRegional(value.Text))
            {
                reporter.Report(LintDescriptors.InvalidServicePrincipal, value.Span, $"'kms:ViaService' holds service.region.amazonaws.com, which {JsonNode.Quote(value.Text)} is not", "write a name such as s3.eu-west-1.amazonaws.com, in lower case");
            }
        }
    }

    private static void CheckName(PolicyValue value, LintReporter reporter)
    {
        if (IsWhole(value.Text) && !IsName(value.Text))
        {
            reporter.Report(LintDescriptors.InvalidServicePrincipal, value.Span, $"{JsonNode.Quote(value.Text)} is not the name of a service principal", "write service-name.amazonaws.com, in lower case");
        }
    }

    private static bool IsWhole(string text) => !text.AsSpan().ContainsAny('*', '?') && !text.Contains("${", StringComparison.Ordinal);

    private static bool IsName(string text) =>
        Array.Exists(Suffixes, suffix => text.Length > suffix.Length && text.EndsWith(suffix, StringComparison.Ordinal))
        && text[0] != '.' && !text.Contains("..", StringComparison.Ordinal) && !text.AsSpan().ContainsAnyExcept(NameCharacters);

    private static bool IsRegional(string text)
    {
        if (!IsName(text))
        {
            return false;
        }

        string[] labels = text.Split('.');
        return labels.Length >= 4 && labels.Any(Regions.IsRegion);
    }
}
