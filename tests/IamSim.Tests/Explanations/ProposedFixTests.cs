using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Explanations;

/// <summary>What would turn a deny into an allow.</summary>
public sealed class ProposedFixTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    private static readonly PolicyDocument Full = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Sid":"Full","Effect":"Allow","Action":"*","Resource":"*"}}""", "full.json");

    private static readonly AccessRequest Request = new(Principal.Parse(Alice), "s3:GetObject", new RequestResource("arn:aws:s3:::b/k") { OwnerAccount = "111122223333" });

    [Fact]
    public void A_missing_second_factor_is_the_smallest_change()
    {
        PolicyDocument boundary = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}}""", "boundary.json");

        ProposedFix[] fixes = [.. Explain(new PolicySet { Identity = [Full], PermissionsBoundary = boundary }).ProposeFixes()];

        Assert.Equal(
            [
                "aws:MultiFactorAuthPresent were true",
                "the permissions boundary boundary.json allowed s3:GetObject",
                $"a resource policy allowed s3:GetObject to {Alice}",
            ],
            fixes.Select(static fix => fix.ToString()));
        Assert.All(fixes, static fix => Assert.True(fix.Decision.IsAllowed));
        Assert.Equal(ContextValue.FromBoolean(true), Assert.IsType<ContextKeyChange>(Assert.Single(fixes[0].Changes)).Value);
    }

    [Fact]
    public void The_level_of_the_organization_that_misses_an_allow_is_named_by_its_node()
    {
        PolicyDocument onlyEc2 = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*"}}""", "prod.json");
        var set = new PolicySet
        {
            Identity = [Full],
            ServiceControlPolicies = [[Full], [onlyEc2], [Full]],
            Organization = new OrganizationFacts { Id = "o-a", Paths = ["o-a/r-1/ou-prod/"] },
        };

        Explanation explanation = Explain(set);

        Assert.Equal("the SCP level ou-prod allowed s3:GetObject", Assert.Single(explanation.ProposeFixes()).ToString());
        Assert.Contains("no Allow at ou-prod", explanation.ToString(), StringComparison.Ordinal);
        Assert.Equal(["r-1", "ou-prod", "111122223333"], explanation.Checks[0].Layers.Single(static layer => layer.Kind == PolicyKind.ServiceControl).Levels.Select(static level => level.Name));
    }

    [Fact]
    public void A_deny_is_to_be_removed_or_its_condition_not_met()
    {
        PolicyDocument bucket = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Theirs","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"arn:aws:s3:::b/*"},
              {"Sid":"DenyUnencrypted","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b/*","Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":["aws:kms","AES256"]}}}]}
            """, "bucket.json");

        ProposedFix[] fixes = [.. Explain(new PolicySet { Identity = [Full], Resource = bucket }).ProposeFixes()];

        Assert.Equal(["s3:x-amz-server-side-encryption were aws:kms", "the Deny at bucket.json:3:3 (DenyUnencrypted) were removed"], fixes.Select(static fix => fix.ToString()));
        Assert.Equal(["Theirs"], fixes[1].Policies.Resource!.Statements.Select(static statement => statement.Sid!.Value.Text));
    }

    [Fact]
    public void Several_layers_are_mended_together_and_nothing_is_mended_that_need_not_be()
    {
        PolicyDocument deny = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":"ec2:*","Resource":"*"},{"Sid":"No","Effect":"Deny","Action":"s3:Get*","Resource":"*"}]}""", "deny.json");
        var set = new PolicySet { Identity = [Full], PermissionsBoundary = deny, ServiceControlPolicies = [[deny]] };

        ProposedFix[] fixes = [.. Explain(set).ProposeFixes(5)];

        // One document in two places is one file to edit. A grant by the resource policy makes the Allow of the boundary unnecessary.
        Assert.Equal(
            [
                $"the Deny at deny.json:1:99 (No) were removed, and the SCP level 1 (the root) allowed s3:GetObject, and the permissions boundary deny.json allowed s3:GetObject",
                $"the Deny at deny.json:1:99 (No) were removed, and the SCP level 1 (the root) allowed s3:GetObject, and a resource policy allowed s3:GetObject to {Alice}",
            ],
            fixes.Select(static fix => fix.ToString()));
    }

    [Fact]
    public void A_tag_that_a_variable_needs_is_proposed_with_its_value()
    {
        PolicyDocument own = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/${aws:PrincipalTag/team}/*"}}""", "own.json");

        Explanation explanation = Simulator.Compile(new PolicySet { Identity = [own] }).Explain(Request with { Resources = [new RequestResource("arn:aws:s3:::b/red/k") { OwnerAccount = "111122223333" }] });

        Assert.Equal("aws:PrincipalTag/team were red", explanation.ProposeFixes()[0].ToString());
    }

    [Fact]
    public void Values_are_made_from_patterns_numbers_dates_addresses_and_lists()
    {
        string Fix(string condition) => Explain(new PolicySet { Identity = [PolicyDocument.Parse($"{{\"Version\":\"2012-10-17\",\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{{{condition}}}}}}}")] }).ProposeFixes()[0].ToString();

        Assert.Equal("aws:RequestedRegion matched 'eu-*', such as eu-example", Fix("\"StringLike\":{\"aws:RequestedRegion\":\"eu-*\"}"));
        Assert.Equal("s3:max-keys passed NumericLessThan 10, such as 9", Fix("\"NumericLessThan\":{\"s3:max-keys\":\"10\"}"));
        Assert.Equal("aws:CurrentTime passed DateLessThan 2020-01-01T00:00:00Z, such as 2019-12-31T23:59:59Z", Fix("\"DateLessThan\":{\"aws:CurrentTime\":\"2020-01-01T00:00:00Z\"}"));
        Assert.Equal("aws:SourceIp were in 203.0.113.0/24, such as 203.0.113.0", Fix("\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}"));
        Assert.Equal("aws:TagKeys were the list [team]", Fix("\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":[\"team\",\"cost\"]}"));
        Assert.Equal("aws:SourceArn matched 'arn:aws:sns:*:*:topic', such as arn:aws:sns:example:111122223333:topic", Fix("\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:*:*:topic\"}"));
        Assert.Equal("x:binary were QUJD", Fix("\"BinaryEquals\":{\"x:binary\":\"QUJD\"}"));
        Assert.Equal("s3:delimiter were another value, such as example", Fix("\"Null\":{\"s3:delimiter\":\"false\"}"));
    }

    [Fact]
    public void Two_keys_of_one_statement_are_one_fix_behind_those_that_change_less()
    {
        PolicyDocument two = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"},"StringEquals":{"s3:prefix":"a"}}}}""", "two.json");

        Assert.Equal("aws:SecureTransport were true, and s3:prefix were a", Explain(new PolicySet { Identity = [two] }).ProposeFixes()[2].ToString());
    }

    [Fact]
    public void A_change_tells_the_value_that_the_request_has_as_it_was_asked()
    {
        PolicyDocument denies = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
              {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"s3:prefix":"a"}}},
              {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"s3:prefix":"example"}}}]}
            """, "denies.json");

        Explanation explanation = Simulator.Compile(new PolicySet { Identity = [denies] }).Explain(Request with { Context = RequestContext.Create(("s3:prefix", "a")) });

        ContextKeyChange change = Assert.IsType<ContextKeyChange>(Assert.Single(explanation.ProposeFixes()[0].Changes));
        Assert.Equal(ContextValue.FromString("a"), change.Previous);
        Assert.NotEqual(change.Previous, change.Value);
    }

    [Fact]
    public void Keys_that_follow_from_what_is_known_are_not_proposed_to_change()
    {
        PolicyDocument other = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-x"}}}}""", "other.json");
        PolicyDocument tags = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":"team"}}}}""", "tags.json");
        PolicyDocument chain = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:CalledViaFirst":"athena.amazonaws.com"}}}}""", "chain.json");
        var known = new PolicySet { Identity = [other], Organization = new OrganizationFacts { Id = "o-a" } };
        AccessRequest tagged = Request with { RequestTags = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("cost", "1") };

        Assert.DoesNotContain(Explain(known).ProposeFixes(10), static fix => fix.Changes.OfType<ContextKeyChange>().Any());
        Assert.Contains(Explain(known with { Organization = null }).ProposeFixes(10), static fix => fix.ToString() == "aws:PrincipalOrgID were o-x");
        Assert.DoesNotContain(Simulator.Compile(new PolicySet { Identity = [tags] }).Explain(tagged).ProposeFixes(10), static fix => fix.Changes.OfType<ContextKeyChange>().Any());
        Assert.DoesNotContain(Explain(new PolicySet { Identity = [chain] }).ProposeFixes(10), static fix => fix.Changes.OfType<ContextKeyChange>().Any());
    }

    [Theory]
    [InlineData("arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/${$}{aws:username}")]
    [InlineData("arn:aws:s3:::b/a*b?", "arn:aws:s3:::b/a${*}b${?}")]
    public void A_proposed_statement_allows_the_resource_that_was_asked_for_and_no_other(string resource, string written)
    {
        ProposedFix fix = Simulator.Compile(new PolicySet()).Explain(new AccessRequest(Alice, "s3:GetObject", resource)).ProposeFixes()[0];

        Assert.Equal(written, Assert.IsType<AllowAddition>(Assert.Single(fix.Changes)).Addition.Statements[0].Resource!.ToString());
    }

    [Fact]
    public void A_statement_proposed_for_an_old_policy_reads_as_that_policy_does()
    {
        PolicyDocument old = PolicyDocument.Parse("""{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*"}}""", "old.json");

        ProposedFix fix = Simulator.Compile(new PolicySet { Identity = [Full], PermissionsBoundary = old }).Explain(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/${x}")).ProposeFixes()[0];

        Assert.Equal("2008-10-17", Assert.IsType<AllowAddition>(fix.Changes[0]).Addition.Version?.Text);
    }

    [Fact]
    public void Hundreds_of_denies_are_one_fix_within_the_bounds()
    {
        string denies = string.Join(',', Enumerable.Range(0, 500).Select(static i => $"{{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{{\"StringNotEquals\":{{\"x:k{i}\":\"v\"}}}}}}"));
        PolicyDocument many = PolicyDocument.Parse($"{{\"Version\":\"2012-10-17\",\"Statement\":[{denies}]}}", "many.json");

        ProposedFix fix = Explain(new PolicySet { Identity = [Full, many] }).ProposeFixes(1)[0];

        Assert.Equal(500, fix.Changes.Length);
        Assert.True(fix.Decision.IsAllowed);
    }

    [Fact]
    public void Who_the_caller_is_is_not_something_to_change()
    {
        PolicyDocument bob = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"bob"}}}}""", "bob.json");

        Assert.DoesNotContain(Explain(new PolicySet { Identity = [bob] }).ProposeFixes(10), static fix => fix.Changes.OfType<ContextKeyChange>().Any());
    }

    [Fact]
    public void A_cross_account_request_needs_both_sides()
    {
        AccessRequest request = Request with { Resources = [new RequestResource("arn:aws:s3:::b/k") { OwnerAccount = "444455556666" }] };

        ProposedFix fix = Assert.Single(Simulator.Compile(new PolicySet()).Explain(request).ProposeFixes());

        Assert.Equal([PolicyKind.Resource, PolicyKind.Identity], fix.Changes.Cast<AllowAddition>().Select(static addition => addition.Kind));
        Assert.Equal(
            """
            {
              "Version": "2012-10-17",
              "Statement": {
                "Effect": "Allow",
                "Principal": {
                  "AWS": "arn:aws:iam::111122223333:user/alice"
                },
                "Action": "s3:GetObject",
                "Resource": "arn:aws:s3:::b/k"
              }
            }
            """,
            ((AllowAddition)fix.Changes[0]).Addition.ToJson());
    }

    [Fact]
    public void What_a_rule_refuses_no_policy_can_mend()
    {
        Explanation explanation = Simulator.Compile(new PolicySet { Identity = [Full] }).Explain(new AccessRequest("arn:aws:iam::111122223333:root", "sts:AssumeRole", "arn:aws:iam::111122223333:role/x"));

        Assert.Empty(explanation.ProposeFixes());
        Assert.Contains("no change of policies or context keys was found that would allow it", explanation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Public_access_that_is_blocked_can_be_unblocked()
    {
        PolicyDocument open = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}}""", "open.json");
        var resource = new RequestResource("arn:aws:s3:::b/k") { OwnerAccount = "444455556666", BlockPublicAccess = true };

        Explanation explanation = Simulator.Compile(new PolicySet { Resource = open }).Explain(new AccessRequest(Principal.Anonymous, "s3:GetObject", resource));

        Assert.IsType<PublicAccessBlockRemoval>(Assert.Single(Assert.Single(explanation.ProposeFixes()).Changes));
    }

    [Fact]
    public void An_allowed_request_needs_no_fix_and_none_is_looked_for_when_none_is_wanted()
    {
        Assert.Empty(Explain(new PolicySet { Identity = [Full] }).ProposeFixes());
        Assert.Empty(Explain(new PolicySet()).ProposeFixes(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Explain(new PolicySet()).ProposeFixes(-1));
    }

    [Fact]
    public void Near_misses_come_closest_first_and_leave_other_services_out()
    {
        PolicyDocument many = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[
              {"Sid":"Elsewhere","Effect":"Allow","Action":"ec2:*","Resource":"*"},
              {"Sid":"OtherAction","Effect":"Allow","Action":"s3:Put*","Resource":"*"},
              {"Sid":"OtherBucket","Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::c/*"},
              {"Sid":"Mfa","Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}},
              {"Sid":"MfaElsewhere","Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::c/*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}},
              {"Sid":"No","Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::c/*"}]}
            """, "many.json");

        NearMiss[] misses = [.. Explain(new PolicySet { Identity = [many] }).NearMisses];

        Assert.Equal([("Mfa", 1), ("OtherBucket", 2), ("MfaElsewhere", 3), ("OtherAction", 8)], misses.Select(static miss => (miss.Statement.Statement.Sid!.Value.Text, miss.Distance)));
        Assert.Equal([typeof(ResourceExplanation), typeof(ConditionExplanation)], misses[2].Failed.Select(static element => element.GetType()));
        Assert.All(misses, static miss => Assert.Equal(PolicyKind.Identity, miss.Kind));
        Assert.Empty(Explain(new PolicySet { Identity = [Full] }).NearMisses);
    }

    private static Explanation Explain(PolicySet set) => Simulator.Compile(set).Explain(Request);
}
