using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim.Environments.Questions;

/// <summary>Compares the access of two environments. Used once.</summary>
internal sealed class EnvironmentComparison
{
    private readonly EnvironmentAnalyzer _before;
    private readonly EnvironmentAnalyzer _after;
    private readonly AccessDiffOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly ComparedSides _sides = new();
    private readonly ImmutableArray<ActionName> _actions;

    public EnvironmentComparison(EnvironmentAnalyzer before, EnvironmentAnalyzer after, AccessDiffOptions options, CancellationToken cancellation)
    {
        (_before, _after, _options, _cancellation) = (before, after, options, cancellation);
        _actions = options.Actions is { } entries ? [.. before.ActionsOf(entries)] : before.Catalog;
    }

    public AccessDiff Run()
    {
        Dictionary<string, CallerProfile> old = ByArn(_before);
        Dictionary<string, CallerProfile> current = ByArn(_after);
        List<ComparedCaller> different =
        [
            .. old.Keys.Union(current.Keys, StringComparer.Ordinal)
                .Select(arn => new ComparedCaller(arn, old.GetValueOrDefault(arn), current.GetValueOrDefault(arn)))
                .Where(IsDifferent),
        ];
        ImmutableArray<PrincipalAccessChange> principals = CompareRows(different);
        ImmutableArray<ResourceAccessChange> resources = _options.IncludesResources
            ? new ResourceComparison(_before, _after, _sides, _actions, different, _options, _cancellation).Run()
            : [];
        return new AccessDiff(principals, resources)
        {
            ComparedPrincipals = different.Count,
            UnchangedPrincipals = old.Keys.Union(current.Keys, StringComparer.Ordinal).Count(static arn => !arn.EndsWith(":root", StringComparison.Ordinal)) - different.Count(static caller => !caller.Arn.EndsWith(":root", StringComparison.Ordinal)),
        };
    }

    /// <summary>The users and roles, and the root users of accounts (ROOT-2).</summary>
    internal static Dictionary<string, CallerProfile> ByArn(EnvironmentAnalyzer analyzer) => analyzer.Subjects.Inside.ToDictionary(static subject => subject.Name, static subject => subject.Caller, StringComparer.Ordinal);

    private bool IsDifferent(ComparedCaller caller) => caller.Before is not { } before || caller.After is not { } after
        || _sides.SignatureOf(before, OwnSide(_before, before)) != _sides.SignatureOf(after, OwnSide(_after, after));

    private static ResourceProfile OwnSide(EnvironmentAnalyzer analyzer, CallerProfile caller) => analyzer.Profiles.InAccount(caller.Principal.AccountId);

    private ImmutableArray<PrincipalAccessChange> CompareRows(List<ComparedCaller> different)
    {
        ImmutableArray<CallerProfile> old = [.. different.Select(static caller => caller.Before).OfType<CallerProfile>()];
        ImmutableArray<CallerProfile> current = [.. different.Select(static caller => caller.After).OfType<CallerProfile>()];
        ActionClasses classes = ActionClasses.Of(_actions, FoldedRows.EntriesOf(_before.Profiles, old).Concat(FoldedRows.EntriesOf(_after.Profiles, current)));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxDegreeOfParallelism, CancellationToken = _cancellation };
        FoldedRows oldRows = FoldedRows.Compute(_before.Profiles, old, classes, parallel, null);
        FoldedRows currentRows = FoldedRows.Compute(_after.Profiles, current, classes, parallel, null);
        var comparison = new ClassComparison(classes, _before.Cover);
        var groups = new Dictionary<(EnvironmentChangeKind Kind, SettledRow? Before, SettledRow? After, string Reasons), (List<ComparedCaller> Callers, ImmutableArray<PolicyChange> Reasons)>();
        int nextOld = 0;
        int nextCurrent = 0;
        foreach (ComparedCaller caller in different)
        {
            SettledRow? before = caller.Before is null ? null : oldRows.Rows[nextOld++];
            SettledRow? after = caller.After is null ? null : currentRows.Rows[nextCurrent++];
            ImmutableArray<PolicyChange> reasons = caller.Before is { } first && caller.After is { } second ? _sides.Reasons(first, OwnSide(_before, first), second, OwnSide(_after, second)) : [];
            (EnvironmentChangeKind, SettledRow?, SettledRow?, string) key = (caller.Kind, before, after, string.Join('\n', reasons));
            if (!groups.TryGetValue(key, out (List<ComparedCaller> Callers, ImmutableArray<PolicyChange> Reasons) group))
            {
                groups[key] = group = ([], reasons);
            }

            group.Callers.Add(caller);
        }

        return
        [
            .. groups.Select(group => new PrincipalAccessChange(
                    group.Key.Kind,
                    [.. group.Value.Callers.Select(static caller => caller.Arn)],
                    comparison.Compare(
                        i => StateOf(group.Key.Before, classes, i),
                        i => StateOf(group.Key.After, classes, i),
                        (action, isGained) => CellExample.OfChange(_before, group.Value.Callers[0].Before, _after, group.Value.Callers[0].After, action, isGained)),
                    group.Value.Reasons))
                .OrderBy(static change => change.Kind == EnvironmentChangeKind.Changed && change.Changes.IsEmpty),
        ];
    }

    private static AccessState StateOf(SettledRow? row, ActionClasses classes, int actionClass) => row?.StateOf(classes.BitOf(actionClass)) ?? AccessState.Denied;
}

/// <summary>A principal that is different in two environments, or in one only.</summary>
/// <param name="Arn">Its ARN, or its name where it has none.</param>
/// <param name="Before">What it was; <c>null</c> when it was not there.</param>
/// <param name="After">What it is; <c>null</c> when it is not there.</param>
/// <param name="Subject">What sort of caller it is, for those who stand in for many.</param>
internal sealed record ComparedCaller(string Arn, CallerProfile? Before, CallerProfile? After, AccessSubjectKind Subject = default)
{
    public EnvironmentChangeKind Kind => Before is null ? EnvironmentChangeKind.Added : After is null ? EnvironmentChangeKind.Removed : EnvironmentChangeKind.Changed;
}
