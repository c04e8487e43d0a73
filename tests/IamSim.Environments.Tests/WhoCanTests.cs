using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

public sealed class WhoCanTests
{
    private const string Object = "arn:aws:s3:::reports/q1.csv";
    private const string Reads = """{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*"}""";

    [Fact]
    public void Users_roles_and_the_root_user_of_the_account_are_listed_with_what_grants_it()
    {
        WhoCanResult result = new EnvironmentSketch()
            .User(Production, "alice", Reads)
            .User(Production, "bob")
            .Role(Production, "app", Trusts("""{"Service":"ec2.amazonaws.com"}"""), Reads)
            .Bucket(Production, "reports")
            .Analyze().WhoCan("s3:GetObject", Object, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "arn:aws:iam::111122223333:user/alice: Allowed",
                "arn:aws:iam::111122223333:role/app: Allowed",
                "arn:aws:iam::111122223333:root: Allowed",
            ],
            Rows(result));
        Assert.Equal("inline of alice", Assert.Single(result.Rows[0].Grants).Policy.Name);
        Assert.Equal("inline of app", Assert.Single(result.Rows[1].Grants).Policy.Name);
        Assert.Equal(4, result.CallerCount);
        Assert.Contains("inline of app", result.Rows[1].Explain().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_a_resource_policy_lets_in_from_outside_is_listed_too()
    {
        WhoCanResult result = new EnvironmentSketch()
            .User(Production, "alice")
            .Bucket(
                Production,
                "reports",
                Grant("""{"AWS":["999988887777","arn:aws:iam::888877776666:role/import","arn:aws:iam::111122223333:user/alice"],"Service":"cloudtrail.amazonaws.com"}""", "s3:GetObject", "arn:aws:s3:::reports/*"))
            .Analyze().WhoCan("s3:GetObject", Object, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "arn:aws:iam::111122223333:user/alice: Allowed",
                "arn:aws:iam::111122223333:root: Allowed",
                "arn:aws:iam::888877776666:role/import: Allowed",
                "anyone of account 999988887777: Allowed",
                "cloudtrail.amazonaws.com: Allowed",
            ],
            Rows(result));
    }

    [Fact]
    public void Across_accounts_both_sides_have_to_grant_and_both_are_named()
    {
        WhoCanResult result = new EnvironmentSketch()
            .Role(Staging, "reader", Trusts("""{"Service":"ec2.amazonaws.com"}"""), Reads)
            .Role(Staging, "idler", Trusts("""{"Service":"ec2.amazonaws.com"}"""))
            .Bucket(Production, "reports", Grant("""{"AWS":"444455556666"}""", "s3:*", "arn:aws:s3:::reports/*"))
            .User(Production, "alice")
            .Analyze().WhoCan("s3:GetObject", Object, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ["arn:aws:iam::444455556666:role/reader: Allowed", "arn:aws:iam::111122223333:root: Allowed", "arn:aws:iam::444455556666:root: Allowed"],
            Rows(result));
        Assert.Equal(["inline of reader", "policy of arn:aws:s3:::reports"], result.Rows[0].Grants.Select(static grant => grant.Policy.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Everyone_means_unsigned_callers_and_anyone_of_any_account_unless_the_organization_is_asked_for()
    {
        string[] outside = ["anyone of any account: Allowed", "anonymous: Allowed"];
        Assert.Equal(outside, Outside(Grant("\"*\"", "s3:GetObject", "arn:aws:s3:::reports/*")));
        Assert.Empty(Outside(Grant("\"*\"", "s3:GetObject", "arn:aws:s3:::reports/*", """{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""")));
        Assert.Equal(["anyone of any account: Depends"], Outside(Grant("\"*\"", "s3:GetObject", "arn:aws:s3:::reports/*", """{"StringEquals":{"aws:PrincipalOrgID":"o-partner0000"}}""")));

        static string[] Outside(string statement) => [.. Rows(new EnvironmentSketch().Organization(Production).User(Production, "alice").Bucket(Production, "reports", statement)
            .Analyze().WhoCan("s3:GetObject", Object, cancellationToken: TestContext.Current.CancellationToken)).Where(static row => !row.StartsWith("arn:", StringComparison.Ordinal))];
    }

    [Fact]
    public void A_condition_on_what_is_not_known_is_told()
    {
        WhoCanResult result = new EnvironmentSketch()
            .User(Production, "alice", """{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}""")
            .Bucket(Production, "reports")
            .Analyze().WhoCan("s3:GetObject", Object, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("arn:aws:iam::111122223333:user/alice: Depends", Rows(result)[0]);
        Assert.StartsWith("aws:MultiFactorAuthPresent Bool true", result.Rows[0].Condition.ToString(), StringComparison.Ordinal);
        Assert.Equal("inline of alice", Assert.Single(result.Rows[0].Grants).Policy.Name);
    }

    [Fact]
    public void Those_who_assume_a_role_that_can_are_found_by_the_shortest_way_and_cycles_end()
    {
        WhoCanResult result = Chain().WhoCan("s3:GetObject", Object, options: new WhoCanOptions { ThroughRoles = true }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "arn:aws:iam::111122223333:role/last: Allowed",
                "arn:aws:iam::111122223333:root: Allowed",
                "arn:aws:iam::444455556666:role/middle: Allowed via last",
                "arn:aws:iam::444455556666:user/erin: Depends via last",
                "arn:aws:iam::444455556666:user/dana: Allowed via middle, last",
            ],
            Rows(result));
        Assert.Equal("sts:ExternalId", Assert.Single(result.Rows[3].Path[0].Condition.Tests).UnknownKeys.Single());
        Assert.Equal(["inline of dana", "trust of middle"], result.Rows[4].Path[0].Grants.Select(static grant => grant.Policy.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_way_is_no_longer_than_asked_for()
    {
        WhoCanResult result = Chain().WhoCan("s3:GetObject", Object, options: new WhoCanOptions { ThroughRoles = true, MaximumDepth = 1 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.DoesNotContain(result.Rows, static row => row.Path.Length > 1);
        Assert.Contains(result.Rows, static row => row.Path.Length == 1);
    }

    [Fact]
    public void Asking_once_for_all_who_are_alike_answers_as_asking_everyone()
    {
        int first = RandomEnvironments.FirstSeed();
        int granted = 0;
        for (int i = 0; i < RandomEnvironments.Count(150); i++)
        {
            var random = new RandomEnvironments(first + i);
            AwsEnvironment environment = random.Make();
            var analyzer = new EnvironmentAnalyzer(environment);
            string action = random.Action();
            string resource = random.Resource(action, environment);
            Dictionary<string, AccessState> found = analyzer.WhoCan(action, resource, cancellationToken: TestContext.Current.CancellationToken).Rows.ToDictionary(static row => row.Subject.Name, static row => row.State, StringComparer.Ordinal);
            granted += found.Count;
            IEnumerable<string> everyone = environment.Principals.Select(static principal => principal.Arn).Concat(environment.Accounts.Where(static account => account.HasIdentities).Select(static account => $"arn:aws:iam::{account.Id}:root"));
            foreach (string name in everyone)
            {
                AccessState expected = analyzer.Can(Principal.Parse(name), action, resource).State;
                Assert.True(expected == found.GetValueOrDefault(name), $"{name} {action} {resource}: expected {expected}, found {found.GetValueOrDefault(name)}; IAMSIM_SEED={first + i}");
            }
        }

        Assert.True(granted > 0);
    }

    [Fact]
    public void Every_step_found_through_trust_policies_is_one_that_is_allowed_and_none_is_missed()
    {
        int first = RandomEnvironments.FirstSeed();
        for (int i = 0; i < RandomEnvironments.Count(40); i++)
        {
            AwsEnvironment environment = new RandomEnvironments(first + i).Make();
            var analyzer = new EnvironmentAnalyzer(environment);
            ILookup<string, AssumeRoleEdge> edges = analyzer.GetAssumeRoleGraph(TestContext.Current.CancellationToken).Edges.ToLookup(static edge => edge.Target.Name);
            foreach (IamRole role in environment.Principals.OfType<IamRole>())
            {
                Dictionary<string, AccessState> found = edges[role.Arn].ToDictionary(static edge => edge.Source.Name, static edge => edge.State, StringComparer.Ordinal);
                foreach (IamPrincipal caller in environment.Principals.Where(caller => caller != role))
                {
                    // Who assumes a role may take the name of a session that the policy names.
                    IEnumerable<string> sessions = new[] { "jim", "night" }.Select(name => $"arn:aws:sts::{caller.AccountId}:assumed-role/{caller.Name}/{name}").Where(session => caller is IamRole && role.TrustPolicy!.Text.Contains($"\"{session}\"", StringComparison.Ordinal));
                    AccessState expected = sessions.Prepend(caller.Arn).Max(name => analyzer.Can(Principal.Parse(name), "sts:AssumeRole", role.Arn).State);
                    // Whoever has a policy that is not known could be allowed anything where the role trusts its account; elsewhere nothing lets it in.
                    bool isOpen = caller.AttachedPolicies.Concat((caller as IamUser)?.Groups.SelectMany(static group => group.AttachedPolicies) ?? []).Any(static attachment => attachment.Policy is null);
                    Assert.True(expected == found.GetValueOrDefault(caller.Arn) || (isOpen && !found.ContainsKey(caller.Arn)), $"{caller} {role}: expected {expected}, found {found.GetValueOrDefault(caller.Arn)}; IAMSIM_SEED={first + i}");
                }
            }
        }
    }

    private static EnvironmentAnalyzer Chain() => new EnvironmentSketch()
        .Role(Production, "last", Trusts("""{"AWS":["arn:aws:iam::444455556666:role/middle"]}""") + "," + Trusts("""{"AWS":"444455556666"}""", """{"StringEquals":{"sts:ExternalId":"secret"}}"""), Reads)
        .Role(Staging, "middle", Trusts("""{"AWS":["444455556666","arn:aws:iam::111122223333:role/last"]}"""), Assumes("*"))
        .User(Staging, "dana", Assumes("arn:aws:iam::444455556666:role/middle"))
        .User(Staging, "erin", Assumes("arn:aws:iam::111122223333:role/last"))
        .User(Staging, "frank")
        .Bucket(Production, "reports")
        .Analyze();

    private static string[] Rows(WhoCanResult result) => [.. result.Rows.Select(static row => row.Path.IsEmpty ? row.ToString() : $"{row} via {string.Join(", ", row.Path.Select(static hop => hop.Target.Identity!.Name))}")];

    private static string Trusts(string principal, string? condition = null) => Grant(principal, "sts:AssumeRole", null, condition);

    private static string Assumes(string role) => $$"""{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"{{role}}"}""";

    private static string Grant(string principal, string action, string? resource, string? condition = null) =>
        $$"""{"Effect":"Allow","Principal":{{principal}},"Action":"{{action}}"{{(resource is null ? "" : $$""","Resource":"{{resource}}" """)}}{{(condition is null ? "" : $$""","Condition":{{condition}}""")}}}""";
}
