using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Environments.Questions;

/// <summary>Finds what callers from outside can do on the resources and roles of an environment. Thread-safe.</summary>
/// <param name="analyzer">Who is asked.</param>
internal sealed class ExposureSearch(EnvironmentAnalyzer analyzer)
{
    /// <summary>Looks at every resource that has a policy or grants, and at every role.</summary>
    /// <param name="subjects">Whom to ask about.</param>
    /// <param name="isOfAnyAccount">Whether anyone of any account is somebody whom the organization does not know either.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public IEnumerable<ResourceAccess> Search(Func<ResourceProfile, IEnumerable<AccessSubject>> subjects, bool isOfAnyAccount, CancellationToken cancellationToken)
    {
        string[] names = [.. analyzer.Environment.Resources.Where(static resource => resource.Policy is not null || resource.KmsGrants is { Length: > 0 }).Select(RestApi.InvokedAs).OfType<string>(), .. analyzer.Environment.Principals.OfType<IamRole>().Select(static role => role.Arn)];
        var found = new List<ResourceAccess>[names.Length];
        Parallel.For(0, names.Length, new ParallelOptions { CancellationToken = cancellationToken }, index => found[index] = Look(names[index], subjects, isOfAnyAccount));
        return found.SelectMany(static list => list);
    }

    private List<ResourceAccess> Look(string name, Func<ResourceProfile, IEnumerable<AccessSubject>> subjects, bool isOfAnyAccount)
    {
        bool isRole = analyzer.Environment.TryGetIdentity(name, out _);
        ResourceProfile resource = analyzer.Profiles.Resource(name, isRole ? "sts:AssumeRole" : AnyActionOf(name));
        AccessSubject[] outside = [.. subjects(resource)];
        var rows = new List<ResourceAccess>();
        if (outside.Length == 0)
        {
            return rows;
        }

        (string Target, ImmutableArray<ActionName> Actions)[] targets = isRole ? [(name, default)] : [.. Targets(resource, name)];
        foreach (AccessSubject subject in outside)
        {
            foreach ((string target, ImmutableArray<ActionName> actions) in targets)
            {
                rows.AddRange(Ask(subject, name, target, isRole ? [AssumeRoleSearch.ActionOf(subject)] : actions, isOfAnyAccount));
            }
        }

        return rows;
    }

    private IEnumerable<ResourceAccess> Ask(AccessSubject subject, string resource, string target, ImmutableArray<ActionName> actions, bool isOfAnyAccount)
    {
        AccessSubjectKind kind = subject.Kind == AccessSubjectKind.AnyAccount && !isOfAnyAccount ? AccessSubjectKind.Account : subject.Kind;
        var found = new List<(ActionName Action, AccessFinding Finding)>();
        foreach (ActionName action in actions)
        {
            var finding = new AccessFinding(analyzer, subject.Caller, kind, action, analyzer.Profiles.Resource(target, action), AccessConditions.None);
            if (finding.State != AccessState.Denied)
            {
                found.Add((action, finding));
            }
        }

        return found.GroupBy(static pair => (pair.Finding.State, pair.Finding.Condition.ToString())).Select(group =>
        {
            AccessFinding finding = group.First().Finding;
            ResidualCondition stranger = StrangerConditions.Assume(finding.Condition, StrangerConditions.OfStranger);
            bool isAnyone = IsAnyone(subject);
            return new ResourceAccess(subject, resource, target, [.. group.Select(static pair => pair.Action)], finding, isAnyone && stranger is { IsNever: false, IsAlways: false } ? stranger : finding.Condition)
            {
                Exposure = !isAnyone || stranger.IsNever ? PublicExposure.NotPublic : stranger.IsAlways && !finding.Gaps.Any(static gap => gap.UnsettlesAllow) ? PublicExposure.Public : PublicExposure.UnderConditions,
                HasSourceGuard = subject.Kind is AccessSubjectKind.Service or AccessSubjectKind.AnyService ? StrangerConditions.Assume(finding.Condition, StrangerConditions.OfForeignSource).IsNever : null,
            };
        });
    }

    /// <summary>Whether a caller stands for anyone at all.</summary>
    public static bool IsAnyone(AccessSubject subject) => subject.Kind is AccessSubjectKind.Anonymous or AccessSubjectKind.AnyAccount
        || (subject.Kind == AccessSubjectKind.IdentityProvider && !subject.Principal.IsSamlProvider && !IsCluster(subject.Name));

    // The issuer of an EKS cluster gives tokens to what runs in it.
    private static bool IsCluster(string provider)
    {
        string issuer = provider[(provider.IndexOf(":oidc-provider/", StringComparison.Ordinal) is >= 0 and var at ? at + ":oidc-provider/".Length : 0)..];
        return issuer.StartsWith("oidc.eks.", StringComparison.Ordinal) && issuer.Contains("/id/", StringComparison.Ordinal) && issuer.Contains(".amazonaws.com", StringComparison.Ordinal);
    }

    // The resource itself, and what it holds as far as the policy speaks of it.
    private IEnumerable<(string Target, ImmutableArray<ActionName> Actions)> Targets(ResourceProfile resource, string name)
    {
        CompiledStatement[] allows = Allows(resource);
        IEnumerable<string> entries = allows.SelectMany(static statement => statement.CoversEveryResource || statement.ResourcesAreExcluded ? ["*"] : statement.Resources!.Select(static pattern => pattern.Text));
        IEnumerable<string> targets = PolicyTargets.Of(name, PolicyTargets.HoldsMore(name, resource.PolicyKind), entries).Select(PolicyTargets.WithoutVariables).Distinct(StringComparer.Ordinal);
        return targets.Select(target => (target, ActionsOn(target, allows, resource)));
    }

    private ImmutableArray<ActionName> ActionsOn(string target, CompiledStatement[] allows, ResourceProfile resource)
    {
        IEnumerable<string> ofCatalog = analyzer.Services.FindActionsFor(target).Select(static action => action.FullName);
        IEnumerable<string> named = allows.Where(static statement => !statement.ActionsAreExcluded)
            .SelectMany(static statement => statement.Source.Action?.Values ?? [])
            .Select(static value => value.Text)
            .Where(text => ActionName.TryParse(text, out ActionName action) && analyzer.Services.FindAction(action.Text) is null);
        IEnumerable<string> granted = resource.Resource.KmsGrants.SelectMany(static grant => grant.Operations).Select(static operation => $"kms:{operation}");
        HashSet<string> ofGrants = [.. granted];
        return
        [
            .. ofCatalog.Concat(named).Concat(ofGrants).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
                .Where(static text => ActionName.TryParse(text, out _))
                .Select(static text => ActionName.Parse(text))
                .Where(action => ofGrants.Contains(action.Text) || Array.Exists(allows, statement => statement.MatchesAction(action.Folded))),
        ];
    }

    private static CompiledStatement[] Allows(ResourceProfile resource)
    {
        if (resource.Policy?.Content.Document is not { } document)
        {
            return [];
        }

        CompiledPolicy policy = SharedPolicies.Get(document, new PolicyPlace(PolicyKind.Resource, resource.PolicyKind, default, SimulatorCache.Lenient), new DiagnosticBag());
        return Array.FindAll(policy.Statements, static statement => statement.Effect == PolicyEffect.Allow);
    }

    // What is no name of a service has no actions of its own.
    private static ActionName AnyActionOf(string arn) => Arn.TryParse(arn, out Arn parsed) && ActionName.TryParse($"{parsed.Service}:Any", out ActionName action) ? action : "any:Any";
}
