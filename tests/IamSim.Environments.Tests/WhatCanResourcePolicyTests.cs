using System.Text;
using IamSim.Identifiers;
using IamSim.Matching;
using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

public sealed class WhatCanResourcePolicyTests
{
    private static readonly string[] Objects = ["/blue/report", "/alice/report", "/x"];

    [Fact]
    public void What_a_bucket_policy_lets_a_user_do_with_objects_is_told()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().User(Production, "bob")
            .Bucket(Production, "notes", Grant("arn:aws:iam::111122223333:user/bob", "s3:GetObject", "arn:aws:s3:::notes/*"))
            .Bucket(Production, "open", Grant("arn:aws:iam::111122223333:user/bob", "s3:*", "*"))
            .Bucket(Production, "wide", Grant("arn:aws:iam::111122223333:user/bob", "s3:GetObject", "arn:aws:s3:::wi*"))
            .Bucket(Production, "deep", Grant("arn:aws:iam::111122223333:user/bob", "s3:PutObject", "arn:aws:s3:::*/${aws:username}/*"))
            .Analyze();

        string[] effects = [.. analyzer.WhatCan(Principal.Parse("arn:aws:iam::111122223333:user/bob"), new WhatCanOptions { Actions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"] }, TestContext.Current.CancellationToken)
            .ResourcePolicies.Select(static effect => effect.ToString())];

        Assert.Equal(
            [
                "arn:aws:s3:::deep/${aws:username}/*: s3:PutObject: Denied without its policy, Allowed with it",
                "arn:aws:s3:::deep/*/${aws:username}/*: s3:PutObject: Denied without its policy, Allowed with it",
                "arn:aws:s3:::notes/*: s3:GetObject: Denied without its policy, Allowed with it",
                "arn:aws:s3:::open: s3:ListBucket: Denied without its policy, Allowed with it",
                "arn:aws:s3:::open/*: s3:GetObject, s3:PutObject: Denied without its policy, Allowed with it",
                "arn:aws:s3:::wide/*: s3:GetObject: Denied without its policy, Allowed with it",
            ],
            effects);
    }

    [Fact]
    public void Where_both_sides_have_to_allow_it_the_objects_are_those_that_the_caller_may_reach()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch().User(Staging, "dana", """{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::notes/data/*"}""")
            .Bucket(Production, "notes", Grant("444455556666", "s3:*", "arn:aws:s3:::notes/*"))
            .Analyze();

        ResourcePolicyEffect effect = Assert.Single(analyzer.WhatCan(Principal.Parse("arn:aws:iam::444455556666:user/dana"), cancellationToken: TestContext.Current.CancellationToken).ResourcePolicies, static effect => effect.With == AccessState.Allowed);

        Assert.Equal("arn:aws:s3:::notes/data/*: s3:GetObject: Denied without its policy, Allowed with it", effect.ToString());
    }

    [Fact]
    public void What_a_grant_on_a_key_lets_a_role_do_is_told()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .Role(Production, "app", """{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""")
            .Key(Production, "k1", new KmsGrant { GranteePrincipal = "arn:aws:iam::111122223333:role/app", Operations = ["Decrypt"] })
            .Analyze();

        ResourcePolicyEffect effect = Assert.Single(analyzer.WhatCan(Principal.Parse("arn:aws:iam::111122223333:role/app"), cancellationToken: TestContext.Current.CancellationToken).ResourcePolicies);

        Assert.Equal("arn:aws:kms:eu-central-1:111122223333:key/k1: kms:Decrypt: Denied without its policy, Allowed with it", effect.ToString());
    }

    /// <summary>A row covers a resource as its pattern says, and an object of a pattern stands for the others as far as nothing else tells them apart.</summary>
    [Fact]
    public void Whatever_can_allows_where_a_policy_names_resources_is_in_a_row() => RandomSeeds.Check(60, static seed =>
    {
        AwsEnvironment environment = new RandomEnvironments(seed & 0xFFFFFF).Make();
        var analyzer = new EnvironmentAnalyzer(environment);
        foreach (IamPrincipal principal in environment.Principals.Where(static (_, i) => i % 3 == 0))
        {
            Principal caller = Principal.Parse(principal.Arn);
            EffectivePermissions found = analyzer.WhatCan(caller, new WhatCanOptions { Actions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "kms:Decrypt"] }, TestContext.Current.CancellationToken);
            IEnumerable<(string, string)> cells = from resource in environment.Resources
                                                  where resource.OwnerAccountId is not null
                                                  from action in resource.PolicyKind == Policies.ResourcePolicyKind.KmsKey ? ["kms:Decrypt"] : new[] { "s3:GetObject", "s3:PutObject", "s3:ListBucket" }
                                                  from tail in action is "s3:GetObject" or "s3:PutObject" ? Objects : [""]
                                                  select (action, resource.Arn + tail);
            foreach ((string action, string arn) in cells)
            {
                if (analyzer.Can(caller, action, arn).State != AccessState.Allowed)
                {
                    continue;
                }

                bool isTold = found.ResourcePolicies.Any(effect => effect.With == AccessState.Allowed && effect.Actions.Contains(action) && Covers(effect.Resource, arn, principal))
                    || found.Grants.Any(grant => grant.Actions.Contains(action) && grant.IsExcluded != Covers(grant.Resource, arn, principal));
                Assert.True(isTold, $"seed {seed}: {action} of {principal} on {arn} is allowed, but no row says so: {string.Join("; ", found.ResourcePolicies)}; {string.Join("; ", found.Grants.Select(static grant => $"{grant.Resource} {grant.State} {string.Join(' ', grant.Actions)}"))}");
            }
        }
    });

    private static string Grant(string principal, string action, string resource) =>
        $$"""{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"{{action}}","Resource":"{{resource}}"}""";

    private static bool Covers(string pattern, string arn, IamPrincipal principal)
    {
        var text = new StringBuilder(pattern).Replace("${aws:username}", principal is IamUser ? principal.Name : "?")
            .Replace("${aws:PrincipalTag/team}", principal.Tags.GetValueOrDefault("team", "?"))
            .Replace("${aws:PrincipalAccount}", principal.AccountId);
        return Pattern.Compile(text.ToString(), PatternMode.Resource).IsMatch(arn);
    }
}
