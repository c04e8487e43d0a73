using IamSim.Conditions;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Testing;

/// <summary>Policies under test, for assertions in any test framework. Immutable and thread-safe: make one, keep it in a static field, and ask it from all tests.</summary>
/// <remarks>See docs/guides/assertions.md.</remarks>
public sealed class Iam
{
    // AWS's own example; no policy of a test names it by chance.
    private const string ExampleAccount = "111122223333";

    private Iam(PolicyTestSubject subject, PolicyTestRunner runner) => (Subject, Runner) = (subject, runner);

    /// <summary>The environment as it was loaded, without the changes of <see cref="With(PolicyDocument)"/> and <see cref="Without"/>; <c>null</c> where policies were given one by one.</summary>
    public AwsEnvironment? Environment => Subject.Analyzer?.Environment;

    internal AccessConditions Conditions { get; private init; } = AccessConditions.None;

    internal PolicyTestSubject Subject { get; }

    internal PolicyTestRunner Runner { get; }

    internal ServiceReference Services => Subject.Analyzer?.Services ?? ServiceReference.Default;

    /// <summary>Loads an environment: what AWS's commands printed, or <c>environment.yaml</c>. See docs/guides/environments.md.</summary>
    /// <param name="path">
    /// A folder or a file. A relative one is looked for in the current directory, in the directory of the running program (that of the test
    /// assembly), and in every directory above that, the nearest first; what is found first counts.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">There is nothing of the path; the message says where it was looked for.</exception>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public static Iam Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Of(AwsEnvironment.Load(NearbyPath.Find(path, Directory.GetCurrentDirectory(), AppContext.BaseDirectory)));
    }

    /// <summary>Loads a suite, whose <see cref="PolicyTestSuite.Cases"/> a theory goes through with <see cref="PolicyTestSuite.Check"/>.</summary>
    /// <param name="path">The file; a relative path is looked for as by <see cref="Load"/>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such file; the message says where it was looked for.</exception>
    /// <exception cref="PolicyTestSuiteException">The suite has an error; carries every finding.</exception>
    public static PolicyTestSuite Suite(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string found = NearbyPath.Find(path, Directory.GetCurrentDirectory(), AppContext.BaseDirectory);
        return PolicyTestSuite.Load(found);
    }

    /// <summary>An environment that is loaded already.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="services">The catalog by which actions with wildcards are expanded; <c>null</c> means <see cref="ServiceReference.Default"/>.</param>
    public static Iam Of(AwsEnvironment environment, ServiceReference? services = null) => new(new PolicyTestSubject(new EnvironmentAnalyzer(environment, services)), new PolicyTestRunner());

    /// <summary>Policies that decide the requests of whoever asks.</summary>
    /// <param name="policies">The policies.</param>
    /// <exception cref="PolicyCompilationException">AWS would refuse one of them; carries every finding.</exception>
    public static Iam Policies(PolicySet policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        Simulator.Compile(policies);
        return new Iam(new PolicyTestSubject(policies), new PolicyTestRunner());
    }

    /// <summary>One identity policy.</summary>
    /// <param name="json">The text of the policy.</param>
    /// <param name="name">The name for messages, such as that of its file; <c>null</c> for none.</param>
    /// <exception cref="PolicyParseException">The text is no policy.</exception>
    /// <exception cref="PolicyCompilationException">AWS would refuse the policy.</exception>
    public static Iam Policy(string json, string? name = null) => Policies(new PolicySet { Identity = [PolicyDocument.Parse(json, name)] });

    /// <summary>A role, which stands for its sessions.</summary>
    /// <param name="name">Its name, with the name or the id of the account in front where several accounts have it (<c>production/deployer</c>), or its ARN. Without an environment a name is that of a role of account 111122223333.</param>
    /// <exception cref="ArgumentException">There is none or there are several, or the ARN is of something else; the message suggests.</exception>
    public TestedPrincipal Role(string name) => Identity(name, "role", PrincipalKind.Role);

    /// <summary>A user.</summary>
    /// <param name="name">What <see cref="Role"/> takes, of users.</param>
    /// <exception cref="ArgumentException">There is none or there are several, or the ARN is of something else; the message suggests.</exception>
    public TestedPrincipal User(string name) => Identity(name, "user", PrincipalKind.User);

    /// <summary>Any caller.</summary>
    /// <param name="text">The ARN of a user, role, role session, federated user or root user; a service such as <c>lambda.amazonaws.com</c>; an identity provider; <c>anonymous</c>; in an environment also what <see cref="EnvironmentNames.TryFindPrincipal"/> takes.</param>
    /// <exception cref="ArgumentException">It is none of these; the message suggests.</exception>
    public TestedPrincipal Principal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? fault = null;
        Principal? principal;
        bool isFound = Subject.Analyzer is { } analyzer
            ? analyzer.Names.TryFindPrincipal(text, out principal, out fault)
            : Identifiers.Principal.TryParse(text, out principal) || Identifiers.Principal.TryParseFederatedProvider(text, out principal);
        return isFound
            ? new TestedPrincipal(this, principal!)
            : throw new ArgumentException(fault ?? $"{JsonNode.Quote(text)} is no principal: expected an ARN, a service name such as lambda.amazonaws.com, an identity provider, or anonymous", nameof(text));
    }

    /// <summary>States a context key of the requests of every caller, such as <c>aws:SecureTransport</c>.</summary>
    /// <param name="key">The key. What a caller states anew wins.</param>
    /// <param name="value">A text, a list (<c>["a", "b"]</c>), a boolean, a number, an instant, or <see cref="ContextValue.Absent"/>.</param>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public Iam When(string key, ContextValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new Iam(Subject, Runner) { Conditions = Conditions with { Context = Conditions.Context.With(key, value) } };
    }

    /// <summary>What would be, if every principal had one identity policy more.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="PolicyCompilationException">AWS would refuse the policy.</exception>
    public Iam With(PolicyDocument policy) => With(PolicyKind.Identity, policy);

    /// <summary>What would be, if every principal had one identity policy more.</summary>
    /// <param name="policyJson">The text of the policy.</param>
    /// <exception cref="PolicyParseException">The text is no policy.</exception>
    /// <exception cref="PolicyCompilationException">AWS would refuse the policy.</exception>
    public Iam With(string policyJson) => With(PolicyKind.Identity, PolicyDocument.Parse(policyJson));

    /// <summary>What would be, if one policy more of any kind decided every question.</summary>
    /// <param name="kind">The kind. Service and resource control policies are added at the level of the account, the statements of a kind that has one document are added to it.</param>
    /// <param name="policy">The policy.</param>
    /// <exception cref="PolicyCompilationException">AWS would refuse the policy.</exception>
    /// <exception cref="ArgumentException">It would be united with a policy of another Version, which would change its meaning.</exception>
    public Iam With(PolicyKind kind, PolicyDocument policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Simulator.Compile(new PolicySet().Add(kind, policy));
        return new Iam(Subject.With(kind, policy), new PolicyTestRunner()) { Conditions = Conditions };
    }

    /// <summary>What would be, if a policy were not there, wherever it stands: attached, inline, a boundary, on a resource, or in the organization.</summary>
    /// <param name="name">The name or the ARN of the policy, also of a service or resource control policy; or, where no policy has the name, the Sid of statements.</param>
    /// <remarks>A policy of which the last statement is left out goes with it. A boundary that is left out no longer limits.</remarks>
    /// <exception cref="ArgumentException">There is neither; the message suggests.</exception>
    public Iam Without(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new Iam(Subject.Without(name), new PolicyTestRunner()) { Conditions = Conditions };
    }

    /// <summary>What is under test.</summary>
    public override string ToString() => Environment?.ToString() ?? Subject.Policies!.ToString();

    private TestedPrincipal Identity(string name, string kindName, PrincipalKind kind)
    {
        ArgumentNullException.ThrowIfNull(name);
        string text = name;
        if (!name.StartsWith("arn:", StringComparison.Ordinal))
        {
            int slash = name.IndexOf('/', StringComparison.Ordinal);
            bool hasAccount = slash > 0 && Subject.Analyzer?.Names.FindAccount(name[..slash]) is not null;
            string written = hasAccount ? name[(slash + 1)..] : name;
            written = written.StartsWith(kindName + "/", StringComparison.Ordinal) ? written : $"{kindName}/{written}";
            text = hasAccount ? $"{name[..slash]}/{written}" : Subject.Analyzer is null ? $"arn:aws:iam::{ExampleAccount}:{written}" : written;
        }

        TestedPrincipal found = Principal(text);
        return found.Caller.Kind == kind ? found : throw new ArgumentException($"{JsonNode.Quote(name)} is no {kindName}: use Principal(…) for other callers", nameof(name));
    }
}
