using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>
/// Tells why a cell about all resources of an account is what it is, by the answer about one of them that shows it: one that the policies of the
/// caller name, in its own account and without a policy of its own.
/// </summary>
internal static class CellExample
{
    /// <summary>The answer about the first resource on which the caller may do most.</summary>
    public static AccessAnswer Of(EnvironmentAnalyzer analyzer, CallerProfile caller, ActionName action) =>
        Named(analyzer, caller, action).Select(arn => About(analyzer, caller, action, arn)).MaxBy(static answer => answer.State)!;

    /// <summary>The answers about the first resource that shows the greatest change in a direction. A caller that is not there has no answer.</summary>
    public static (AccessAnswer? Before, AccessAnswer? After) OfChange(
        EnvironmentAnalyzer before, CallerProfile? was, EnvironmentAnalyzer after, CallerProfile? becomes, ActionName action, bool isGained)
    {
        IEnumerable<string> named = (was is null ? [] : Named(before, was, action)).Concat(becomes is null ? [] : Named(after, becomes, action)).Distinct(StringComparer.Ordinal);
        return named
            .Select(arn => (Before: was is null ? null : About(before, was, action, arn), After: becomes is null ? null : About(after, becomes, action, arn)))
            .MaxBy(pair => (StateOf(pair.After) - StateOf(pair.Before)) * (isGained ? 1 : -1));
    }

    private static int StateOf(AccessAnswer? answer) => (int)(answer?.State ?? AccessState.Denied);

    private static AccessAnswer About(EnvironmentAnalyzer analyzer, CallerProfile caller, ActionName action, string arn) =>
        analyzer.Ask(caller, action, analyzer.Profiles.InAccount(caller.Principal.AccountId).Named(arn), AccessConditions.None);

    // An example of each entry of Resource that grants the action, and one for what a rule or nothing grants.
    private static IEnumerable<string> Named(EnvironmentAnalyzer analyzer, CallerProfile caller, ActionName action)
    {
        CompiledPolicySet policies = analyzer.SimulatorOf(caller, analyzer.Profiles.InAccount(caller.Principal.AccountId)).CompiledPolicies;
        string any = $"arn:aws:{action.Service}:us-east-1:{caller.Principal.AccountId}:example";
        return (policies[PolicyKind.Identity]?.Levels ?? [])
            .SelectMany(static level => level)
            .Distinct()
            .SelectMany(static policy => policy.Statements)
            .Where(statement => statement.Effect == PolicyEffect.Allow && statement.MatchesAction(action.Folded))
            .SelectMany(statement => EntriesOf(statement).Select(entry => entry is null ? any : ExampleArn.Of(entry, caller.Principal)))
            .Append("*")
            .Distinct(StringComparer.Ordinal);
    }

    private static ImmutableArray<string?> EntriesOf(CompiledStatement statement) =>
        statement.Source.NotResource is not null && statement.Source.Resource is null ? [null]
        : statement.CoversEveryResource || statement.Source.Resource is not { } named ? ["*"]
        : [.. named.Values.Select(static value => value.Text)];
}
