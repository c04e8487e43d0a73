using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Fuzz.Targets;

/// <summary>A file of an environment, loaded and asked.</summary>
/// <param name="name">The name of the target.</param>
/// <param name="paths">The paths that the file may have in the environment; the first byte of the input chooses where there are several.</param>
internal sealed class EnvironmentTarget(string name, params string[] paths) : FuzzTarget(name, 12, "whatever is wrong is a finding; accounts, principals and resources are consistent; every question is answered")
{
    private const int Asked = 2;

    private static readonly EnvironmentLoadOptions Options = new() { AccountId = "111122223333", Region = "eu-west-1" };

    public override IReadOnlyList<string> Tokens =>
    [
        .. Mutations.Tokens.Arns, .. Mutations.Tokens.Punctuation, .. Mutations.Tokens.PolicyMembers, "%7B%22", "%2F", "%", "\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[]}\"", "Fn::Sub", "!Sub ", "!GetAtt ", "Ref", "${AWS::AccountId}", "&a ", "*a", "<<: ", "- ", "\n  ", ": ",
        "|\n", ">\n", "? ", "null", "true", "111122223333", "us-east-1", "o-abc", "ou-abc-1", "r-abc",
    ];

    public override bool IsJson => true;

    public override int MaximumLength => 6000;

    public override void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        Check(Load(input));
    }

    /// <summary>Checks what holds of every environment.</summary>
    internal static void Check(AwsEnvironment environment)
    {
        Invariant.AreFindings(environment.Diagnostics);
        CheckModel(environment);
        environment.Summarize();
        Ask(environment);
    }

    /// <summary>Loads the environment of an input, which is not empty.</summary>
    internal AwsEnvironment Load(byte[] input) => Load(paths[input[0] % paths.Length], paths.Length == 1 ? input : input.AsSpan(1));

    // As the loader does it, but on this thread: which branches are counted is not to depend on the threads.
    private static AwsEnvironment Load(string relative, ReadOnlySpan<byte> content)
    {
        string path = WorkFolder.Write(relative, content);
        var file = new EnvironmentFile(path, relative, relative.Split('/'), content.Length);
        using var steps = new StepBatches(CancellationToken.None);
        new FileParser(file, steps, new ParsingMemory(new JsonRecordsPool())).Parse();
        steps.Complete();
        var builder = new EnvironmentBuilder(Options);
        foreach (LoadStep step in steps.Take().SelectMany(static batch => batch))
        {
            step.Apply(file, builder);
        }

        return builder.Build();
    }

    private static void CheckModel(AwsEnvironment environment)
    {
        Invariant.Holds(environment.Accounts.All(static account => AccountId.IsValid(account.Id)), "an account is twelve digits");
        Invariant.Same(environment.Accounts.Length, environment.Accounts.Select(static account => account.Id).Distinct(StringComparer.Ordinal).Count(), "an account is there once");
        Invariant.Same(environment.Principals.Length, environment.Principals.Select(static principal => principal.Arn).Distinct(StringComparer.Ordinal).Count(), "a principal is there once");
        foreach (IamPrincipal principal in environment.Principals)
        {
            Invariant.Holds(environment.TryGetIdentity(principal.Arn, out IamIdentity? found) && ReferenceEquals(found, principal), "a principal is found by its ARN", () => principal.Arn);
            Invariant.Holds(Principal.TryParse(principal.Arn, out _), "a principal can be asked for", () => principal.Arn);
        }

        foreach (EnvironmentResource resource in environment.Resources)
        {
            Invariant.Holds(environment.TryGetResource(resource.Arn, out _), "a resource is found by its ARN", () => resource.Arn);
        }
    }

    private static void Ask(AwsEnvironment environment)
    {
        var analyzer = new EnvironmentAnalyzer(environment);
        ActionName[] actions = ["s3:GetObject", "sts:AssumeRole"];
        IEnumerable<string> resources = environment.Resources.Take(Asked).Select(static resource => resource.Arn).Append("arn:aws:s3:::bucket/key");
        foreach (Principal principal in environment.Principals.Take(Asked).Select(static principal => Principal.Parse(principal.Arn)).Append(Principal.Anonymous))
        {
            foreach (string resource in resources)
            {
                foreach (ActionName action in actions)
                {
                    AccessAnswer answer = analyzer.Can(principal, action, resource);
                    Invariant.Holds(answer.State != AccessState.Allowed || answer.Decision.IsAllowed, "what is allowed is decided so", answer.ToString);
                }
            }
        }

        foreach (ResourceAccess access in analyzer.GetPublicAccess())
        {
            Invariant.Holds(access.Actions.Length > 0, "public access is to something");
        }

        foreach (EnvironmentGap gap in analyzer.GetExposureGaps())
        {
            Invariant.IsPrintable(gap.ToString()!, "a gap is printable", isOneLine: true);
        }
    }
}
