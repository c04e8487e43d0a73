using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments;

/// <content>Who can do something.</content>
public sealed partial class EnvironmentAnalyzer
{
    internal AccessSubjects Subjects => LazyInitializer.EnsureInitialized(ref _subjects, () => new AccessSubjects(_profiles));

    private AccessSubjects? _subjects;
    private AssumeRoleSearch? _roles;

    /// <summary>Finds everybody who can do an action on a resource: of the environment, and from outside as far as policies let anyone in.</summary>
    /// <remarks>
    /// Callers who get the same answer are found first, and one of each is asked about; see docs/guides/who-can.md. From outside come those whom the
    /// policy of the resource names, everybody where it names everybody, and grantees of a key. An account of which the identities are not known
    /// is there as anyone of it: the owner always, others where the policy names everybody.
    /// </remarks>
    /// <param name="action">The action; see <see cref="ServiceData.ServiceReference.ExpandActions"/> for patterns.</param>
    /// <param name="resource">The ARN of the resource, or <c>*</c> for actions without resources.</param>
    /// <param name="conditions">What else is stated; <c>null</c> for nothing.</param>
    /// <param name="options">Switches; <c>null</c> means <see cref="WhoCanOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public WhoCanResult WhoCan(ActionName action, string resource, AccessConditions? conditions = null, WhoCanOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        AccessConditions stated = conditions ?? AccessConditions.None;
        WhoCanOptions chosen = options ?? WhoCanOptions.Default;
        ResourceProfile profile = _profiles.Resource(resource, action);
        AccessSubject? owner = Subjects.OfOwner(profile);
        ImmutableArray<AccessSubject> subjects = [.. Subjects.Inside, .. Subjects.Outside(profile).Where(subject => !subject.Equals(owner)), .. owner is null ? [] : new[] { owner }];
        List<(AccessSubject Subject, AccessFinding Finding)> found = AskAll(subjects, action, profile, stated, chosen.MaxDegreeOfParallelism, out int asked, cancellationToken);
        IEnumerable<WhoCanRow> rows = found.Select(static pair => new WhoCanRow(pair.Subject, pair.Finding, []));
        IEnumerable<WhoCanRow> through = chosen.ThroughRoles ? Roles.Through(found, chosen, cancellationToken) : [];
        return new WhoCanResult(action, resource) { Rows = [.. rows, .. through], Gaps = [.. profile.Gaps.Concat(found.Select(static pair => pair.Finding).Distinct().SelectMany(static finding => finding.Gaps.Where(static gap => gap.IsOfResource))).Distinct()], CallerCount = subjects.Length, AskedCount = asked };
    }

    /// <summary>Asks about many callers, once for those who are alike. Those who are denied are left out.</summary>
    internal List<(AccessSubject Subject, AccessFinding Finding)> AskAll(
        IReadOnlyList<AccessSubject> subjects, ActionName action, ResourceProfile resource, AccessConditions stated, int maxDegreeOfParallelism, out int asked, CancellationToken cancellationToken)
    {
        CallerProfile[] callers = [.. subjects.Select(subject => WithSession(subject.Caller, stated))];
        ImmutableArray<CallerClass> classes = new CallerFolding(resource, action, stated).Fold(callers, maxDegreeOfParallelism, cancellationToken);
        var findings = new AccessFinding?[subjects.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellationToken };
        Parallel.ForEach(classes, parallel, one =>
        {
            var finding = new AccessFinding(this, one.Representative, subjects[one.Members[0]].Kind, action, resource, stated);
            foreach (int member in finding.State == AccessState.Denied ? [] : one.Members)
            {
                findings[member] = finding;
            }
        });
        asked = classes.Length;
        var found = new List<(AccessSubject, AccessFinding)>();
        for (int i = 0; i < findings.Length; i++)
        {
            if (findings[i] is { } finding)
            {
                found.Add((subjects[i], finding));
            }
        }

        return found;
    }

    internal Simulator SimulatorOf(CallerProfile caller, ResourceProfile resource, AccessConditions stated) => _simulators.Get(caller, resource, stated, out _);

    internal AssumeRoleSearch Roles => LazyInitializer.EnsureInitialized(ref _roles, () => new AssumeRoleSearch(this));

    /// <summary>A caller with the session tags that a question states.</summary>
    internal static CallerProfile WithSession(CallerProfile caller, AccessConditions stated) =>
        stated.SessionTags.IsEmpty || !caller.Principal.HasAccount ? caller : caller.With(caller.Principal with { SessionTags = stated.SessionTags });
}
