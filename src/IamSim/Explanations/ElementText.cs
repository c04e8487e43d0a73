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
        PrincipalExplanation principal => Describe(principal, request.Principal.ToString()),
        _ => Describe((ConditionExplanation)element),
    });

    private static string Describe(ActionExplanation action, string requested) => action.Mismatch switch
    {
        ActionMismatch.None when action.IsNegated => $"{requested} is not among these",
        ActionMismatch.None => $"covers {requested}",
        ActionMismatch.ServiceDiffers => $"is about another service than {requested}",
        ActionMismatch.NameDiffers => $"does not cover {requested}",
        ActionMismatch.Excluded => $"NotAction leaves {requested} out",
        _ => "is empty and covers nothing",
    };

    private static string Describe(ResourceExplanation entry, string requested) => entry.Mismatch switch
    {
        ResourceMismatch.None when entry.IsNegated => $"{requested} is not among these",
        ResourceMismatch.None when entry.Expanded is { } expanded => $"is {expanded} here and covers {requested}",
        ResourceMismatch.None => $"covers {requested}",
        ResourceMismatch.FormDiffers => $"does not cover {requested}",
        ResourceMismatch.PartitionDiffers => Part(entry, "partition"),
        ResourceMismatch.ServiceDiffers => Part(entry, "service"),
        ResourceMismatch.RegionDiffers => Part(entry, "region"),
        ResourceMismatch.AccountDiffers => Part(entry, "account"),
        ResourceMismatch.ResourceDiffers => Behind(entry),
        ResourceMismatch.CaseDiffers => $"differs from {requested} in case, which counts",
        ResourceMismatch.VariableUnresolved => $"covers nothing: the request has no single value for {entry.UnresolvedKey}",
        ResourceMismatch.ActionHasNoResource => "the action has no resources, and only \"*\" covers it",
        ResourceMismatch.Excluded => $"NotResource leaves {requested} out",
        _ => "is empty and covers nothing",
    };

    private static string Part(ResourceExplanation entry, string part) =>
        $"{Expansion(entry)}the {part} is {Quote(entry.RequestPart)}, the policy says {Quote(entry.EntryPart)}";

    private static string Behind(ResourceExplanation entry)
    {
        string hint = entry.EntryPart == entry.RequestPart + "/*" ? ": it covers what is inside, not the resource itself"
            : entry.RequestPart!.StartsWith(entry.EntryPart + "/", StringComparison.Ordinal) ? ": it covers the resource itself, not what is inside"
            : "";
        return $"{Expansion(entry)}does not cover {entry.RequestPart}{hint}";
    }

    private static string Expansion(ResourceExplanation entry) => entry.Expanded is { } expanded ? $"is {expanded} here: " : "";

    private static string Describe(PrincipalExplanation principal, string caller) => principal.Mismatch switch
    {
        PrincipalMismatch.None when principal.IsNegated => $"does not spare {caller}",
        PrincipalMismatch.None => principal.Grant switch
        {
            GrantClass.Account => "reaches the caller through its account",
            GrantClass.Behind => "reaches the caller through the role or user behind its session",
            _ => "reaches the caller directly",
        },
        PrincipalMismatch.NobodyNamed => "the statement names nobody",
        PrincipalMismatch.CannotMatch => "is of a form that matches nobody",
        PrincipalMismatch.KindDiffers => $"is another kind of caller than {caller}",
        PrincipalMismatch.PartitionDiffers => $"is of another partition than {caller}",
        PrincipalMismatch.AccountDiffers => $"is of another account than {caller}",
        PrincipalMismatch.NameDiffers => $"is not {caller}",
        PrincipalMismatch.PathDiffers => $"has another path than {caller}",
        PrincipalMismatch.RootUserOnly => "means the root user only in the policy of a gateway endpoint",
        PrincipalMismatch.UniqueIdDiffers => $"is not {caller}: the unique id differs or is not known",
        PrincipalMismatch.SessionDiffers => $"is another session than {caller}",
        PrincipalMismatch.IssuerUnknown => $"may or may not have issued {caller}: the request does not say",
        PrincipalMismatch.SessionUnknown => $"may or may not be the session of {caller}: the request does not say",
        _ => $"NotPrincipal spares {caller}",
    };

    private static string Describe(ConditionExplanation condition)
    {
        string key = condition.Key.Text;
        string written = condition.Operator.Text;
        string value = condition.Value.IsAbsent ? "" : Quote(condition.Value);
        string operands = Operands(condition);
        string fact = condition.Outcome switch
        {
            ConditionOutcome.KeyMissing when condition.Value.IsMultivalued => $"{key} is an empty list",
            ConditionOutcome.KeyMissing when !condition.Value.IsAbsent => $"{key} is empty",
            ConditionOutcome.KeyMissing => $"the request has no {key}",
            ConditionOutcome.SetOperatorMissing => $"{key} is the list {value}, which {written} never matches without ForAnyValue: or ForAllValues:",
            ConditionOutcome.ValueMalformed => $"{key} is {value}, which is not of the type that {written} compares",
            _ => $"{key} is {value}",
        };
        string consequence = condition switch
        {
            { Outcome: ConditionOutcome.SetOperatorMissing or ConditionOutcome.ValueMalformed } => "",
            { Matches: true } => $", so {written} {operands}holds",
            _ => $", so {written} {operands}fails",
        };
        return fact + consequence + Unresolved(condition);
    }

    // Only values that differ from what the caret points at are worth repeating.
    private static string Operands(ConditionExplanation condition)
    {
        string[] expanded = [.. condition.Operands.Where(static operand => operand.Expanded is not null && operand.UnresolvedKey is null).Take(MaximumListed).Select(static operand => Quote(operand.Expanded))];
        return expanded.Length == 0 ? "" : $"{string.Join(" or ", expanded)} ";
    }

    private static string Unresolved(ConditionExplanation condition)
    {
        string[] keys = [.. condition.Operands.Select(static operand => operand.UnresolvedKey).OfType<string>().Distinct(StringComparer.Ordinal).Take(MaximumListed)];
        return keys.Length == 0 ? "" : $"; the request has no single value for {string.Join(", ", keys)}";
    }

    private static string Quote(ContextValue value) => value.IsMultivalued
        ? $"[{string.Join(", ", value.Take(MaximumListed).Select(Quote))}{(value.Count() > MaximumListed ? ", …" : "")}]"
        : Quote(value.ToString());

    private static string Quote(string? text) => Json.JsonNode.Quote(text ?? "");
}
