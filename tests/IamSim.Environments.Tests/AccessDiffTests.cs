using IamSim.Identifiers;
using IamSim.ServiceData;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

public sealed class AccessDiffTests
{
    private static readonly AccessMatrixOptions Chosen = new() { Actions = RandomAccounts.Actions };

    [Fact]
    public void An_environment_does_not_differ_from_itself() => RandomSeeds.Check(8, static seed =>
    {
        using TemporaryFolder folder = RandomAccounts.Write(seed);

        AccessDiff diff = new EnvironmentAnalyzer(folder.Load()).Diff(new EnvironmentAnalyzer(folder.Load()), new AccessDiffOptions { Actions = RandomAccounts.Actions }, TestContext.Current.CancellationToken);

        Assert.True(diff.IsEmpty && diff.Principals.IsEmpty, $"seed {seed}: {diff}");
        Assert.Equal((0, folder.Load().Principals.Length), (diff.ComparedPrincipals, diff.UnchangedPrincipals));
    });

    [Fact]
    public void Examples_of_changes_do_not_contradict_them() => RandomSeeds.Check(8, static seed =>
    {
        using TemporaryFolder before = RandomAccounts.Write(seed);
        using TemporaryFolder after = RandomAccounts.Write(unchecked(seed + 1));
        AccessDiff diff = new EnvironmentAnalyzer(before.Load()).Diff(new EnvironmentAnalyzer(after.Load()), new AccessDiffOptions { Actions = RandomAccounts.Actions }, TestContext.Current.CancellationToken);
        foreach (PrincipalAccessChange change in diff.Principals)
        {
            foreach (AccessChange each in change.Changes)
            {
                Assert.Equal((change.Kind == EnvironmentChangeKind.Added, change.Kind == EnvironmentChangeKind.Removed), (each.ExampleBefore is null, each.ExampleAfter is null));
                Assert.True(Fits(each.Before, each.ExampleBefore) && Fits(each.After, each.ExampleAfter), $"seed {seed}: {each} is {each.ExampleBefore} and {each.ExampleAfter}");
                AccessAnswer[] answers = [.. new[] { each.ExampleBefore, each.ExampleAfter }.OfType<AccessAnswer>()];
                Assert.All(answers, answer => Assert.Equal((change.Principals[0], answers[0].Request.Action, answers[0].Request.Resources[0].Arn), (answer.Request.Principal.Text, answer.Request.Action, answer.Request.Resources[0].Arn)));
                Assert.Contains(answers[0].Request.Action.Text, each.Actions.SelectMany(Expand));
            }
        }
    });

    [Fact]
    public void Every_cell_that_differs_is_told_and_nothing_else() => RandomSeeds.Check(8, static seed =>
    {
        using TemporaryFolder before = RandomAccounts.Write(seed);
        using TemporaryFolder after = RandomAccounts.Write(unchecked(seed + 1));
        var first = new EnvironmentAnalyzer(before.Load());
        var second = new EnvironmentAnalyzer(after.Load());
        AccessDiff diff = first.Diff(second, new AccessDiffOptions { Actions = RandomAccounts.Actions }, TestContext.Current.CancellationToken);
        Dictionary<(string, string), AccessState> old = Cells(first.Matrix(Chosen, TestContext.Current.CancellationToken));
        Dictionary<(string, string), AccessState> current = Cells(second.Matrix(Chosen, TestContext.Current.CancellationToken));
        var told = new HashSet<(string, string)>();
        foreach (PrincipalAccessChange change in diff.Principals)
        {
            // A matrix has users and roles.
            foreach ((string arn, AccessChange each, string action) in from arn in change.Principals.Where(static arn => !arn.EndsWith(":root", StringComparison.Ordinal)) from each in change.Changes from action in each.Actions.SelectMany(Expand) select (arn, each, action))
            {
                told.Add((arn, action));
                Assert.True(old.GetValueOrDefault((arn, action)) == each.Before && current.GetValueOrDefault((arn, action)) == each.After, $"seed {seed}: {action} of {arn} is not {each}");
            }
        }

        foreach ((string, string) cell in old.Keys.Union(current.Keys))
        {
            Assert.True(told.Contains(cell) == (old.GetValueOrDefault(cell) != current.GetValueOrDefault(cell)), $"seed {seed}: {cell} is {old.GetValueOrDefault(cell)} and {current.GetValueOrDefault(cell)}");
        }
    });

    [Fact]
    public void Changes_about_resources_are_what_can_answers() => RandomSeeds.Check(10, static seed =>
    {
        var first = new EnvironmentAnalyzer(new RandomEnvironments(seed & 0xFFFFFF).Make());
        var second = new EnvironmentAnalyzer(new RandomEnvironments((seed & 0xFFFFFF) + 1).Make());
        AccessDiff diff = first.Diff(second, new AccessDiffOptions { Actions = ["s3:GetObject", "s3:ListBucket", "kms:Decrypt", "sts:AssumeRole"] }, TestContext.Current.CancellationToken);
        foreach (ResourceAccessChange change in diff.Resources)
        {
            foreach ((string name, AccessChange each, string action) in from name in change.Principals from each in change.Changes from action in each.Actions.SelectMany(Expand) select (name, each, action))
            {
                // Those who stand in for many have a name only.
                if (!Principal.TryParse(name, out Principal? principal))
                {
                    continue;
                }

                AccessState before = IsThere(first, second, name, change.Resource) ? first.Can(principal, action, change.Resource).State : AccessState.Denied;
                AccessState after = IsThere(second, first, name, change.Resource) ? second.Can(principal, action, change.Resource).State : AccessState.Denied;
                Assert.True((before, after) == (each.Before, each.After), $"seed {seed}: {action} of {name} on {change.Resource} is {before} and {after}, not {each}");
                if (name == change.Principals[0] && action == (each.ExampleBefore ?? each.ExampleAfter)!.Request.Action.Text)
                {
                    Assert.Equal((before, after), (each.ExampleBefore?.State ?? AccessState.Denied, each.ExampleAfter?.State ?? AccessState.Denied));
                }
            }
        }
    });

    [Fact]
    public void A_policy_text_that_changed_is_the_reason()
    {
        using TemporaryFolder before = Folder("s3:GetObject");
        using TemporaryFolder after = Folder("s3:PutObject");

        AccessDiff diff = new EnvironmentAnalyzer(before.Load()).Diff(new EnvironmentAnalyzer(after.Load()), cancellationToken: TestContext.Current.CancellationToken);

        PrincipalAccessChange change = Assert.Single(diff.Principals);
        Assert.Equal((EnvironmentChangeKind.Changed, "arn:aws:iam::111122223333:user/alice"), (change.Kind, Assert.Single(change.Principals)));
        Assert.Equal(["gained: s3:PutObject (Denied to Allowed)", "lost: s3:GetObject (Allowed to Denied)"], change.Changes.Select(static each => each.ToString()));
        PolicyChange reason = Assert.Single(change.Reasons);
        Assert.Equal((EnvironmentChangeKind.Changed, DecisionSource.Identity, "own"), (reason.Kind, reason.Layer, reason.Name));
        Assert.EndsWith("details.json:3:79", reason.After.ToString(), StringComparison.Ordinal);
        Assert.False(diff.IsEmpty);
        Assert.Equal((1, 1), (diff.ComparedPrincipals, diff.UnchangedPrincipals));
    }

    /// <summary>ROOT-2: service control policies limit root users of member accounts; SCP-7: they do not reach roles linked to services.</summary>
    [Fact]
    public void Root_users_gain_what_a_service_control_policy_no_longer_denies_and_service_linked_roles_are_as_they_were()
    {
        using TemporaryFolder before = Controlled("""[FullAWSAccess, { name: NoMachines, policy: { Version: 2012-10-17, Statement: { Effect: Deny, Action: "ec2:*", Resource: "*" } } }]""");
        using TemporaryFolder after = Controlled("[FullAWSAccess]");

        AccessDiff diff = new EnvironmentAnalyzer(before.Load()).Diff(new EnvironmentAnalyzer(after.Load()), new AccessDiffOptions { Actions = ["ec2:RunInstances"] }, TestContext.Current.CancellationToken);

        PrincipalAccessChange change = Assert.Single(diff.Principals);
        Assert.Equal(["arn:aws:iam::111122223333:root"], change.Principals);
        Assert.Equal("gained: ec2:RunInstances (Denied to Allowed)", Assert.Single(change.Changes).ToString());
        Assert.Equal((EnvironmentChangeKind.Removed, DecisionSource.ServiceControl, "NoMachines"), (change.Reasons[0].Kind, change.Reasons[0].Layer, change.Reasons[0].Name));
        Assert.Equal((1, 1), (diff.ComparedPrincipals, diff.UnchangedPrincipals));
    }

    private static TemporaryFolder Controlled(string policies) => new TemporaryFolder().With("environment.yaml", $$"""
        organization:
          id: o-a1b2c3d4e5
          managementAccount: 999999999999
          root:
            id: r-ab12
            accounts: [999999999999, { id: 111122223333, serviceControlPolicies: {{policies}} }]
        accounts:
          - id: 111122223333
            roles:
              - name: AWSServiceRoleForX
                path: /aws-service-role/x.amazonaws.com/
                trustPolicy: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: { Service: x.amazonaws.com }, Action: "sts:AssumeRole" } }
                inlinePolicies: [{ name: p, policy: { Version: 2012-10-17, Statement: { Effect: Allow, Action: "ec2:*", Resource: "*" } } }]
        """);

    [Fact]
    public void A_text_that_says_the_same_in_other_words_changes_no_access()
    {
        using TemporaryFolder before = Folder("s3:GetObject");
        using TemporaryFolder after = Folder("S3:getobject");

        AccessDiff diff = new EnvironmentAnalyzer(before.Load()).Diff(new EnvironmentAnalyzer(after.Load()), cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(diff.IsEmpty);
        Assert.Empty(Assert.Single(diff.Principals).Changes);
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}""", "anyone of account 999988887777", "gained: sts:AssumeRole (Denied to Allowed)")]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"sts:AssumeRole"}""", "anyone of account 999988887777", "gained: sts:AssumeRole (Denied to Allowed)")]
    [InlineData("""{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity"}""", "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "gained: sts:AssumeRoleWithWebIdentity (Denied to Allowed)")]
    public void Whom_a_role_begins_to_trust_is_told(string statement, string who, string gained)
    {
        const string Own = """{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""";
        AccessDiff diff = Compare(new EnvironmentSketch().Role(Production, "app", Own), new EnvironmentSketch().Role(Production, "app", $"{Own},{statement}"));

        ResourceAccessChange change = Assert.Single(diff.Resources);
        Assert.Equal(("arn:aws:iam::111122223333:role/app", who), (change.Resource, Assert.Single(change.Principals)));
        Assert.Equal(gained, Assert.Single(change.Changes).ToString());
    }

    [Fact]
    public void A_grant_on_a_key_to_a_role_of_another_account_is_told()
    {
        const string Grantee = "arn:aws:iam::999988887777:role/backup";

        AccessDiff diff = Compare(new EnvironmentSketch().Key(Production, "k"), new EnvironmentSketch().Key(Production, "k", new KmsGrant { GranteePrincipal = Grantee, Operations = ["Decrypt"] }));

        ResourceAccessChange change = Assert.Single(diff.Resources);
        Assert.Equal(Grantee, Assert.Single(change.Principals));
        Assert.Contains("gained: kms:Decrypt (Denied to Allowed)", change.Changes.Select(static each => each.ToString()));
    }

    [Fact]
    public void A_canonical_user_and_anyone_of_any_account_are_told_apart()
    {
        string canonical = new('a', 64);
        string Allow(string principal, string action) => $$"""{"Effect":"Allow","Principal":{{principal}},"Action":"{{action}}","Resource":"arn:aws:s3:::reports/*"}""";

        AccessDiff diff = Compare(
            new EnvironmentSketch().Bucket(Production, "reports"),
            new EnvironmentSketch().Bucket(Production, "reports", Allow($$"""{"CanonicalUser":"{{canonical}}"}""", "s3:PutObject"), Allow("\"*\"", "s3:GetObject")));

        Assert.Equal(
            [("anyone of any account anonymous", "gained: s3:GetObject (Denied to Allowed)"), ($"canonical user {canonical}", "gained: s3:GetObject, s3:PutObject (Denied to Allowed)")],
            diff.Resources.Where(static change => change.Resource.Contains('/', StringComparison.Ordinal))
                .Select(static change => (string.Join(' ', change.Principals), Assert.Single(change.Changes).ToString())).Order());
    }

    private static AccessDiff Compare(EnvironmentSketch before, EnvironmentSketch after) => before.Analyze().Diff(after.Analyze(), cancellationToken: TestContext.Current.CancellationToken);

    // Who is in the other environment only was not there; who is in neither is an outsider to both.
    private static bool IsThere(EnvironmentAnalyzer analyzer, EnvironmentAnalyzer other, string principal, string resource) =>
        (Holds(analyzer.Environment, principal) || !Holds(other.Environment, principal))
        && (analyzer.Environment.TryGetResource(resource, out _) || analyzer.Environment.TryGetIdentity(resource, out _));

    private static bool Holds(AwsEnvironment environment, string principal) => environment.TryGetIdentity(principal, out _)
        || (principal.EndsWith(":root", StringComparison.Ordinal) && environment.TryGetAccount(principal.Split(':')[4], out AwsAccount? account) && account.HasIdentities);

    private static TemporaryFolder Folder(string action) => new TemporaryFolder().With("details.json", $$"""
        { "UserDetailList": [
            { "Arn": "arn:aws:iam::111122223333:user/alice", "UserName": "alice", "UserId": "AIDA", "GroupList": [], "AttachedManagedPolicies": [], "UserPolicyList": [
                { "PolicyName": "own",                              "PolicyDocument": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "{{action}}", "Resource": "*" } } }] },
            { "Arn": "arn:aws:iam::111122223333:user/bob", "UserName": "bob", "UserId": "AIDB", "GroupList": [], "AttachedManagedPolicies": [], "UserPolicyList": [] }],
          "GroupDetailList": [], "RoleDetailList": [], "Policies": [] }
        """);

    private static bool Fits(AccessState state, AccessAnswer? example) => state == AccessState.Depends || state == (example?.State ?? AccessState.Denied);

    private static Dictionary<(string, string), AccessState> Cells(AccessMatrix matrix) =>
        (from principal in Enumerable.Range(0, matrix.Principals.Length) from action in Enumerable.Range(0, matrix.Actions.Length) select (principal, action))
        .ToDictionary(cell => (matrix.Principals[cell.principal].Arn, matrix.Actions[cell.action].Text), cell => matrix[cell.principal, cell.action]);

    private static IEnumerable<string> Expand(string entry) => entry.Contains('*', StringComparison.Ordinal)
        ? ServiceReference.Default.ExpandActions(entry).Select(static action => action.FullName)
        : [entry];
}
