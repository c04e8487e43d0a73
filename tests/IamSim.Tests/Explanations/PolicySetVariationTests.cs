using IamSim.Policies;

namespace IamSim.Tests.Explanations;

/// <summary>What-ifs of a policy set.</summary>
public sealed class PolicySetVariationTests
{
    private static PolicyDocument Policy(string name, int statements = 1) => PolicyDocument.Parse(
        $"{{\"Version\":\"2012-10-17\",\"Statement\":[{string.Join(',', Enumerable.Range(0, statements).Select(static i => $"{{\"Sid\":\"S{i}\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"))}]}}", name);

    [Fact]
    public void Adding_to_a_kind_with_a_list_appends_and_to_a_kind_with_one_document_unites()
    {
        PolicyDocument first = Policy("first");
        PolicyDocument second = Policy("second");
        PolicySet set = new PolicySet { Identity = [first], PermissionsBoundary = first }
            .Add(PolicyKind.Identity, second).Add(PolicyKind.PermissionsBoundary, second).Add(PolicyKind.Resource, second).Add(PolicyKind.Session, first).Add(PolicyKind.VpcEndpoint, first);

        Assert.Equal([first, second], set.Identity);
        Assert.Equal([first.Statements[0], second.Statements[0]], set.PermissionsBoundary!.Statements);
        Assert.Same(second, set.Resource);
        Assert.Equal([first], set.Session!.Value);
        Assert.Same(first, set.VpcEndpoint);
    }

    [Fact]
    public void Adding_to_a_level_makes_the_levels_that_are_not_there()
    {
        PolicyDocument policy = Policy("p");
        PolicySet set = new PolicySet().Add(PolicyKind.ServiceControl, policy, 1).Add(PolicyKind.ServiceControl, policy).Add(PolicyKind.ResourceControl, policy);

        Assert.Equal([0, 2], set.ServiceControlPolicies!.Value.Select(static level => level.Length));
        Assert.Equal([1], set.ResourceControlPolicies!.Value.Select(static level => level.Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Add(PolicyKind.ServiceControl, policy, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Add((PolicyKind)99, policy));
    }

    [Fact]
    public void Policies_of_another_Version_are_united_only_where_that_changes_no_meaning()
    {
        PolicyDocument old = PolicyDocument.Parse("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "old");
        PolicyDocument own = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::b/${aws:username}/*"}}""", "own");

        ArgumentException exception = Assert.Throws<ArgumentException>(() => new PolicySet { PermissionsBoundary = old }.Add(PolicyKind.PermissionsBoundary, own));

        Assert.StartsWith("own cannot be united with old: their Versions differ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, new PolicySet { PermissionsBoundary = old }.Add(PolicyKind.PermissionsBoundary, Policy("plain")).PermissionsBoundary!.Statements.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolicySet().Add(PolicyKind.ServiceControl, own, int.MaxValue));
    }

    [Fact]
    public void What_is_null_or_default_is_refused_or_empty_and_never_a_crash()
    {
        PolicyDocument policy = Policy("p");

        Assert.StartsWith("the policy set holds a policy that is null", Assert.Throws<ArgumentException>(static () => Simulator.Compile(new PolicySet { Identity = [null!] })).Message, StringComparison.Ordinal);
        Assert.Empty((policy with { Statements = default }).Statements);
        Assert.Empty(new RequestResource("*") { KmsGrants = default }.KmsGrants);
        Assert.Empty(new KmsGrant { GranteePrincipal = "x", Operations = default }.Operations);
        Assert.Throws<ArgumentNullException>(static () => new RequestResource("*") { FrozenPrincipalIds = null! });
        Assert.Throws<ArgumentException>(static () => Conditions.ContextValue.FromList([null!]));
    }

    [Fact]
    public void Replacing_reaches_every_place_and_keeps_levels_and_session()
    {
        PolicyDocument old = Policy("old");
        PolicyDocument other = Policy("other");
        var set = new PolicySet { Identity = [old, other], PermissionsBoundary = old, Session = [old], Resource = old, AccessPoint = old, VpcEndpoint = old, ServiceControlPolicies = [[old], [other]], ResourceControlPolicies = [[old]] };

        PolicySet without = set.Replace(old, null);
        PolicySet replaced = set.Replace(old, other);

        Assert.Equal([other], without.Identity);
        Assert.Null(without.PermissionsBoundary);
        Assert.Empty(without.Session!.Value);
        Assert.Equal([0, 1], without.ServiceControlPolicies!.Value.Select(static level => level.Length));
        Assert.Empty(without.ResourceControlPolicies!.Value[0]);
        Assert.All(replaced.Documents(), document => Assert.Same(other, document));
        Assert.Equal(10, replaced.Documents().Count());
        Assert.Equal(set.Identity, set.Replace(Policy("old"), null).Identity);
    }

    [Fact]
    public void A_statement_is_taken_away_and_its_policy_with_it_when_it_was_alone()
    {
        PolicyDocument two = Policy("two", 2);
        PolicyDocument one = Policy("one");
        var set = new PolicySet { Identity = [two, one] };

        Assert.Equal(["S1"], set.Without(two.Statements[0]).Identity[0].Statements.Select(static statement => statement.Sid!.Value.Text));
        Assert.Equal([two], set.Without(one.Statements[0]).Identity);
        Assert.Equal([two, one], set.Identity);
        Assert.Contains("\"S1\"", set.Without(two.Statements[0]).Identity[0].ToJson(), StringComparison.Ordinal);
    }
}
