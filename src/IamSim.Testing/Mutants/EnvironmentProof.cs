using System.Collections.Concurrent;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Testing;

/// <summary>
/// Finds out that a changed Allow makes no difference to anybody in an environment as it is: for every caller whom the policy concerns, every action
/// and every resource on which the statement matches differently, the engine decides alike whatever the context is, or something else of the
/// policies keeps the request from being allowed, or lets it through anyway. Allows change no explicit deny, so that who is allowed is all that counts.
/// Thread-safe.
/// </summary>
/// <param name="subject">The environment.</param>
/// <param name="suite">Tells what a policy is used as.</param>
/// <param name="domain">What policies of resources are asked about.</param>
/// <param name="possible">What can be asked.</param>
internal sealed class EnvironmentProof(PolicyTestSubject subject, DecidedSuite suite, ResourceDomain domain, PossibleRequests possible)
{
    // More is not looked at; the proof then fails.
    private const int MostQuestions = 4000;
    private const string Outside = "999988887777";

    // Whoever asks chooses them, although the engine would derive them.
    private static readonly UnknownContextKeys Unknown = UnknownContextKeys.Create(["aws:PrincipalTag/*", "aws:RequestTag/*", "aws:TagKeys", "aws:userid", "aws:SourceIdentity", "aws:CurrentTime", "aws:EpochTime"]).WithUnstated();

    private readonly ConcurrentDictionary<PolicySet, Simulator> _simulators = new(ReferenceEqualityComparer.Instance);
    private readonly ProofCallers _callers = new(subject.Analyzer!.Environment);
    private readonly string[] _known = [.. KnownArns(subject.Analyzer!.Environment)];
    private readonly string[] _accounts = [.. subject.Analyzer!.Environment.Accounts.Select(static account => account.Id), Outside];

    /// <summary>Whether a changed statement is proven to make no difference.</summary>
    /// <param name="mutation">The mutation of a statement.</param>
    /// <param name="before">The statement as it is.</param>
    /// <param name="after">The statement as it becomes; <c>null</c> when it is gone.</param>
    public bool Holds(Mutation mutation, StatementForm before, StatementForm? after)
    {
        PolicyKind[] kinds = [.. suite.UsesOf(mutation.Document).SelectMany(static use => use.Places).Select(static place => place.Kind).Distinct()];
        if (before.Effect != "Allow" || after is { Effect: not "Allow" }
            || kinds is not [PolicyKind.Identity or PolicyKind.PermissionsBoundary or PolicyKind.Resource]
            || mutation.Original is not { Action: not null } || mutation.Changed is { Action: null }
            || _callers.Find(kinds[0], mutation) is not { Count: > 0 } callers)
        {
            return false;
        }

        HashSet<string> left = possible.ActionsOf(mutation.Original);
        HashSet<string> right = mutation.Changed is { } changed ? possible.ActionsOf(changed) : [];
        var proof = new ChangeProof(this, mutation, kinds[0]);
        return left.Union(right, StringComparer.Ordinal).All(action =>
        {
            var forms = new ChangedForms(action, left.Contains(action) ? before : null, right.Contains(action) ? after : null, before.EqualsConditionsOf(after));
            return possible.TypesOf(action) is { } types && callers.All(caller => kinds[0] == PolicyKind.Resource
                ? IsAlikeOnOwn(proof, caller, forms, types)
                : IsAlikeEverywhere(proof, caller, forms, types));
        });
    }

    private bool IsAlikeOnOwn(ChangeProof proof, Principal caller, ChangedForms forms, IReadOnlyList<ResourceTypeDefinition> types) =>
        domain.Find(proof.Mutation.Document) is { } resources
        && resources.Where(resource => types.Any(type => type.CanMatch(resource))).All(resource => IsAlike(proof, caller, forms, resource));

    private bool IsAlikeEverywhere(ChangeProof proof, Principal caller, ChangedForms forms, IReadOnlyList<ResourceTypeDefinition> types)
    {
        if (possible.IsWithoutResource(forms.Action) && !forms.AreSameWithoutResource && !proof.DecidesAlike(caller, forms.Action, "*"))
        {
            return false;
        }

        string partition = Arn.TryParse(caller.Text, out Arn arn) ? arn.Partition.ToString() : "aws";
        return _known.Where(known => types.Any(type => type.CanMatch(known))).All(known => IsAlike(proof, caller, forms, known))
            && types.Where(type => StatementForm.MayConcern(type, forms.Before, forms.After)).SelectMany(type => _accounts.SelectMany(account => PossibleRequests.PatternsOf(type, account, partition))).Distinct(StringComparer.Ordinal).All(pattern => forms.AreWithin(_known, pattern) || IsAlike(proof, caller, forms, pattern));
    }

    private static bool IsAlike(ChangeProof proof, Principal caller, ChangedForms forms, string pattern) =>
        forms.AreSameWithin(pattern)
        || (pattern.Contains('*', StringComparison.Ordinal) ? proof.IsOfNoConsequence(caller, forms, pattern) : proof.DecidesAlike(caller, forms.Action, pattern));

    // Only roles have policies of their own among the principals, but all can be named.
    private static IEnumerable<string> KnownArns(AwsEnvironment environment) =>
        environment.Resources.SelectMany(static resource => resource.Aliases.Prepend(resource.Arn).SelectMany(ResourceDomain.Within)).Concat(environment.Principals.Select(static principal => principal.Arn)).Distinct(StringComparer.Ordinal);

    private Simulator SimulatorOf(PreparedCase prepared) => _simulators.GetOrAdd(prepared.Policies, static (set, options) => Simulator.Compile(set, options), prepared.Options);

    /// <summary>The proof for one mutation. For one thread.</summary>
    private sealed class ChangeProof(EnvironmentProof environment, Mutation mutation, PolicyKind kind)
    {
        private readonly Dictionary<PolicySet, Simulator?> _mutants = new(ReferenceEqualityComparer.Instance);
        private int _left = MostQuestions;

        public Mutation Mutation => mutation;

        /// <summary>Whether a request about one resource is decided alike whatever its context is.</summary>
        public bool DecidesAlike(Principal caller, string action, string resource)
        {
            if (Prepare(caller, action, resource) is not { } prepared)
            {
                return _left > 0;
            }

            if (!_mutants.TryGetValue(prepared.Policies, out Simulator? mutant))
            {
                _mutants[prepared.Policies] = mutant = Simulator.TryCompile(mutation.Apply(prepared.Policies), prepared.Options, null, out Simulator? compiled, out _) ? compiled : null;
            }

            return mutant is not null
                && ResidualForm.Of(environment.SimulatorOf(prepared).EvaluatePartial(prepared.Request, Unknown).Residual) is { } residual
                && ResidualForm.Of(mutant.EvaluatePartial(prepared.Request, Unknown).Residual) == residual;
        }

        /// <summary>Whether whatever the statement says of resources of a pattern, something else decides.</summary>
        public bool IsOfNoConsequence(Principal caller, ChangedForms forms, string pattern) =>
            Prepare(caller, forms.Action, pattern.Replace("*", "example", StringComparison.Ordinal)) is { } prepared
                ? OtherLayers.Decide(environment.SimulatorOf(prepared), prepared.Request, kind, forms, pattern)
                : _left > 0;

        // Without the policy there is nothing to differ.
        private PreparedCase? Prepare(Principal caller, string action, string resource)
        {
            if (--_left <= 0)
            {
                return null;
            }

            PreparedCase prepared = environment.Prepare(caller, action, resource);
            return prepared.Policies.Documents().Any(document => ReferenceEquals(document, mutation.Document)) ? prepared : null;
        }
    }

    private PreparedCase Prepare(Principal caller, string action, string resource) => subject.Prepare(new PolicyTestCase(caller, action, resource, ExpectedDecision.Deny));
}
