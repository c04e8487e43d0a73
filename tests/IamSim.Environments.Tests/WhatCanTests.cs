using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Environments.Tests;

public sealed class WhatCanTests
{
    private const string Account = "111122223333";

    [Fact]
    public void States_are_those_of_the_matrix_and_grants_cover_just_what_is_not_denied() => RandomSeeds.Check(6, static seed =>
    {
        using TemporaryFolder folder = RandomAccounts.Write(seed);
        var analyzer = new EnvironmentAnalyzer(folder.Load());
        AccessMatrix matrix = analyzer.Matrix(new AccessMatrixOptions { Actions = RandomAccounts.Actions }, TestContext.Current.CancellationToken);
        for (int principal = 0; principal < matrix.Principals.Length; principal += 3)
        {
            EffectivePermissions found = analyzer.WhatCan(Principal.Parse(matrix.Principals[principal].Arn), new WhatCanOptions { Actions = RandomAccounts.Actions }, TestContext.Current.CancellationToken);

            for (int action = 0; action < matrix.Actions.Length; action++)
            {
                Assert.True(matrix[principal, action] == found.StateOf(matrix.Actions[action]), $"seed {seed}: {matrix.Actions[action]} of {found.Principal} is {matrix[principal, action]} in the matrix, but {found.StateOf(matrix.Actions[action])}");
            }

            HashSet<string> granted = [.. found.Grants.SelectMany(static grant => grant.Actions).SelectMany(Expand)];
            Assert.True(granted.SetEquals(found.Allowed.Concat(found.Depending).Select(static action => action.Text)), $"seed {seed}: the grants of {found.Principal} are {string.Join(' ', granted)}, not {string.Join(' ', found.Allowed.Concat(found.Depending))}");
            if (!found.Gaps.Any(static gap => gap.Unsettles))
            {
                Assert.Equal(found.Allowed.Length + found.Depending.Length, found.GrantedCount - found.Removed.Sum(static layer => layer.RemovedCount));
            }
        }
    });

    [Fact]
    public void What_a_grant_says_of_an_exact_resource_is_what_can_answers() => RandomSeeds.Check(6, static seed =>
    {
        using TemporaryFolder folder = RandomAccounts.Write(seed);
        var analyzer = new EnvironmentAnalyzer(folder.Load());
        foreach (IamPrincipal principal in analyzer.Environment.Principals.Where(static (_, i) => i % 4 == 0))
        {
            EffectivePermissions found = analyzer.WhatCan(Principal.Parse(principal.Arn), new WhatCanOptions { Actions = ["sqs:SendMessage", "sqs:DeleteQueue", "kms:Decrypt", "s3:GetObject"], Resource = $"arn:aws:sqs:eu-west-1:{principal.AccountId}:orders" }, TestContext.Current.CancellationToken);

            Assert.Equal(["sqs:DeleteQueue", "sqs:SendMessage"], found.Actions.Select(static action => action.Text));
            foreach (ActionName action in found.Actions)
            {
                AccessState expected = analyzer.Can(Principal.Parse(principal.Arn), action, found.Resource!).State;
                Assert.True(expected == found.StateOf(action), $"seed {seed}: {action} of {principal} is {expected}, but {found.StateOf(action)}");
            }
        }
    });

    [Fact]
    public void Effects_of_resource_policies_are_what_can_answers() => RandomSeeds.Check(6, static seed =>
    {
        AwsEnvironment environment = new RandomEnvironments(seed & 0xFFFFFF).Make();
        var analyzer = new EnvironmentAnalyzer(environment);
        foreach (IamPrincipal principal in environment.Principals.Where(static (_, i) => i % 4 == 0))
        {
            EffectivePermissions found = analyzer.WhatCan(Principal.Parse(principal.Arn), new WhatCanOptions { Actions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "kms:Decrypt"] }, TestContext.Current.CancellationToken);
            foreach (ResourcePolicyEffect effect in found.ResourcePolicies.Where(static effect => !effect.Resource.AsSpan().ContainsAny("*?$")))
            {
                foreach (string action in effect.Actions.SelectMany(Expand))
                {
                    AccessState state = analyzer.Can(Principal.Parse(principal.Arn), action, effect.Resource).State;
                    Assert.True(state == effect.With, $"seed {seed}: {action} of {principal} on {effect.Resource} is {state}, but {effect.With}");
                }
            }
        }
    });

    [Fact]
    public void Each_layer_is_told_with_what_it_took()
    {
        using TemporaryFolder folder = Folder("""{ "Effect": "Allow", "Action": ["s3:*", "sqs:*", "iam:Get*"], "Resource": "*" }""");

        EffectivePermissions found = new EnvironmentAnalyzer(folder.Load()).WhatCan(Principal.Parse($"arn:aws:iam::{Account}:user/alice"), cancellationToken: TestContext.Current.CancellationToken);

        RemovedPermissions boundary = Assert.Single(found.Removed, static layer => layer.Layer == DecisionSource.PermissionsBoundary);
        Assert.Equal(["iam:Get*", "s3:Delete*"], boundary.Removed);
        RemovedPermissions control = Assert.Single(found.Removed, static layer => layer.Layer == DecisionSource.ServiceControl);
        Assert.Equal(["sqs:*"], control.Removed);
        Assert.Equal(AccessState.Denied, found.StateOf("s3:DeleteObject"));
        Assert.Equal(AccessState.Allowed, found.StateOf("s3:GetObject"));
        ServicePermissions s3 = Assert.Single(found.Services, static service => service.Service == "s3");
        Assert.Contains(s3.Levels, static level => level.Level == AccessLevel.Read && level.Allowed > 0 && level.Depends == 0);
        Assert.DoesNotContain(found.Services, static service => service.Service == "sqs");
    }

    [Fact]
    public void Grants_name_resources_as_the_statements_do_with_conditions_in_words_and_places()
    {
        using TemporaryFolder folder = Folder(
            """{ "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::home/${aws:username}/*", "Condition": { "IpAddress": { "aws:SourceIp": "10.0.0.0/8" } } }, { "Effect": "Deny", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::home/alice/locked/*" }""");

        EffectivePermissions found = new EnvironmentAnalyzer(folder.Load()).WhatCan(Principal.Parse($"arn:aws:iam::{Account}:user/alice"), new WhatCanOptions { Actions = ["s3:*"] }, TestContext.Current.CancellationToken);

        EffectiveGrant grant = Assert.Single(found.Grants, static grant => !grant.Statements.IsEmpty);
        Assert.Equal(("arn:aws:s3:::home/${aws:username}/*", AccessState.Depends), (grant.Resource, grant.State));
        Assert.Equal(["s3:GetObject", "s3:PutObject"], grant.Actions);
        Assert.StartsWith("aws:SourceIp IpAddress 10.0.0.0/8 (", grant.Conditions, StringComparison.Ordinal);
        Assert.Equal(["aws:SourceIp"], grant.DecidingKeys);
        Assert.EndsWith("details.json", Assert.Single(grant.Statements).Source.Name, StringComparison.Ordinal);
        EffectiveDenial denial = Assert.Single(found.Denials, static denial => denial.Layer == DecisionSource.Identity);
        Assert.Equal(["s3:PutObject"], denial.Actions);
        Assert.Equal("arn:aws:s3:::home/alice/locked/*", denial.Resource);
    }

    [Fact]
    public void What_is_stated_settles_what_depends_on_it()
    {
        using TemporaryFolder folder = Folder("""{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": { "IpAddress": { "aws:SourceIp": "10.0.0.0/8" } } }""");
        var analyzer = new EnvironmentAnalyzer(folder.Load());
        Principal alice = Principal.Parse($"arn:aws:iam::{Account}:user/alice");
        WhatCanOptions From(string address) => new() { Actions = ["s3:GetObject"], Conditions = new AccessConditions { Context = Conditions.RequestContext.Create(("aws:SourceIp", address)) } };

        Assert.Equal(AccessState.Allowed, analyzer.WhatCan(alice, From("10.1.1.1"), TestContext.Current.CancellationToken).StateOf("s3:GetObject"));
        Assert.Equal(AccessState.Denied, analyzer.WhatCan(alice, From("192.0.2.1"), TestContext.Current.CancellationToken).StateOf("s3:GetObject"));
    }

    private static TemporaryFolder Folder(string statements) => new TemporaryFolder()
        .With("details.json", $$"""
            { "UserDetailList": [{
                "Arn": "arn:aws:iam::{{Account}}:user/alice", "UserName": "alice", "UserId": "AIDA", "GroupList": [], "AttachedManagedPolicies": [],
                "UserPolicyList": [{ "PolicyName": "own", "PolicyDocument": { "Version": "2012-10-17", "Statement": [{{statements}}] } }],
                "PermissionsBoundary": { "PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::{{Account}}:policy/Boundary" } }],
              "GroupDetailList": [], "RoleDetailList": [],
              "Policies": [{ "PolicyName": "Boundary", "Arn": "arn:aws:iam::{{Account}}:policy/Boundary", "DefaultVersionId": "v1", "PolicyVersionList": [{ "VersionId": "v1", "IsDefaultVersion": true,
                "Document": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": ["s3:*", "sqs:*"], "Resource": "*" }, { "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*" }] } }] }] }
            """)
        .With("tree.json", """
            { "Id": "r-ab12", "Name": "Root", "Arn": "arn:aws:organizations::999988887777:root/o-a1b2c3d4e5/r-ab12", "PolicyTypes": [{ "Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED" }],
              "Policies": [{ "Id": "p-FullAWSAccess", "Name": "FullAWSAccess", "Type": "SERVICE_CONTROL_POLICY" }],
              "Children": [{ "Id": "111122223333", "Name": "Shop", "Policies": [
                { "Id": "p-FullAWSAccess", "Name": "FullAWSAccess", "Type": "SERVICE_CONTROL_POLICY" },
                { "Id": "p-noqueues", "Name": "NoQueues", "Type": "SERVICE_CONTROL_POLICY", "Content": { "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "sqs:*", "Resource": "*" } } }] }] }
            """);

    // Entries that cover just these actions of the catalog; whole names need not be in it.
    private static IEnumerable<string> Expand(string entry) => entry.Contains('*', StringComparison.Ordinal)
        ? ServiceReference.Default.ExpandActions(entry).Select(static action => action.FullName)
        : [entry];
}
