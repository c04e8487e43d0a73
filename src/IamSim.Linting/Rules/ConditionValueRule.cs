using System.Buffers;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Linting.Rules;

/// <summary>Values that their key never has: of the wrong form for an endpoint, a VPC, a Region, a KMS key, or of mixed JSON types.</summary>
internal sealed class ConditionValueRule : ILintRule
{
    private const string Ids = "eight or seventeen letters and digits";

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");

    private static readonly string[] RegionKeys =
    [
        "aws:RequestedRegion", "ec2:Region", "cloudformation:TargetRegion", "account:TargetRegion", "kms:PrimaryRegion", "kms:ReplicaRegion", "s3:destinationRegion",
    ];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedCondition condition in policy.Statements.SelectMany(static statement => statement.Conditions))
        {
            if (!condition.Spelling.IsKnown || condition.IsNull)
            {
                continue;
            }

            CheckKinds(condition, reporter);
            if (FormOf(condition) is { } form)
            {
                foreach (PolicyValue value in condition.Key.Values)
                {
                    if (IsWhole(value) && !form.IsValid(value.Text))
                    {
                        string? help = reporter.IsFullOfWarnings ? null : form.Suggest(value.Text);
                        reporter.Report(form.Descriptor, value.Span, $"{JsonNode.Quote(condition.KeyName)} holds {form.Words}, which {JsonNode.Quote(value.Text)} is not", help ?? form.Help);
                    }
                }
            }
        }
    }

    private static void CheckKinds(LintedCondition condition, LintReporter reporter)
    {
        PolicyValue[] values = [.. condition.Key.Values.Where(static value => value.Kind != PolicyValueKind.Null)];
        PolicyValue[] others = [.. values.Where(static value => value.Kind != PolicyValueKind.String)];
        if (others.Length > 0 && Array.Exists(values, value => value.Kind != others[0].Kind))
        {
            PolicyValue different = Array.Find(values, value => value.Kind != others[0].Kind);
            // GRAM-33: a number or a boolean equals its text.
            var fix = new DiagnosticFix("write every value as a string", [.. others.Select(static value => new TextEdit(value.Span, $"\"{value.Text}\""))]);
            reporter.Report(LintDescriptors.MixedKinds, others[0].Span, $"the values of {JsonNode.Quote(condition.KeyName)} are of different JSON types: {Words(others[0])} beside {Words(different)}", "write them all as strings", fix);
        }
    }

    private static string Words(PolicyValue value) => value.Kind switch
    {
        PolicyValueKind.String => "a string",
        PolicyValueKind.Number => "a number",
        _ => "a boolean",
    };

    // A wildcard or a variable stands for what is not known here.
    private static bool IsWhole(PolicyValue value) => !value.Text.AsSpan().ContainsAny('*', '?') && !value.Text.Contains("${", StringComparison.Ordinal);

    private static ValueForm? FormOf(LintedCondition condition)
    {
        string key = condition.KeyName;
        if (AsciiFold.Equals(key, "aws:SourceVpc"))
        {
            return new ValueForm(LintDescriptors.InvalidVpc, "the id of a VPC", $"write vpc- and {Ids}", static text => IsId(text, "vpc-"));
        }

        if (AsciiFold.Equals(key, "aws:SourceVpce"))
        {
            return new ValueForm(LintDescriptors.InvalidVpcEndpoint, "the id of a VPC endpoint", $"write vpce- and {Ids}", static text => IsId(text, "vpce-"));
        }

        if (RegionKeys.Any(name => AsciiFold.Equals(name, key)))
        {
            return new ValueForm(LintDescriptors.InvalidRegion, "the code of a Region", "write a code such as eu-west-1", Regions.IsRegion) { Suggest = static text => Suggestion.DidYouMean(text, Regions.Names) };
        }

        return IsKmsKey(condition) ? new ValueForm(LintDescriptors.InvalidKmsKey, "the ARN of a KMS key", "write arn:aws:kms:region:account:key/id; an alias or a bare id matches nothing", IsKeyArn) : null;
    }

    private static bool IsKmsKey(LintedCondition condition) =>
        condition.Definition is { Type: ConditionKeyType.Arn } definition && !definition.Name.StartsWith("kms:", StringComparison.OrdinalIgnoreCase)
        && definition.Name.Contains("kms", StringComparison.OrdinalIgnoreCase) && definition.Name.Contains("key", StringComparison.OrdinalIgnoreCase);

    private static bool IsKeyArn(string text) =>
        text.Split(':', 6) is ["arn", _, "kms", _, var account, var resource] && AccountId.IsValid(account) && resource.StartsWith("key/", StringComparison.Ordinal);

    private static bool IsId(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && text.Length - prefix.Length is 8 or 17 && !text.AsSpan(prefix.Length).ContainsAnyExcept(IdCharacters);

    /// <summary>What the values of a key look like.</summary>
    private sealed record ValueForm(DiagnosticDescriptor Descriptor, string Words, string Help, Func<string, bool> IsValid)
    {
        public Func<string, string?> Suggest { get; init; } = static _ => null;
    }
}
