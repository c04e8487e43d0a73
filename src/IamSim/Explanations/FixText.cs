using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Fixes in words that can stand behind an "if".</summary>
internal static class FixText
{
    public static string Describe(ProposedFix fix) => string.Join(", and ", fix.Changes.Select(Describe));

    public static string Describe(ProposedChange change) => PrintableText.Line(change switch
    {
        ContextKeyChange context => Describe(context),
        AllowAddition addition => Describe(addition),
        DenyRemoval { RemovesPolicy: true } removal => $"the policy {removal.Document} were removed, whose only statement is the Deny at {removal.Statement}",
        DenyRemoval removal => $"the Deny at {removal.Statement} were removed",
        _ => "RestrictPublicBuckets of S3 Block Public Access were off",
    });

    private static string Describe(ContextKeyChange change)
    {
        string value = change.Value.IsMultivalued ? change.Value.ToString() : Json.JsonNode.Quote(change.Value.ToString());
        return change switch
        {
            { Value.IsAbsent: true } => $"the request had no {change.Key}",
            { Pattern: { } pattern } => $"{change.Key} matched {Json.JsonNode.Quote(pattern)}, such as {value}",
            { IsExample: true } => $"{change.Key} were another value, such as {value}",
            _ when change.Value.IsMultivalued => $"{change.Key} were the list {value}",
            _ => $"{change.Key} were {Unquote(value)}",
        };
    }

    // true, 10 and the like read better without quotes.
    private static string Unquote(string value) =>
        value.Length > 2 && value[1..^1].All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or ':' or '/') ? value[1..^1] : value;

    private static string Describe(AllowAddition addition)
    {
        PolicyStatement statement = addition.Addition.Statements[0];
        string action = statement.Action!.Values[0].Text;
        string resource = statement.Resource is { } element && element.Values[0].Text != "*" ? $" on {string.Join(" and ", element.Values)}" : "";
        return $"{Place(addition)} allowed {action}{resource}{To(statement)}";
    }

    private static string To(PolicyStatement statement) => statement.Principal switch
    {
        null => "",
        { Wildcard: not null } => " to everyone",
        { Groups: [{ Values: [{ } value] }] } => $" to {value.Text}",
        _ => "",
    };

    private static string Place(AllowAddition addition) => addition.Kind switch
    {
        PolicyKind.ServiceControl => $"the SCP level {Level(addition)}",
        PolicyKind.ResourceControl => $"the RCP level {Level(addition)}",
        PolicyKind.Identity when addition.Existing is { } document => $"the identity policy {document}",
        PolicyKind.Identity => "an identity policy",
        PolicyKind.PermissionsBoundary => $"the permissions boundary {addition.Existing}",
        PolicyKind.Session when addition.Existing is { } document => $"the session policy {document}",
        PolicyKind.Session => "a session policy",
        PolicyKind.VpcEndpoint => $"the VPC endpoint policy {addition.Existing}",
        _ when addition.IsAccessPoint => addition.Existing is { } document ? $"the access point policy {document}" : "a policy of the access point",
        _ => addition.Existing is { } document ? $"the resource policy {document}" : "a resource policy",
    };

    private static string Level(AllowAddition addition) => addition.LevelName ?? $"{addition.Level + 1}{(addition.Level == 0 ? " (the root)" : "")}";
}
