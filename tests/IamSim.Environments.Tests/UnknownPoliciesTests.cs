using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

public sealed class UnknownPoliciesTests
{
    // Own words of a policy that could be the missing one.
    private static readonly string[] Texts =
    [
        Text("Allow", "*", "*"),
        Text("Deny", "*", "*"),
        Text("Allow", "s3:GetObject", "arn:aws:s3:::one/*"),
        Text("Allow", "sts:*", "*"),
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"kms:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""",
    ];

    [Theory]
    [InlineData("s3:GetObject", "arn:aws:s3:::foreign/x", AccessState.Denied)]
    [InlineData("kms:Decrypt", "arn:aws:kms:eu-central-1:111122223333:key/k1", AccessState.Denied)]
    [InlineData("sqs:SendMessage", "arn:aws:sqs:eu-central-1:111122223333:jobs", AccessState.Denied)]
    [InlineData("s3:GetObject", "arn:aws:s3:::own/x", AccessState.Depends)]
    [InlineData("s3:PutObject", "arn:aws:s3:::own/x", AccessState.Depends)]
    public void What_a_policy_that_is_not_known_cannot_change_is_certain(string action, string resource, AccessState expected)
    {
        using TemporaryFolder folder = Unknown();
        var analyzer = new EnvironmentAnalyzer(folder.Load());

        AccessAnswer answer = analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:user/unk"), action, resource);

        Assert.Equal(expected, answer.State);
        Assert.Contains(answer.Gaps, static gap => gap is { Kind: EnvironmentGapKind.MissingPolicy, Subject: "arn:aws:iam::111122223333:policy/Gone" });
        Assert.Equal(expected == AccessState.Depends, analyzer.WhoCan(action, resource, cancellationToken: TestContext.Current.CancellationToken).Rows.Any(static row => row.Subject.Name.EndsWith("/unk", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_matrix_and_what_can_know_what_a_policy_that_is_not_known_cannot_change()
    {
        using TemporaryFolder folder = Unknown();
        var analyzer = new EnvironmentAnalyzer(folder.Load());
        string[] actions = ["s3:GetObject", "sqs:SendMessage"];

        AccessMatrix matrix = analyzer.Matrix(new AccessMatrixOptions { Actions = [.. actions] }, TestContext.Current.CancellationToken);
        int unknown = matrix.Principals.Select(static principal => principal.Name).ToList().IndexOf("unk");
        EffectivePermissions found = analyzer.WhatCan(Principal.Parse(matrix.Principals[unknown].Arn), new WhatCanOptions { Actions = [.. actions] }, TestContext.Current.CancellationToken);

        Assert.Equal([AccessState.Depends, AccessState.Denied], actions.Select((_, action) => matrix[unknown, action]));
        Assert.Equal([AccessState.Depends, AccessState.Denied], actions.Select(action => found.StateOf(action)));
        Assert.Contains(matrix.GapsOf(unknown), static gap => gap.Kind == EnvironmentGapKind.MissingPolicy);
    }

    [Fact]
    public void What_is_certain_is_so_whatever_the_missing_policies_say() => RandomSeeds.Check(60, static seed =>
    {
        int first = seed & 0xFFFFFF;
        AwsEnvironment environment = new RandomEnvironments(first).Make();
        var analyzer = new EnvironmentAnalyzer(environment);
        EnvironmentAnalyzer[] complete = [.. Texts.Select(text => new EnvironmentAnalyzer(new RandomEnvironments(first) { TextOfMissing = text }.Make()))];
        var random = new RandomEnvironments(first + 1);
        for (int i = 0; i < 4; i++)
        {
            string action = random.Action();
            string resource = random.Resource(action, environment);
            foreach (IamPrincipal principal in environment.Principals)
            {
                Principal caller = Principal.Parse(principal.Arn);
                AccessState state = analyzer.Can(caller, action, resource).State;
                AccessState[] possible = [.. complete.Select(each => each.Can(caller, action, resource).State)];
                Assert.True(state == AccessState.Depends || possible.All(each => each == state), $"seed {seed}: {action} of {principal} on {resource} is {state}, but could be {string.Join(", ", possible)}");
            }
        }
    });

    private static string Text(string effect, string action, string resource) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"{{effect}}","Action":"{{action}}","Resource":"{{resource}}"}]}""";

    private static TemporaryFolder Unknown() => new TemporaryFolder().With("environment.yaml", """
        organization:
          id: o-a1b2c3d4e5
          managementAccount: 999999999999
          root:
            id: r-ab12
            accounts: [999999999999, { id: 111122223333, serviceControlPolicies: [{ name: some, policy: { Version: 2012-10-17, Statement: { Effect: Allow, Action: ["s3:*", "kms:*", "sts:*"], Resource: "*" } } }] }]
        accounts:
          - id: 111122223333
            users:
              - name: bob
              - name: unk
                managedPolicies: ["arn:aws:iam::111122223333:policy/Gone"]
        resources:
          - { arn: "arn:aws:s3:::foreign", owner: 444455556666 }
          - { arn: "arn:aws:s3:::own", owner: 111122223333 }
          - { arn: "arn:aws:sqs:eu-central-1:111122223333:jobs" }
          - arn: arn:aws:kms:eu-central-1:111122223333:key/k1
            policy: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: { AWS: "arn:aws:iam::111122223333:user/bob" }, Action: "kms:*", Resource: "*" } }
        """);
}
