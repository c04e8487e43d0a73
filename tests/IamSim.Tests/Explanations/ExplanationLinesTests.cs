using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Explanations;

/// <summary>Each part of an explanation tells itself in one line, as a debugger or a failing test shows it.</summary>
public sealed class ExplanationLinesTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    [Fact]
    public void Checks_layers_levels_statements_and_elements_have_a_line_each()
    {
        PolicyDocument guard = Policy("""{"Sid":"Red","Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":["red","${aws:username}"]}}}""", "scp.json");
        PolicyDocument bucket = Policy("""{"Effect":"Deny","Principal":{"AWS":"444455556666"},"Action":"s3:*","Resource":"*"}""", "bucket.json");
        var set = new PolicySet
        {
            Identity = [Policy("""{"Effect":"Allow","Action":"s3:Put*","Resource":"*"}""", "own.json")],
            Resource = bucket,
            ServiceControlPolicies = [[guard], []],
            ResourceControlPolicies = [[Policy("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}""", "rcp.json")]],
            Organization = new OrganizationFacts { Id = "o-a", Paths = ["o-a/r-b/"] },
        };
        var request = new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k") { Context = RequestContext.Create(("aws:PrincipalTag/team", "blue")) };

        Explanation explanation = Simulator.Compile(set, new EvaluationOptions { Lenient = true }).Explain(request);

        CheckExplanation check = explanation.Checks[0];
        Assert.Equal("arn:aws:s3:::b/k: " + check.Decision, check.ToString());
        Assert.Equal(
            ["ResourceControl: Deny", "ServiceControl: Silent", "VpcEndpoint: Absent", "Resource: Silent", "Identity: Silent", "PermissionsBoundary: Absent", "Session: Absent"],
            check.Layers.Select(static layer => layer.ToString()));
        LayerExplanation control = check.Layers[1];
        Assert.Equal(["level 0 (r-b): silent", "level 1 (111122223333): silent"], control.Levels.Select(static level => level.ToString()));
        StatementExplanation red = Assert.Single(control.Statements);
        Assert.Equal("Allow scp.json:1:38 (Red): ConditionFails", red.ToString());
        Assert.Equal("StringEquals aws:PrincipalTag/team [red, alice]: blue, ValueDiffers", red.Elements.OfType<ConditionExplanation>().Single().ToString());
        Assert.Equal(GrantClass.None, red.Grant);
        StatementExplanation foreign = check.Layers[3].Statements[0];
        Assert.Equal("Principal 444455556666: AccountDiffers", foreign.Elements.OfType<PrincipalExplanation>().Single().ToString());
        Explanation near = Simulator.Compile(new PolicySet { Identity = set.Identity }).Explain(request);
        NearMiss miss = Assert.Single(near.NearMisses);
        Assert.Equal($"Identity Allow own.json:1:38: ActionDiffers, distance {miss.Distance}", miss.ToString());
        Assert.Equal("o-a o-a/r-b/", set.Organization.ToString());
        Assert.Equal("an organization", new OrganizationFacts().ToString());
    }

    [Fact]
    public void An_exempt_layer_says_why_and_a_rule_its_name()
    {
        var request = new AccessRequest("arn:aws:iam::111122223333:root", "s3:GetObject", "arn:aws:s3:::b/k");
        var set = new PolicySet { ServiceControlPolicies = [[]], Organization = new OrganizationFacts { ManagementAccount = "111122223333" } };

        Explanation explanation = Simulator.Compile(set).Explain(request);

        Assert.Equal("ServiceControl: Exempt (CallerInManagementAccount)", explanation.Checks[0].Layers.Single(static layer => layer.Kind == PolicyKind.ServiceControl).ToString());
        Assert.Equal("STS-8 (GetCallerIdentity)", Simulator.Compile(new PolicySet()).Evaluate(new AccessRequest(Alice, "sts:GetCallerIdentity", "*")).Rule!.ToString());
    }

    [Fact]
    public void A_public_statement_names_its_reasons()
    {
        PolicyDocument bucket = Policy("""{"Effect":"Allow","NotPrincipal":{"AWS":"444455556666"},"Action":"s3:*","Resource":"*"},{"Sid":"Open","Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"aws:SourceVpc":"vpc-*"}}}""", "bucket.json");
        var request = new AccessRequest(Principal.Anonymous, "s3:GetObject", new RequestResource("arn:aws:s3:::b/k") { OwnerAccount = "111122223333", BlockPublicAccess = true });

        CheckExplanation check = Simulator.Compile(new PolicySet { Resource = bucket }, new EvaluationOptions { Lenient = true }).Explain(request).Checks[0];

        Assert.Equal(["bucket.json:1:38: NotPrincipal", "bucket.json:1:126 (Open): Everyone, OpenValue"], check.PublicStatements.Select(static statement => statement.ToString()));
    }

    [Fact]
    public void A_grant_a_simulator_and_a_policy_set_tell_what_they_hold()
    {
        var grant = new KmsGrant { GranteePrincipal = Alice, Operations = ["Decrypt", "Encrypt"] };
        PolicyDocument own = Policy("""{"Effect":"Allow","Action":"s3:*","Resource":"*"}""", "own.json");
        var options = new EvaluationOptions { Lenient = true };
        var set = new PolicySet { Identity = [own], PermissionsBoundary = own };
        Simulator simulator = Simulator.Compile(set, options);

        Assert.Equal($"{Alice} may Decrypt, Encrypt", grant.ToString());
        Assert.Equal($"{Alice} may ", new KmsGrant { GranteePrincipal = Alice }.ToString());
        Assert.Equal($"Simulator of {set}", simulator.ToString());
        Assert.Same(set, simulator.Policies);
        Assert.Equal(options, simulator.Options);
    }

    [Fact]
    public void The_layers_that_have_to_change_are_listed_for_people()
    {
        Decision decision = Simulator.Compile(new PolicySet { ServiceControlPolicies = [[]] }).Evaluate(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b"));

        Assert.Equal("service control policy, identity policy", DecisionText.Blockers(decision));
        Assert.Equal("", DecisionText.Blockers(Simulator.Compile(new PolicySet()).Evaluate(new AccessRequest(Alice, "sts:GetCallerIdentity", "*"))));
    }

    [Fact]
    public void The_Markdown_form_has_derived_keys_grants_and_says_when_there_is_more_or_nothing_to_propose()
    {
        PolicyDocument own = Policy("""{"Effect":"Deny","Action":"kms:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"bob"}}}""", "own.json");
        KmsGrant[] grants = [.. Enumerable.Range(0, 12).Select(static _ => new KmsGrant { GranteePrincipal = Alice, Operations = ["Encrypt"] })];
        var key = new RequestResource("arn:aws:kms:eu-west-1:111122223333:key/k") { KmsGrants = [.. grants] };
        var request = new AccessRequest(Principal.Parse(Alice), "kms:Decrypt", key);
        PolicyDocument[] denials = [.. Enumerable.Range(0, 12).Select(static i => Policy("""{"Effect":"Deny","Action":"kms:*","Resource":"*"}""", $"deny{i}.json"))];

        string silent = Simulator.Compile(new PolicySet { Identity = [own] }).Explain(request).ToMarkdown();
        string denied = Simulator.Compile(new PolicySet { Identity = [.. denials] }).Explain(request).ToMarkdown();
        string granted = Simulator.Compile(new PolicySet()).Explain(request with { Resources = [key with { KmsGrants = [grants[0] with { Operations = ["Decrypt"] }] }] }).ToMarkdown();
        string refused = Simulator.Compile(new PolicySet()).Explain(new AccessRequest(Principal.Parse(Alice), "iam:DeleteRole", "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX")).ToMarkdown();

        Assert.Contains("#### derived context keys\n\n- from the caller: `aws:username` = `alice`\n", silent, StringComparison.Ordinal);
        Assert.Equal(10, silent.Split("| grant on the key | silent | given to the caller for `Encrypt`, not for this operation |").Length - 1);
        Assert.Contains("\n\nand 2 more\n\n", denied, StringComparison.Ordinal);
        Assert.Contains("#### denied by `deny9.json:1:38`\n", denied, StringComparison.Ordinal);
        Assert.DoesNotContain("#### denied by `deny10.json", denied, StringComparison.Ordinal);
        Assert.Contains($"| grant on the key | allows | given to `{Alice}`, reaching the caller directly |", granted, StringComparison.Ordinal);
        Assert.DoesNotContain("it would be allowed", granted, StringComparison.Ordinal);
        Assert.Contains("#### no change of policies or context keys was found that would allow it\n", refused, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ExplanationMarkdownOptions { HeadingLevel = 6 });
    }

    private static PolicyDocument Policy(string statements, string name) => PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""", name);
}
