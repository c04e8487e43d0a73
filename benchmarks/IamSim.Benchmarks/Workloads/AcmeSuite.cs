using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Testing;

namespace IamSim.Benchmarks.Workloads;

/// <summary>A suite over the example organization: what its principals may do today with its resources, as <c>iamsim record</c> would write it down.</summary>
internal sealed class AcmeSuite
{
    private static readonly ActionName[] Actions =
        ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "kms:Decrypt", "sqs:SendMessage", "sns:Publish", "lambda:InvokeFunction", "secretsmanager:GetSecretValue", "sts:AssumeRole", "iam:CreateUser", "ec2:RunInstances"];

    private readonly ImmutableArray<PreparedCase> _cases;

    private AcmeSuite(PolicyTestSubject subject, ImmutableArray<PreparedCase> cases)
    {
        _cases = cases;
        Decided = DecidedSuite.Of(cases, TimeProvider.System, CancellationToken.None);
        Documents = TestedPolicies.Own(subject, Decided);
    }

    /// <summary>The cases with their answers.</summary>
    public DecidedSuite Decided { get; }

    /// <summary>The policies to change.</summary>
    public ImmutableArray<PolicyDocument> Documents { get; }

    public static AcmeSuite Load()
    {
        var analyzer = new EnvironmentAnalyzer(AwsEnvironment.Load(FindExample()));
        var subject = new PolicyTestSubject(analyzer);
        var runner = new PolicyTestRunner();
        var cases = ImmutableArray.CreateBuilder<PreparedCase>();
        for (int i = 0; i < analyzer.Environment.Principals.Length; i++)
        {
            foreach (ActionName action in Actions)
            {
                string[] resources = ResourcesOf(analyzer.Environment, action);
                PreparedCase one = subject.Prepare(new PolicyTestCase(Principal.Parse(analyzer.Environment.Principals[i].Arn), action, resources[i % resources.Length], ExpectedDecision.Deny));
                ExpectedDecision today = runner.Run(one).Decision.Kind switch
                {
                    DecisionKind.Allowed => ExpectedDecision.Allow,
                    DecisionKind.ExplicitDeny => ExpectedDecision.ExplicitDeny,
                    _ => ExpectedDecision.ImplicitDeny,
                };
                cases.Add(one with { Case = one.Case with { Expected = today } });
            }
        }

        return new AcmeSuite(subject, cases.ToImmutable());
    }

    /// <summary>Compiles the policies anew for every case, until one notices.</summary>
    public bool IsKilledNaively(Mutation mutation) => _cases.Any(one =>
        one.Judge(Simulator.Compile(one.Policies, one.Options).Evaluate(one.Request)) == PolicyTestVerdict.Passed
        && one.Judge(Simulator.Compile(mutation.Apply(one.Policies), one.Options).Evaluate(one.Request)) != PolicyTestVerdict.Passed);

    private static string[] ResourcesOf(AwsEnvironment environment, ActionName action)
    {
        string[] arns = action.Service == "sts"
            ? [.. environment.Principals.OfType<IamRole>().Select(static role => role.Arn)]
            : [.. environment.Resources.Select(static resource => resource.Arn).Where(arn => Arn.TryParse(arn, out Arn parsed) && parsed.Service.SequenceEqual(action.Service)).Select(arn => action.Name.EndsWith("Object", StringComparison.Ordinal) ? arn + "/daily/orders.csv" : arn)];
        return arns.Length == 0 ? ["*"] : arns;
    }

    private static string FindExample()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "IamSim.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new InvalidOperationException("the benchmarks run from inside the repository"), "examples", "acme");
    }
}
