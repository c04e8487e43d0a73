using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim.Environments.Questions;

/// <summary>Compares who can do what on known resources, where the resource or the principal is different. Used once.</summary>
internal sealed class ResourceComparison(
    EnvironmentAnalyzer before, EnvironmentAnalyzer after, ComparedSides sides, ImmutableArray<ActionName> actions, List<ComparedCaller> different, AccessDiffOptions options, CancellationToken cancellation)
{
    private readonly ResourceForms _forms = new(before.Services);
    private readonly Dictionary<string, CallerProfile> _old = EnvironmentComparison.ByArn(before);
    private readonly Dictionary<string, CallerProfile> _current = EnvironmentComparison.ByArn(after);

    public ImmutableArray<ResourceAccessChange> Run()
    {
        Dictionary<string, EnvironmentResource> old = before.Environment.Resources.ToDictionary(static resource => resource.Arn, StringComparer.Ordinal);
        Dictionary<string, EnvironmentResource> current = after.Environment.Resources.ToDictionary(static resource => resource.Arn, StringComparer.Ordinal);
        string[] arns = [.. old.Keys.Union(current.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var changes = ImmutableArray.CreateBuilder<ResourceAccessChange>();
        for (int i = 0; i < arns.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            EnvironmentResource? was = old.GetValueOrDefault(arns[i]);
            EnvironmentResource? becomes = current.GetValueOrDefault(arns[i]);
            Compare(
                new ComparedResource(arns[i], form => was is null ? null : before.Profiles.Resource(was, form), form => becomes is null ? null : after.Profiles.Resource(becomes, form)),
                action => _forms.Of(arns[i], action),
                changes);
            options.Progress?.Report(new AnalysisProgress(i + 1, arns.Length));
        }

        CompareTrust(changes);
        return changes.ToImmutable();
    }

    // Whom a role trusts, where that is different. What changed callers may assume is told by their rows.
    private void CompareTrust(ImmutableArray<ResourceAccessChange>.Builder changes)
    {
        ImmutableArray<ActionName> assuming = [.. actions.Where(static action => action.Service is "sts" && action.Text.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase))];
        if (assuming.IsEmpty)
        {
            return;
        }

        foreach (string arn in _old.Keys.Union(_current.Keys, StringComparer.Ordinal).Where(static arn => arn.Contains(":role/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var role = new ComparedResource(
                arn,
                form => _old.ContainsKey(form) ? before.Profiles.Resource(form, assuming[0]) : null,
                form => _current.ContainsKey(form) ? after.Profiles.Resource(form, assuming[0]) : null);
            if (!IsSame(role))
            {
                Compare(role, action => action.Text.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase) ? arn : null, changes);
            }
        }
    }

    private bool IsSame(ComparedResource resource) => resource.Before(resource.Arn) is { } first && resource.After(resource.Arn) is { } second && sides.SignatureOf(first) == sides.SignatureOf(second);

    private void Compare(ComparedResource resource, Func<ActionName, string?> formOf, ImmutableArray<ResourceAccessChange>.Builder changes)
    {
        ResourceProfile? first = resource.Before(resource.Arn);
        ResourceProfile? second = resource.After(resource.Arn);
        bool isSame = IsSame(resource);
        List<ComparedCaller> callers = isSame ? different : [.. Everyone(), .. Outsiders(first, second)];
        if (callers.Count == 0)
        {
            return;
        }

        EnvironmentChangeKind kind = first is null ? EnvironmentChangeKind.Added : second is null ? EnvironmentChangeKind.Removed : EnvironmentChangeKind.Changed;
        ImmutableArray<PolicyChange> reasons = first is null || second is null || isSame ? [] : sides.Reasons(first, second);
        foreach (IGrouping<string, ActionName> form in actions.GroupBy(action => formOf(action) ?? "", StringComparer.Ordinal).Where(static group => group.Key.Length > 0).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            foreach ((ImmutableArray<string> principals, ImmutableArray<AccessChange> found) in Compare(form, resource.Before(form.Key), resource.After(form.Key), callers))
            {
                changes.Add(new ResourceAccessChange(kind, form.Key, principals, found, reasons));
            }
        }
    }

    // Callers alike in both environments are asked about once; what they get is told for all.
    private IEnumerable<(ImmutableArray<string> Principals, ImmutableArray<AccessChange> Changes)> Compare(IEnumerable<ActionName> about, ResourceProfile? was, ResourceProfile? becomes, List<ComparedCaller> callers)
    {
        var folds = callers.GroupBy(Key(was, becomes));
        var told = new Dictionary<string, (List<string> Principals, ImmutableArray<AccessChange> Changes)>(StringComparer.Ordinal);
        foreach (IGrouping<(CallerKey, CallerKey), ComparedCaller> fold in folds)
        {
            ComparedCaller one = fold.First();
            ActionClasses classes = ActionClasses.Of(about, EntriesOf(before, one.Before, was).Concat(EntriesOf(after, one.After, becomes)));
            ImmutableArray<AccessChange> found = new ClassComparison(classes, before.Cover).Compare(
                i => StateOf(before, one.Before, one.Subject, was, classes.Representatives[i]),
                i => StateOf(after, one.After, one.Subject, becomes, classes.Representatives[i]),
                (action, _) => (Answer(before, one.Before, was, action), Answer(after, one.After, becomes, action)));
            if (found.IsEmpty)
            {
                continue;
            }

            string text = string.Join('\n', found);
            if (!told.TryGetValue(text, out (List<string> Principals, ImmutableArray<AccessChange> Changes) known))
            {
                told[text] = known = ([], found);
            }

            known.Principals.AddRange(fold.Select(static caller => caller.Arn));
        }

        return told.Values.Select(static each => (each.Principals.ToImmutableArray(), each.Changes));
    }

    private static Func<ComparedCaller, (CallerKey, CallerKey)> Key(ResourceProfile? was, ResourceProfile? becomes)
    {
        CallerFolding? old = was is null ? null : new CallerFolding(was, null);
        CallerFolding? current = becomes is null ? null : new CallerFolding(becomes, null);
        return caller => (
            caller.Before is { } first && old is not null ? old.KeyOf(first) : default,
            caller.After is { } second && current is not null ? current.KeyOf(second) : default);
    }

    private static IEnumerable<string> EntriesOf(EnvironmentAnalyzer analyzer, CallerProfile? caller, ResourceProfile? resource) =>
        caller is null || resource is null ? [] : FoldedRows.EntriesOf(analyzer.SimulatorOf(caller, resource).Policies);

    private static AccessState StateOf(EnvironmentAnalyzer analyzer, CallerProfile? caller, AccessSubjectKind kind, ResourceProfile? resource, ActionName action) =>
        caller is null || resource is null ? AccessState.Denied : new AccessFinding(analyzer, caller, kind, action, resource, AccessConditions.None).State;

    private static AccessAnswer? Answer(EnvironmentAnalyzer analyzer, CallerProfile? caller, ResourceProfile? resource, ActionName action) =>
        caller is null || resource is null ? null : analyzer.Ask(caller, action, resource, AccessConditions.None);

    private IEnumerable<ComparedCaller> Everyone() =>
        _old.Keys.Union(_current.Keys, StringComparer.Ordinal).Select(arn => new ComparedCaller(arn, _old.GetValueOrDefault(arn), _current.GetValueOrDefault(arn)));

    // Whom policies and grants of either side name, or let in as one of many.
    private IEnumerable<ComparedCaller> Outsiders(ResourceProfile? was, ResourceProfile? becomes) =>
        (was is null ? [] : before.Subjects.Outside(was, withDenied: true)).Concat(becomes is null ? [] : after.Subjects.Outside(becomes, withDenied: true))
            .Distinct()
            .Where(subject => !_old.ContainsKey(subject.Name) && !_current.ContainsKey(subject.Name))
            .Select(subject => new ComparedCaller(subject.Name, before.Subjects.CallerLike(subject), after.Subjects.CallerLike(subject), subject.Kind));
}

/// <summary>A resource that may be in either of two environments.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Before">Its side in the first, for its ARN or that of something inside it; <c>null</c> when it is not there.</param>
/// <param name="After">The same in the second.</param>
internal sealed record ComparedResource(string Arn, Func<string, ResourceProfile?> Before, Func<string, ResourceProfile?> After);
