using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Tests.Shared;

namespace IamSim.Testing.Tests.Properties;

/// <summary>What is called equivalent in an environment decides every request alike that there can be, asked of the engine from scratch.</summary>
public sealed class EquivalentMutantsOfEnvironments
{
    private const int Documents = 8;
    private const int Requests = 40;

    private static readonly string Folder = RepositoryFolder.Of("examples", "acme");

    // The suite kills little, so that nearly everything is left to the proofs: of what can be asked, of where policies hang, of the other layers.
    [Fact]
    public void An_equivalent_mutant_of_an_environment_decides_every_possible_request_alike()
    {
        AwsEnvironment environment = AwsEnvironment.Load(Folder, cancellationToken: TestContext.Current.CancellationToken);
        var analyzer = new EnvironmentAnalyzer(environment);
        List<PolicyTestCase> cases = Touching(environment);
        var subject = new PolicyTestSubject(analyzer);
        PolicyDocument[] documents = [.. TestedPolicies.Own(subject, DecidedSuite.Of([.. cases.Select(subject.Prepare)], TimeProvider.System, TestContext.Current.CancellationToken))];
        int found = 0;
        int met = 0;
        RandomSeeds.Check(3, seed =>
        {
            var questions = new PossibleQuestions(environment, analyzer.Services, seed);
            PolicyMutantOptions options = PolicyMutantOptions.Default with { FindTellingCases = false, Documents = [.. Enumerable.Range(0, Documents).Select(_ => questions.Pick(documents)).Distinct()] };
            PolicyMutantRun run = PolicyMutantRun.Run(analyzer, cases, options, TestContext.Current.CancellationToken);
            foreach (PolicyMutant mutant in run.Mutants.Where(static mutant => mutant.Status == PolicyMutantStatus.Equivalent))
            {
                found++;
                met += Compare(mutant, environment, subject, questions, seed);
            }
        });
        Assert.True(found > 0 && met > found, $"{found} equivalent mutants were met by {met} requests");
    }

    private static int Compare(PolicyMutant mutant, AwsEnvironment environment, PolicyTestSubject subject, PossibleQuestions questions, int seed)
    {
        Principal[] concerned = [.. Concerned(environment, mutant.Document)];
        string[] entries = [.. mutant.Document.Statements.SelectMany(static statement => (statement.Action ?? statement.NotAction)?.Values ?? []).Select(static value => value.Text)];
        int met = 0;
        var mutants = new Dictionary<PolicySet, Simulator>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < Requests; i++)
        {
            Principal caller = concerned.Length > 0 ? questions.Pick(concerned) : questions.Pick(questions.Callers);
            if (questions.Ask(caller, questions.Action(questions.Pick(entries))) is not { } one || subject.Prepare(one) is not { } prepared || !prepared.Policies.Documents().Contains(mutant.Document, ReferenceEqualityComparer.Instance))
            {
                continue;
            }

            met++;
            if (!mutants.TryGetValue(prepared.Policies, out Simulator? mutated))
            {
                mutants[prepared.Policies] = mutated = Simulator.Compile(mutant.Apply(prepared.Policies), prepared.Options);
            }

            Decision before = Simulator.Compile(prepared.Policies, prepared.Options).Evaluate(prepared.Request);
            Decision after = mutated.Evaluate(prepared.Request);
            Assert.True(before.Kind == after.Kind, $"{mutant}\n{mutant.Document.Source.Name}\n{one}\n{before}\n{after}\nIAMSIM_SEED={seed}");
        }

        return met;
    }

    // Every policy stands in a set, and hardly a mutant is noticed: an allow is only expected where there is one.
    private static List<PolicyTestCase> Touching(AwsEnvironment environment)
    {
        var cases = new List<PolicyTestCase>();
        foreach (IamPrincipal principal in environment.Principals)
        {
            cases.Add(new PolicyTestCase(Principal.Parse(principal.Arn), "ec2:DescribeVpcs", "*", ExpectedDecision.ExplicitDeny));
            if (principal is IamRole role)
            {
                cases.Add(new PolicyTestCase(Principal.Anonymous, "sts:AssumeRole", role.Arn, ExpectedDecision.Allow));
            }
        }

        cases.AddRange(environment.Resources.Select(static resource => new PolicyTestCase(Principal.Anonymous, $"{Arn.Parse(resource.Arn).Service}:Any", resource.Arn, ExpectedDecision.Allow)));
        return cases;
    }

    // Those who hold it, or whom it names, where there are any: others ask about it in vain.
    private static IEnumerable<Principal> Concerned(AwsEnvironment environment, PolicyDocument document)
    {
        foreach (IamPrincipal principal in environment.Principals)
        {
            IEnumerable<IamIdentity> identities = principal is IamUser user ? user.Groups.Prepend<IamIdentity>(user) : [principal];
            IEnumerable<EnvironmentPolicy?> policies = identities.SelectMany(static identity => identity.InlinePolicies.Concat<EnvironmentPolicy?>(identity.AttachedPolicies.Select(static attached => attached.Policy))).Append(principal.PermissionsBoundary?.Policy);
            if (policies.Any(policy => ReferenceEquals(policy?.Content.Document, document)))
            {
                yield return Principal.Parse(principal.Arn);
            }
        }

        foreach (PolicyValue value in document.Statements.SelectMany(static statement => statement.Principal?.Groups ?? []).SelectMany(static group => group.Values))
        {
            if (Principal.TryParse(value.Text, out Principal? named))
            {
                yield return named;
                foreach (IamPrincipal other in named.Kind == PrincipalKind.Root ? environment.Principals.Where(other => other.AccountId == named.AccountId) : [])
                {
                    yield return Principal.Parse(other.Arn);
                }
            }
        }
    }
}
