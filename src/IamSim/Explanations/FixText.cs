using IamSim.Conditions;
using IamSim.Policies;
using static IamSim.Explanations.Wording;

namespace IamSim.Explanations;

/// <summary>Fixes in words that can stand behind an "if".</summary>
internal static class FixText
{
    public const string None = "no change of policies or context keys was found that would allow it";

    public static FormattableString Describe(ProposedFix fix) => Join(", and ", fix.Changes.Select(Describe));

    /// <summary>The changes as lines of a list.</summary>
    public static IEnumerable<FormattableString> Lines(ProposedFix fix) => fix.Changes.Select((change, i) =>
        Say($"{Own(i == 0 ? "if" : "and")} {Describe(change)}{Own(i < fix.Changes.Length - 1 ? "," : "")}"));

    public static FormattableString Describe(ProposedChange change) => change switch
    {
        ContextKeyChange context => Describe(context),
        AllowAddition addition => Describe(addition),
        DenyRemoval { RemovesPolicy: true } removal => $"{Removed(removal)} were removed, whose only statement is the Deny at {removal.Statement}",
        DenyRemoval removal => $"the Deny at {removal.Statement} were removed",
        _ => $"RestrictPublicBuckets of S3 Block Public Access were off",
    };

    private static FormattableString Removed(DenyRemoval removal) => LayerText.Document(DecisionText.Name(Evaluation.PolicyLayers.Of(removal.Kind).Source), removal.Document);

    private static FormattableString Describe(ContextKeyChange change) => change switch
    {
        { Value.IsAbsent: true } => $"the request had no {change.Key}",
        { Pattern: { } pattern } when IpRange.TryParse(pattern, out _) => $"{change.Key} were in {pattern}, such as {Show(change.Value)}",
        { Pattern: { } pattern } => $"{change.Key} matched {Json.JsonNode.Quote(pattern)}, such as {Show(change.Value)}",
        { Test: { } test } => $"{change.Key} {Own(test.Holds ? "passed" : "failed")} {test.Comparison}, such as {Show(change.Value)}",
        { IsExample: true } => $"{change.Key} were another value, such as {Show(change.Value)}",
        { Value.IsMultivalued: true } => $"{change.Key} were the list {Show(change.Value)}",
        _ => $"{change.Key} were {Show(change.Value)}",
    };

    private static string Show(ContextValue value) =>
        value.IsMultivalued ? $"[{string.Join(", ", value.Select(Unquote))}]" : Unquote(value.ToString());

    // true, 10 and the like read better without quotes.
    private static string Unquote(string value) =>
        value.Length is > 0 and < 80 && value.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ':' or '/') ? value : Json.JsonNode.Quote(value);

    private static FormattableString Describe(AllowAddition addition)
    {
        PolicyStatement statement = addition.Addition.Statements[0];
        if (addition.Kind == PolicyKind.ResourceControl)
        {
            return $"{Place(addition)} had RCPFullAWSAccess";
        }

        FormattableString resource = addition.NamesResources && statement.Resource is { } element && element.Values[0].Text != "*"
            ? Say($" on {Join(" and ", element.Values.Select(static value => Say($"{Unescape(value.Text)}")))}")
            : Say($"");
        return $"{Place(addition)} allowed {statement.Action!.Values[0]}{resource}{To(statement)}";
    }

    // The statement has its special characters escaped; people know the resource by the name that was asked for.
    private static string Unescape(string text) => text
        .Replace("${*}", "*", StringComparison.Ordinal)
        .Replace("${?}", "?", StringComparison.Ordinal)
        .Replace("${$}", "$", StringComparison.Ordinal);

    private static FormattableString To(PolicyStatement statement) => statement.Principal switch
    {
        { Wildcard: not null } => $" to everyone",
        { Groups: [{ Values: [{ } value] }] } => $" to {value}",
        _ => $"",
    };

    private static FormattableString Place(AllowAddition addition) => addition.Kind switch
    {
        PolicyKind.ServiceControl => $"the SCP level {Level(addition)}",
        PolicyKind.ResourceControl => $"the RCP level {Level(addition)}",
        PolicyKind.VpcEndpoint => Existing("VPC endpoint policy", addition),
        PolicyKind.PermissionsBoundary => Existing("permissions boundary", addition),
        PolicyKind.Identity when addition.Existing is null => $"an identity policy",
        PolicyKind.Identity => Existing("identity policy", addition),
        PolicyKind.Session when addition.Existing is null => $"a session policy",
        PolicyKind.Session => Existing("session policy", addition),
        PolicyKind.Resource when addition is { IsAccessPoint: true, Existing: null } => $"a policy of the access point",
        PolicyKind.Resource when addition.IsAccessPoint => Existing("access point policy", addition),
        PolicyKind.Resource when addition.Existing is null => $"a resource policy",
        PolicyKind.Resource => Existing("resource policy", addition),
        _ => throw new ArgumentOutOfRangeException(nameof(addition)),
    };

    private static FormattableString Existing(string kind, AllowAddition addition) => LayerText.Document(kind, addition.Existing);

    private static FormattableString Level(AllowAddition addition) =>
        addition.LevelName is { } name ? Say($"{name}") : Own($"{addition.Level + 1}{(addition.Level == 0 ? " (the root)" : "")}");
}
