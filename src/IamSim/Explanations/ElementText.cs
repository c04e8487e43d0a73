using IamSim.Conditions;
using IamSim.Diagnostics;

namespace IamSim.Explanations;

/// <summary>How an element compares, in words that can stand behind a caret under its entry.</summary>
internal static class ElementText
{
    // A list in the request or in the policy may be long; the first members tell enough.
    private const int MaximumListed = 5;

    public static string Describe(ElementExplanation element, AccessRequest request, string resource) => PrintableText.Line(element switch
    {
        ActionExplanation action => Describe(action, request.Action.Text),
        ResourceExplanation entry => Describe(entry, resource),
        PrincipalExplanation principal => PrincipalText.Describe(principal, request.Principal),
        _ => Describe((ConditionExplanation)element),
    });

    /// <summary>Why a part of a statement does not keep the public out (S3-5).</summary>
    public static string Describe(PublicAccessReason reason) => reason switch
    {
        PublicAccessReason.None => "limits it to fixed values",
        PublicAccessReason.Everyone => "is everyone",
        PublicAccessReason.WildcardPrincipal => "has a wildcard",
        PublicAccessReason.NotPrincipal => "lets everyone else in",
        PublicAccessReason.WebIdentityProvider => "is a web identity provider, which anyone may be a user of",
        PublicAccessReason.OtherKey => "is of a key that S3 does not take for a limit",
        PublicAccessReason.OtherOperator => "does not hold the key to these values",
        PublicAccessReason.NoValues => "has no values",
        PublicAccessReason.OpenValue => "is not fixed: it has a wildcard or a policy variable",
        PublicAccessReason.WideRange => "is too wide a range of addresses for a limit",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    private static string Describe(ActionExplanation action, string requested) => action.Mismatch switch
    {
        ActionMismatch.None when action.IsNegated => $"{requested} is not among these",
        ActionMismatch.None when action.Entry is null => $"cannot be trusted, and counts for {requested} too",
        ActionMismatch.None => $"covers {requested}",
        ActionMismatch.ServiceDiffers => $"is about another service than {requested}",
        ActionMismatch.NameDiffers => $"does not cover {requested}",
        ActionMismatch.Excluded => $"NotAction leaves {requested} out",
        ActionMismatch.EmptyList => "is empty and covers nothing",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private static string Describe(ResourceExplanation entry, string requested) => entry.Mismatch switch
    {
        ResourceMismatch.None when entry.IsNegated => $"{requested} is not among these",
        ResourceMismatch.None when entry.Entry is null => $"means {requested}",
        ResourceMismatch.None when entry.Expanded is { } expanded => $"is {expanded} here and covers {requested}",
        ResourceMismatch.None when entry.Entry?.Text == requested => "is the resource asked for",
        ResourceMismatch.None => $"covers {requested}",
        ResourceMismatch.FormDiffers => $"{Expansion(entry)}does not cover {requested}",
        ResourceMismatch.PartitionDiffers => Part(entry, "partition"),
        ResourceMismatch.ServiceDiffers => Part(entry, "service"),
        ResourceMismatch.RegionDiffers => Part(entry, "region"),
        ResourceMismatch.AccountDiffers => Part(entry, "account"),
        ResourceMismatch.ResourceDiffers => Behind(entry),
        ResourceMismatch.CaseDiffers => $"{Expansion(entry)}differs from {requested} in upper and lower case, which counts",
        ResourceMismatch.VariableUnresolved => $"covers nothing: the request has no single value for {entry.UnresolvedKey}",
        ResourceMismatch.ActionHasNoResource => "the request names no resource, and only \"*\" covers that",
        ResourceMismatch.Excluded when entry.Expanded is { } expanded => $"is {expanded} here: NotResource leaves {requested} out",
        ResourceMismatch.Excluded => $"NotResource leaves {requested} out",
        ResourceMismatch.EmptyList => "is empty and covers nothing",
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };

    private static string Part(ResourceExplanation entry, string part) =>
        $"{Expansion(entry)}the request is about {Name(entry.RequestPart, part)}, this about {Name(entry.EntryPart, part)}";

    private static string Name(string? text, string part) => text is { Length: > 0 } ? $"{part} {Quote(text)}" : $"no {part}";

    private static string Behind(ResourceExplanation entry)
    {
        string hint = entry.EntryPart == entry.RequestPart + "/*" ? ": it covers what is inside, not the resource itself"
            : entry.RequestPart!.StartsWith(entry.EntryPart + "/", StringComparison.Ordinal) ? ": it covers the resource itself, not what is inside"
            : "";
        string literal = entry.HasLiteralVariable ? "; ${…} is ordinary text here: variables need Version 2012-10-17 and stand behind the fifth colon" : "";
        return $"{Expansion(entry)}does not cover {entry.RequestPart}{hint}{literal}";
    }

    private static string Expansion(ResourceExplanation entry) => entry.Expanded is { } expanded ? $"is {expanded} here: " : "";

    private static string Describe(ConditionExplanation condition)
    {
        string key = condition.Key.Text;
        string written = condition.Operator.Text;
        string value = condition.Value.IsAbsent ? "" : Quote(condition.Value);
        string fact = condition.Outcome switch
        {
            ConditionOutcome.KeyMissing when condition.Value.IsMultivalued => $"{key} is an empty list",
            ConditionOutcome.KeyMissing when !condition.Value.IsAbsent => $"{key} is empty",
            ConditionOutcome.KeyMissing => $"the request has no {key}",
            ConditionOutcome.SetOperatorMissing => $"{key} is the list {value}, which {written} never matches without ForAnyValue: or ForAllValues:",
            ConditionOutcome.ValueMalformed => $"{key} is {value}, which is not of the type that {written} compares, so it fails",
            ConditionOutcome.KeyPresent or ConditionOutcome.ValueMatches or ConditionOutcome.ValueDiffers => $"{key} is {value}",
            _ => throw new ArgumentOutOfRangeException(nameof(condition)),
        };
        return fact + Consequence(condition, written) + Unresolved(condition);
    }

    private static string Consequence(ConditionExplanation condition, string written) => condition switch
    {
        { Outcome: ConditionOutcome.SetOperatorMissing or ConditionOutcome.ValueMalformed } => "",
        // Who does not expect it looks for a bug in the policy, and is right.
        { Outcome: ConditionOutcome.KeyMissing, Matches: true } when !IsNull(written) => $", and {written} holds without a value",
        { Matches: true } => $", so {written} {Operands(condition)}holds",
        _ => $", so {written} {Operands(condition)}fails",
    };

    private static bool IsNull(string written) => written.EndsWith("Null", StringComparison.OrdinalIgnoreCase);

    // Only values that differ from what the caret points at are worth repeating.
    private static string Operands(ConditionExplanation condition)
    {
        string[] expanded = [.. condition.Operands.Where(static operand => operand.Expanded is not null && operand.UnresolvedKey is null).Take(MaximumListed).Select(static operand => Quote(operand.Expanded))];
        return expanded.Length > 0 ? $"{string.Join(" or ", expanded)} " : condition.Operands.IsEmpty ? "without values " : "";
    }

    private static string Unresolved(ConditionExplanation condition)
    {
        string[] keys = [.. condition.Operands.Select(static operand => operand.UnresolvedKey).OfType<string>().Distinct(StringComparer.Ordinal).Take(MaximumListed)];
        string missing = keys.Length == 0 ? "" : $"; the request has no single value for {string.Join(", ", keys)}";
        return condition.Operands.Any(static operand => operand.HasLiteralVariable)
            ? $"{missing}; ${{…}} is ordinary text here: variables need Version 2012-10-17 and an operator of texts or ARNs"
            : missing;
    }

    private static string Quote(ContextValue value) => value.IsMultivalued
        ? $"[{string.Join(", ", value.Take(MaximumListed).Select(Quote))}{(value.Count() > MaximumListed ? ", …" : "")}]"
        : Quote(value.ToString());

    private static string Quote(string? text) => Json.JsonNode.Quote(text ?? "");
}
