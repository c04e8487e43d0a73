using System.Collections.Immutable;
using IamSim.Testing.Mutants.Operators;

namespace IamSim.Testing;

/// <summary>The one table of operators.</summary>
internal static class MutationOperators
{
    /// <summary>Takes a whole policy away. Made by the engine, which knows where the policy stands.</summary>
    public static readonly PolicyMutationOperator RemovePolicy = new("remove-policy", "a whole policy is taken away", static _ => []);

    /// <summary>Takes a level away. Made by the engine.</summary>
    public static readonly PolicyMutationOperator RemoveLevel = new("remove-level", "all service or resource control policies of one level of the organization are taken away", static _ => []);

    public static readonly ImmutableArray<PolicyMutationOperator> All =
    [
        RemovePolicy,
        RemoveLevel,
        new("remove-statement", "a statement is taken away", StatementMutations.Remove),
        new("flip-effect", "Allow becomes Deny, or the other way around", StatementMutations.FlipEffect),
        new("negate-action", "Action becomes NotAction, or the other way around", ActionMutations.Negate),
        new("remove-action", "an entry of Action or NotAction is taken away", ActionMutations.Remove),
        new("widen-action", "the last word of an action becomes a wildcard: s3:GetObject becomes s3:Get*", ActionMutations.Widen),
        new("widen-action-to-service", "an action becomes every action of its service: s3:GetObject becomes s3:*", ActionMutations.WidenToService),
        new("negate-resource", "Resource becomes NotResource, or the other way around", ResourceMutations.Negate),
        new("remove-resource", "an entry of Resource or NotResource is taken away", ResourceMutations.Remove),
        new("widen-resource", "the last part of a resource becomes a wildcard: …:::reports/2026 becomes …:::reports/*", ResourceMutations.Widen),
        new("widen-resource-to-everything", "a resource becomes *", ResourceMutations.WidenToEverything),
        new("remove-principal", "an entry of Principal or NotPrincipal is taken away", PrincipalMutations.Remove),
        new("widen-principal-to-account", "a principal becomes its whole account", PrincipalMutations.WidenToAccount),
        new("widen-principal-to-everyone", "Principal becomes *", PrincipalMutations.WidenToEveryone),
        new("remove-condition", "the whole Condition is taken away", ConditionRemovals.Block),
        new("remove-condition-operator", "an operator of a Condition with several is taken away", ConditionRemovals.Operator),
        new("remove-condition-key", "a key under an operator with several is taken away", ConditionRemovals.Key),
        new("remove-condition-value", "a value of a key with several is taken away", ConditionRemovals.Value),
        new("negate-condition", "a condition asks for the opposite: StringEquals becomes StringNotEquals, true becomes false", ConditionChanges.Negate),
        new("move-condition-limit", "a limit moves by one: NumericLessThan becomes NumericLessThanEquals, or the other way around", ConditionChanges.MoveLimit),
        new("loosen-condition", "StringEquals becomes StringLike where its value has a wildcard", ConditionChanges.Loosen),
        new("ignore-missing-key", "IfExists is added, so that a request without the key passes", ConditionChanges.AddIfExists),
        new("require-key", "IfExists is taken away", ConditionChanges.RemoveIfExists),
        new("swap-set-operator", "ForAllValues becomes ForAnyValue, or the other way around", ConditionChanges.SwapSetOperator),
    ];

    /// <summary>Those that change a statement.</summary>
    public static readonly ImmutableArray<PolicyMutationOperator> OfStatements = All.RemoveRange([RemovePolicy, RemoveLevel]);
}
