using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>The rows of many callers, computed once for those that no policy tells apart. Immutable and thread-safe.</summary>
internal sealed class FoldedRows
{
    private FoldedRows(ActionClasses actions, ImmutableArray<CallerProfile> callers, SettledRow[] rows, int evaluatedRows)
    {
        Actions = actions;
        Callers = callers;
        Rows = rows;
        EvaluatedRows = evaluatedRows;
    }

    public ActionClasses Actions { get; }

    public ImmutableArray<CallerProfile> Callers { get; }

    /// <summary>The row of each caller; callers with the same row have the same object.</summary>
    public SettledRow[] Rows { get; }

    /// <summary>How many rows the engine computed: one for each class of callers.</summary>
    public int EvaluatedRows { get; }

    /// <summary>Computes the rows.</summary>
    /// <param name="profiles">Where callers and organizations are found.</param>
    /// <param name="principals">The callers.</param>
    /// <param name="actions">The actions.</param>
    /// <param name="parallel">Most threads at work, and when to stop.</param>
    /// <param name="progress">Told how many callers are done; <c>null</c> for nobody.</param>
    public static FoldedRows Compute(EnvironmentProfiles profiles, ImmutableArray<IamPrincipal> principals, IEnumerable<Identifiers.ActionName> actions, ParallelOptions parallel, IProgress<AnalysisProgress>? progress)
    {
        ImmutableArray<CallerProfile> callers = principals == profiles.Environment.Principals ? profiles.Callers : [.. principals.Select(profiles.Caller)];
        return Compute(profiles, callers, ActionClasses.Of(actions, EntriesOf(profiles, callers)), parallel, progress);
    }

    /// <summary>Computes rows over classes of actions that are known; they may be finer than the policies need.</summary>
    public static FoldedRows Compute(EnvironmentProfiles profiles, ImmutableArray<CallerProfile> callers, ActionClasses classes, ParallelOptions parallel, IProgress<AnalysisProgress>? progress)
    {
        var rows = new PermissionRows(profiles, classes.Universe);
        var answers = new SettledRow[callers.Length];
        int[][] groups = [.. Enumerable.Range(0, callers.Length).GroupBy(i => KeyOf(callers[i], profiles)).Select(static group => group.ToArray())];
        int evaluated = 0;
        long done = 0;
        Parallel.ForEach(
            Partitioner.Create(groups, loadBalance: true),
            parallel,
            () => new PermissionRowBuilder(classes.Universe),
            (group, _, builder) =>
            {
                Interlocked.Add(ref evaluated, ComputeGroup(group, callers, rows, answers, builder));
                progress?.Report(new AnalysisProgress(Interlocked.Add(ref done, group.Length), callers.Length));
                return builder;
            },
            static _ => { });
        return new FoldedRows(classes, callers, answers, evaluated);
    }

    /// <summary>The entries of Action and NotAction that the rows of callers depend on.</summary>
    public static IEnumerable<string> EntriesOf(EnvironmentProfiles profiles, IEnumerable<CallerProfile> callers) =>
        callers.SelectMany(caller => DocumentsOf(caller, profiles.InAccount(caller.Principal.AccountId))).Distinct().SelectMany(EntriesOf);

    /// <summary>The texts that a row of a caller is made of.</summary>
    public static IEnumerable<PolicyContent> DocumentsOf(CallerProfile caller, ResourceProfile ownSide) =>
        (caller.IdentityPolicies ?? [])
            .Concat(caller.PermissionsBoundary is { } boundary ? [boundary] : [])
            .Concat((caller.ServiceControlPolicies ?? []).SelectMany(static level => level))
            .Concat((ownSide.ResourceControlPolicies ?? []).SelectMany(static level => level))
            .Select(static policy => policy.Content);

    /// <summary>The entries of Action and NotAction of a text.</summary>
    public static IEnumerable<string> EntriesOf(PolicyContent content) => content.Document is { } document ? EntriesOf(document) : [];

    /// <summary>The entries of Action and NotAction of every policy of a set.</summary>
    public static IEnumerable<string> EntriesOf(PolicySet set) =>
        ((IEnumerable<PolicyDocument?>)[.. set.Identity, set.PermissionsBoundary, .. set.Session ?? [], set.Resource, set.VpcEndpoint, .. Flat(set.ServiceControlPolicies), .. Flat(set.ResourceControlPolicies)])
            .OfType<PolicyDocument>().SelectMany(EntriesOf);

    private static IEnumerable<PolicyDocument> Flat(ImmutableArray<ImmutableArray<PolicyDocument>>? levels) => (levels ?? []).SelectMany(static level => level);

    private static IEnumerable<string> EntriesOf(PolicyDocument document) =>
        document.Statements.SelectMany(static statement => (statement.Action?.Values ?? []).Concat(statement.NotAction?.Values ?? [])).Select(static value => value.Text);

    private static int ComputeGroup(int[] group, ImmutableArray<CallerProfile> callers, PermissionRows rows, SettledRow[] answers, PermissionRowBuilder builder)
    {
        Simulator simulator = rows.Compile(callers[group[0]], out RowCertainty certainty);
        var outcomes = new CallerOutcomes(simulator);
        var known = new Dictionary<string, SettledRow>(StringComparer.Ordinal);
        foreach (int i in group)
        {
            GridPrincipal caller = rows.ToGrid(callers[i], simulator);
            string outcome = outcomes.Of(caller);
            if (!known.TryGetValue(outcome, out SettledRow? row))
            {
                known[outcome] = row = rows.RowOf(caller, certainty, builder);
            }

            answers[i] = row;
        }

        return known.Count;
    }

    // Same policies on both sides, same exemptions, and the same things not known.
    private static GroupKey KeyOf(CallerProfile caller, EnvironmentProfiles profiles)
    {
        ResourceProfile ownSide = profiles.InAccount(caller.Principal.AccountId);
        bool isManagement = (ownSide.Organization ?? caller.Organization)?.ManagementAccount == caller.Principal.AccountId;
        return new GroupKey(caller.PoliciesKey, ownSide.PoliciesKey, caller.Principal.Kind, isManagement, caller.Principal.IsServiceLinkedRole, PermissionRows.CertaintyOf([.. caller.Gaps, .. ownSide.Gaps]), UnknownPolicies.LayersOf([.. caller.Gaps, .. ownSide.Gaps]));
    }

    private readonly record struct GroupKey(int Caller, int OwnSide, Identifiers.PrincipalKind Kind, bool IsManagement, bool IsServiceLinked, RowCertainty Certainty, UnknownLayers Unknown);
}
