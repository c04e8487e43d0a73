using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>Finds who assumes which role. Candidates come from the trust policies; each is decided by the engine. Thread-safe; remembers what it found.</summary>
internal sealed class AssumeRoleSearch
{
    private static readonly ActionName AssumeRole = "sts:AssumeRole";
    private static readonly ActionName WithSaml = "sts:AssumeRoleWithSAML";
    private static readonly ActionName WithWebIdentity = "sts:AssumeRoleWithWebIdentity";

    private readonly EnvironmentAnalyzer _analyzer;
    private readonly ConcurrentDictionary<string, ImmutableArray<AssumeRoleEdge>> _into = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<AccessSubject>> _assumers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, bool> _mayAllow = new();

    public AssumeRoleSearch(EnvironmentAnalyzer analyzer) => _analyzer = analyzer;

    /// <summary>The action by which a caller assumes a role.</summary>
    public static ActionName ActionOf(AccessSubject subject) => subject.Kind != AccessSubjectKind.IdentityProvider ? AssumeRole
        : subject.Principal.IsSamlProvider ? WithSaml
        : WithWebIdentity;

    /// <summary>The steps that lead into a role: its callers in the order of the environment, then those from outside.</summary>
    public ImmutableArray<AssumeRoleEdge> Into(AccessSubject role, CancellationToken cancellationToken) =>
        _into.TryGetValue(role.Name, out ImmutableArray<AssumeRoleEdge> known) ? known : _into.GetOrAdd(role.Name, FindInto(role, cancellationToken));

    /// <summary>Those who get to something through roles that have it, each by the shortest way; a certain way comes before one that depends.</summary>
    public IEnumerable<WhoCanRow> Through(IReadOnlyList<(AccessSubject Subject, AccessFinding Finding)> found, WhoCanOptions options, CancellationToken cancellationToken)
    {
        var settled = new HashSet<AccessSubject>(found.Where(static pair => pair.Finding.State == AccessState.Allowed).Select(static pair => pair.Subject));
        List<WhoCanRow> certain = Search(found.Where(static pair => pair.Finding.State == AccessState.Allowed), static edge => edge.State == AccessState.Allowed, settled, options, cancellationToken);
        settled.UnionWith(found.Select(static pair => pair.Subject));
        settled.UnionWith(certain.Select(static row => row.Subject));
        List<WhoCanRow> open = Search(found, static _ => true, settled, options, cancellationToken);
        return certain.Concat(open).OrderBy(static row => row.Path.Length);
    }

    // Backwards, breadth first.
    private List<WhoCanRow> Search(IEnumerable<(AccessSubject Subject, AccessFinding Finding)> found, Func<AssumeRoleEdge, bool> counts, HashSet<AccessSubject> settled, WhoCanOptions options, CancellationToken cancellationToken)
    {
        var rows = new List<WhoCanRow>();
        List<(AccessSubject Role, AccessFinding Finding, ImmutableArray<AssumeRoleEdge> Path)> frontier =
            [.. found.Select(static pair => (Role: TrustedSessions.RoleOf(pair.Subject), pair.Finding, ImmutableArray<AssumeRoleEdge>.Empty)).Where(static one => one.Role.Kind == AccessSubjectKind.Role).DistinctBy(static one => one.Role)];
        var visited = new HashSet<AccessSubject>(frontier.Select(static one => one.Role));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = cancellationToken };
        for (int depth = 0; depth < options.MaximumDepth && frontier.Count > 0; depth++)
        {
            Parallel.ForEach(frontier, parallel, one => Into(one.Role, cancellationToken));
            List<(AccessSubject, AccessFinding, ImmutableArray<AssumeRoleEdge>)> next = [];
            foreach ((AccessSubject role, AccessFinding finding, ImmutableArray<AssumeRoleEdge> path) in frontier)
            {
                foreach (AssumeRoleEdge edge in Into(role, cancellationToken).Select(edge => path.IsEmpty ? edge.To(role) : edge).Where(edge => counts(edge) && visited.Add(edge.Source)))
                {
                    ImmutableArray<AssumeRoleEdge> longer = [edge, .. path];
                    if (!settled.Contains(edge.Source))
                    {
                        rows.Add(new WhoCanRow(edge.Source, finding, longer));
                    }

                    if (edge.Source.Kind == AccessSubjectKind.Role)
                    {
                        next.Add((edge.Source, finding, longer));
                    }
                }
            }

            frontier = next;
        }

        return rows;
    }

    private ImmutableArray<AssumeRoleEdge> FindInto(AccessSubject role, CancellationToken cancellationToken)
    {
        ResourceProfile trust = _analyzer.Profiles.Resource(role.Name, AssumeRole);
        // Sessions of roles of the environment are steps from these roles.
        IEnumerable<AccessSubject> outside = _analyzer.Subjects.Outside(trust).Where(subject => !TrustedSessions.RoleOf(subject).Equals(role));
        var edges = ImmutableArray.CreateBuilder<AssumeRoleEdge>();
        foreach (IGrouping<ActionName, AccessSubject> group in Inside(trust).Where(subject => !subject.Equals(role)).Concat(outside).GroupBy(ActionOf))
        {
            AccessSubject[] candidates = [.. group];
            edges.AddRange(_analyzer.AskAll(candidates, group.Key, trust, AccessConditions.None, 1, out _, cancellationToken)
                .Select(pair => new AssumeRoleEdge(TrustedSessions.RoleOf(pair.Subject), role, group.Key, pair.Finding)));
        }

        // The most certain of what a role and its named sessions may; the role itself where they are alike.
        return [.. edges.GroupBy(static edge => edge.Source).Select(static same => same.MaxBy(static edge => edge.State)!)];
    }

    // XACC-1, STS-1: an account that is named lets in those to whom it gives the permission.
    private IEnumerable<AccessSubject> Inside(ResourceProfile trust)
    {
        PolicyStatement[] allows = [.. (trust.Policy?.Content.Document?.Statements ?? []).Where(static statement => statement.Effect?.Text == "Allow")];
        IEnumerable<string> names = allows.SelectMany(static statement => statement.Principal?.Groups ?? []).Where(static group => group.Kind.Text == "AWS").SelectMany(static group => group.Values).Select(static value => value.Text);
        if (Array.Exists(allows, static statement => statement.NotPrincipal is not null || statement.Principal?.Wildcard is not null) || names.Contains("*"))
        {
            return _analyzer.Subjects.Inside;
        }

        IEnumerable<string> accounts = names
            .Select(static name => AccountId.IsValid(name) ? name : Principal.TryParse(name, out Principal? principal) && principal.Kind == PrincipalKind.Root ? principal.AccountId : null)
            .OfType<string>();
        HashSet<AccessSubject> found = [.. accounts.Distinct(StringComparer.Ordinal).SelectMany(account => Assumers(account)), .. _analyzer.Subjects.NamedInside(trust)];
        return found.OrderBy(static subject => subject.Name, StringComparer.Ordinal);
    }

    private ImmutableArray<AccessSubject> Assumers(string account) => _assumers.GetOrAdd(account, id => [.. _analyzer.Subjects.OfAccount(id).Where(MayAssume)]);

    // Not every policy is known; then anything may be allowed.
    private bool MayAssume(AccessSubject subject) =>
        subject.Caller.Gaps.Any(static gap => gap.Unsettles) || (subject.Caller.IdentityPolicies ?? []).Any(MayAllow);

    private bool MayAllow(EnvironmentPolicy policy) => _mayAllow.GetOrAdd(policy.Content.Id, static (_, document) =>
    {
        var findings = new DiagnosticBag();
        CompiledPolicy compiled = SharedPolicies.Get(document!, new PolicyPlace(PolicyKind.Identity, default, default, SimulatorCache.Lenient), findings);
        return findings.HasErrors || Array.Exists(compiled.Statements, static statement => statement.Effect == PolicyEffect.Allow && statement.MatchesAction(AssumeRole.Folded));
    }, policy.Content.Document);
}
