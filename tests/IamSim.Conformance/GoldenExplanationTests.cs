using IamSim.Scenarios;

namespace IamSim.Conformance;

/// <summary>
/// Explanations as people read them, kept word for word: <c>golden/topic/case.txt</c> is what the case's explanation says.
/// A change of wording is seen in the diff of these files. <c>IAMSIM_UPDATE_GOLDEN=1</c> writes them anew into the source tree; read them before you commit.
/// </summary>
public sealed class GoldenExplanationTests
{
    private const string UpdateVariable = "IAMSIM_UPDATE_GOLDEN";

    private static readonly string[] Denied =
    [
        // Layers that stand in the way: one of each kind, several at once, several levels.
        "resource-control-policies/level-without-allow",
        "resource-control-policies/deny-hits-an-external-principal",
        "service-control-policies/two-of-four-levels-without-allow",
        "service-control-policies/allow-with-not-action",
        "vpc-endpoints/gateway-endpoint-account-principal-and-user",
        "decision/role-arn-grant-with-a-silent-boundary-despite-identity",
        "decision/role-arn-grant-with-a-silent-session-policy",
        "decision/every-kind-of-policy-denies",
        "cross-account/every-layer-of-both-sides-is-silent",
        "decision/several-resources-one-missing",
        "decision/several-resources-deny-outranks-missing",

        // Elements that differ, and conditions that do not hold.
        "actions/api-operation-name-is-not-an-iam-action",
        "resources/objects-of-a-bucket-do-not-include-the-bucket",
        "resources/not-resource-deny-hits-everything-else",
        "variables/variable-in-a-resource-leaves-other-homes-out",
        "variables/unresolved-variable-is-not-the-empty-string-in-a-resource",
        "grammar/missing-version-in-a-bucket-policy-keeps-variables-literal",
        "conditions-sets/plain-operator-on-a-multivalued-key",
        "conditions-ip/invalid-request-address-fails-ipaddress",
        "conditions-composition/not-equals-source-vpce-denies-requests-without-endpoint",
        "grammar/allow-with-a-misspelled-operator-grants-nothing-in-lenient-mode",
        "decision/unknown-operator-in-an-imported-deny",

        // Callers.
        "principals/account-does-not-cover-anonymous",
        "principals/listed-user-with-a-permissions-boundary-is-denied",
        "principals/session-listed-without-its-role-is-still-denied",
        "decision/federated-user-without-session-policy-has-nothing",
        "decision/session-deny-reaches-an-unnamed-session",
        "services/lambda-source-arn-mismatch",

        // Services with rules of their own.
        "kms/creator-without-key-policy-statement",
        "kms/grant-constraint-value-keeps-case",
        "sts/external-id-missing",
        "sts/saml-provider-with-web-identity-action",
        "s3/access-point-other-than-the-delegated-one",
        "s3/object-of-a-third-account",
        "s3/star-with-huge-ipv4-range",
    ];

    private static readonly string[] Allowed =
    [
        "root-user/own-account-needs-no-policy",
        "variables/version-2008-matches-the-literal-text-of-a-variable",
        "sts/get-caller-identity-ignores-explicit-deny",
        "sts/trust-names-the-calling-role",
        "kms/grant-alone-is-enough",
        "kms/delegation-and-identity",
        "cross-account/star-with-org-id-and-identity",
        "decision/session-arn-grant-beats-boundary",
        "decision/role-arn-grant-without-identity",
        "resource-control-policies/service-linked-role-as-caller-is-exempt",
        "service-control-policies/management-account-is-exempt",
        "context/principal-arn-of-a-role-session-is-the-role",
        "services/lambda-service-call-with-matching-source",
        "s3/acl-grant-to-everyone",
    ];

    public static TheoryData<string> Cases() => [.. Denied, .. Allowed];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_explanation_reads_as_it_was_approved(string name)
    {
        string text = Explain(name).Explanation!.ToString();
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            string target = Path.Combine(SourceFolder(), $"{name}.txt");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, text);
            return;
        }

        string file = Path.Combine(AppContext.BaseDirectory, "golden", $"{name}.txt");
        Assert.True(File.Exists(file), $"{name} has no golden file: run the tests with {UpdateVariable}=1, and read what they wrote");
        Assert.Equal(File.ReadAllText(file), text);
    }

    [Fact]
    public void The_cases_are_thirty_denied_and_ten_allowed_ones_at_least_and_every_file_has_its_case()
    {
        Assert.True(Denied.Length >= 30 && Allowed.Length >= 10);
        Assert.All(Denied, static name => Assert.False(Explain(name).Decision!.Value.IsAllowed));
        Assert.All(Allowed, static name => Assert.True(Explain(name).Decision!.Value.IsAllowed));
        Assert.Equal(
            Denied.Concat(Allowed).Select(static name => $"{name}.txt").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(SourceFolder(), "*", SearchOption.AllDirectories).Select(static path => Path.GetRelativePath(SourceFolder(), path).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    private static ScenarioAnswer Explain(string name) => ScenarioAnswer.Create(ConformanceCases.Read($"{name}.json"), explain: true, new FixedClock());

    private static string SourceFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IamSim.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "IamSim.Conformance", "golden");
            }
        }

        throw new InvalidOperationException("the tests run from inside the repository");
    }

    /// <summary>A time for requests that state none, so that texts stay the same.</summary>
    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    }
}
