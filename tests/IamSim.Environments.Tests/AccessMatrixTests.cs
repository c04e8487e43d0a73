using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Conditions;
using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

public sealed class AccessMatrixTests
{
    private static readonly AccessMatrixOptions Chosen = new() { Actions = RandomAccounts.Actions };

    private static readonly string[] Resources = ["*", "arn:aws:s3:::reports/q1.csv", "arn:aws:s3:::home/alice1/x", "arn:aws:s3:::blue/x", "arn:aws:sqs:eu-west-1:111122223333:orders", "arn:aws:iam::222233334444:role/x", "arn:aws:kms:eu-west-1:333344445555:key/k"];

    private static readonly RequestContext[] Contexts =
    [
        RequestContext.Empty,
        RequestContext.Create(("aws:SourceIp", "10.1.2.3"), ("aws:MultiFactorAuthPresent", true)),
        RequestContext.Create(("aws:SourceIp", "192.0.2.1"), ("aws:ResourceTag/team", "blue")),
    ];

    /// <summary>The rows of the core, one principal after the other, over all actions.</summary>
    [Fact]
    public void The_folded_matrix_is_the_one_without_folding() => RandomSeeds.Check(60, static seed =>
    {
        using TemporaryFolder folder = RandomAccounts.Write(seed);
        AwsEnvironment environment = folder.Load();
        AccessMatrix matrix = new EnvironmentAnalyzer(environment).Matrix(Chosen, TestContext.Current.CancellationToken);
        var profiles = new EnvironmentProfiles(environment);
        var universe = new ActionUniverse(matrix.Actions);
        for (int principal = 0; principal < matrix.Principals.Length; principal++)
        {
            CallerProfile caller = profiles.Caller(matrix.Principals[principal]);
            CompiledPair policies = SimulatorCache.GetOnce(caller, profiles.InAccount(caller.Principal.AccountId), AccessConditions.None);
            Simulator simulator = policies.Simulator;
            RowCertainty certainty = PermissionRows.CertaintyOf([.. caller.Gaps, .. profiles.InAccount(caller.Principal.AccountId).Gaps, .. policies.Gaps]);
            if (certainty == RowCertainty.OfImpossible)
            {
                continue;
            }

            RequestContext context = EnvironmentAnalyzer.WithDerivedKeys(simulator, caller, profiles.InAccount(caller.Principal.AccountId), RequestContext.Empty);
            PermissionMatrix row = universe.ComputeMatrix([new GridPrincipal(simulator, caller.Principal) { Context = context }], 1, TestContext.Current.CancellationToken);
            for (int action = 0; action < matrix.Actions.Length; action++)
            {
                AccessState expected = row[0, action] == PermissionState.Allowed && certainty == RowCertainty.OfDenials ? AccessState.Depends : (AccessState)row[0, action];
                Assert.True(expected == matrix[principal, action], $"seed {seed}: {matrix.Actions[action]} of {matrix.Principals[principal]} is {matrix[principal, action]}, but {expected} without folding");
            }
        }
    });

    [Fact]
    public void The_example_of_a_cell_does_not_contradict_it() => RandomSeeds.Check(8, static seed =>
    {
        using TemporaryFolder folder = RandomAccounts.Write(seed);
        AccessMatrix matrix = new EnvironmentAnalyzer(folder.Load()).Matrix(Chosen, TestContext.Current.CancellationToken);
        for (int principal = 0; principal < matrix.Principals.Length; principal++)
        {
            for (int action = 0; action < matrix.Actions.Length; action++)
            {
                AccessAnswer example = matrix.ExampleOf(principal, action);
                Assert.Equal((matrix.Principals[principal].Arn, matrix.Actions[action]), (example.Request.Principal.Text, example.Request.Action));
                Assert.True(matrix[principal, action] == AccessState.Depends || matrix[principal, action] == example.State, $"seed {seed}: {matrix.Actions[action]} of {matrix.Principals[principal]} is {matrix[principal, action]}, but {example.State} on {example.Request.Resources[0].Arn}");
            }
        }
    });

    [Fact]
    public void The_example_of_a_cell_is_a_resource_that_the_policies_name()
    {
        using var folder = new TemporaryFolder();
        folder.With("environment.yaml", """
            accounts:
              - id: 111122223333
                users:
                  - name: alice
                    inlinePolicies:
                      - name: some
                        policy:
                          Version: 2012-10-17
                          Statement:
                            - { Effect: Allow, Action: "s3:GetObject", Resource: ["arn:aws:s3:::closed/*", "arn:aws:s3:::home/${aws:username}/*"] }
                            - { Effect: Allow, Action: "sqs:*", NotResource: "arn:aws:sqs:*:*:secret" }
                            - { Effect: Deny, Action: "s3:*", Resource: "arn:aws:s3:::closed/*" }
            """);
        AccessMatrix matrix = new EnvironmentAnalyzer(folder.Load()).Matrix(new AccessMatrixOptions { Actions = ["s3:GetObject", "s3:PutObject", "sqs:SendMessage"] }, TestContext.Current.CancellationToken);

        Assert.Equal(
            [("arn:aws:s3:::home/alice/example", AccessState.Allowed), ("*", AccessState.Denied), ("arn:aws:sqs:us-east-1:111122223333:example", AccessState.Allowed)],
            Enumerable.Range(0, 3).Select(action => matrix.ExampleOf(0, action)).Select(static answer => (answer.Request.Resources[0].Arn, answer.State)));
    }

    [Fact]
    public void What_is_allowed_or_denied_in_a_matrix_is_so_for_every_resource_and_context() => RandomSeeds.Check(8, static seed =>
    {
        using TemporaryFolder folder = RandomAccounts.Write(seed);
        AwsEnvironment environment = folder.Load();
        var analyzer = new EnvironmentAnalyzer(environment);
        AccessMatrix matrix = analyzer.Matrix(Chosen, TestContext.Current.CancellationToken);
        var profiles = new EnvironmentProfiles(environment);
        for (int principal = 0; principal < matrix.Principals.Length; principal++)
        {
            CallerProfile caller = profiles.Caller(matrix.Principals[principal]);
            for (int action = 0; action < matrix.Actions.Length; action++)
            {
                AccessState state = matrix[principal, action];
                if (state == AccessState.Depends)
                {
                    continue;
                }

                foreach (string arn in Resources)
                {
                    foreach (RequestContext context in Contexts)
                    {
                        AccessAnswer answer = analyzer.Ask(caller, matrix.Actions[action], WithoutPolicy(profiles, caller, arn), new AccessConditions { Context = context });
                        Assert.True(answer.State == state, $"seed {seed}: {matrix.Actions[action]} of {caller.Principal} is {state} in the matrix, but {answer.State} on {arn} with {context}: {answer.Decision}");
                    }
                }
            }
        }
    });

    /// <summary>Guards the laws: a matrix that always says that it depends would fulfil the second.</summary>
    [Fact]
    public void Every_state_occurs_and_folding_saves_decisions()
    {
        var counts = new long[3];
        long cells = 0;
        long evaluated = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            using TemporaryFolder folder = RandomAccounts.Write(seed);
            AccessMatrix matrix = new EnvironmentAnalyzer(folder.Load()).Matrix(Chosen, TestContext.Current.CancellationToken);
            foreach (AccessState state in Enum.GetValues<AccessState>())
            {
                counts[(int)state] += matrix.Count(state);
                Assert.Equal(Enumerable.Range(0, matrix.Principals.Length).Sum(principal => (long)matrix.Count(principal, state)), matrix.Count(state));
            }

            cells += matrix.Folding.Cells;
            evaluated += matrix.Folding.EvaluatedCells;
        }

        Assert.Equal(cells, counts.Sum());
        Assert.All(counts, count => Assert.InRange(count, cells / 50, cells));
        Assert.InRange(evaluated, 1, cells - 1);
    }

    [Fact]
    public void A_missing_policy_leaves_only_explicit_denies_certain()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", """
            { "UserDetailList": [{
                "Arn": "arn:aws:iam::111122223333:user/alice", "UserName": "alice", "UserId": "AIDA", "GroupList": [],
                "UserPolicyList": [{ "PolicyName": "p", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
                    { "Effect": "Allow", "Action": "s3:*", "Resource": "*" }, { "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*" }] } }],
                "AttachedManagedPolicies": [{ "PolicyName": "Gone", "PolicyArn": "arn:aws:iam::aws:policy/Gone" }] }],
              "GroupDetailList": [], "RoleDetailList": [], "Policies": [] }
            """);

        AccessMatrix matrix = new EnvironmentAnalyzer(folder.Load()).Matrix(new AccessMatrixOptions { Actions = ["s3:GetObject", "s3:DeleteObject", "sqs:SendMessage"] }, TestContext.Current.CancellationToken);

        Assert.Equal(["s3:DeleteObject", "s3:GetObject", "sqs:SendMessage"], matrix.Actions.Select(static action => action.Text));
        Assert.Equal([AccessState.Denied, AccessState.Depends, AccessState.Depends], Enumerable.Range(0, 3).Select(action => matrix[0, action]));
        Assert.Contains(matrix.GapsOf(0), static gap => gap is { Kind: EnvironmentGapKind.MissingPolicy, Subject: "arn:aws:iam::aws:policy/Gone" });
    }

    private static ResourceProfile WithoutPolicy(EnvironmentProfiles profiles, CallerProfile caller, string arn)
    {
        ResourceProfile own = profiles.InAccount(caller.Principal.AccountId);
        return new ResourceProfile
        {
            Resource = new RequestResource(arn) { OwnerAccount = caller.Principal.AccountId },
            ResourceControlPolicies = own.ResourceControlPolicies,
            Organization = own.Organization,
            Gaps = own.Gaps,
            PoliciesKey = own.PoliciesKey,
        };
    }
}
