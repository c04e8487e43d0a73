using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Tests.Properties;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Validation;

/// <summary>A fix leaves a policy that reads, has lost the finding, and decides as before.</summary>
public sealed class SafeFixTests
{
    private const int Rounds = 8;

    [Theory]
    // A Version where nothing depends on it.
    [InlineData("IAM0032", """{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""")]
    [InlineData("IAM0032", "{\r\n  \"Statement\": []\r\n}", "{\r\n  \"Version\": \"2012-10-17\",\r\n  \"Statement\": []\r\n}")]
    [InlineData("IAM0032", """{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}"}]}""", null)]
    [InlineData("IAM0032", """{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/\u0024{aws:username}"}]}""", null)]
    [InlineData("IAM0032", """{"version":"2012-10-17","Statement":[]}""", null)]
    // The Id of an identity policy.
    [InlineData("IAM0033", """{"Version":"2012-10-17","Id":"x","Statement":[]}""", """{"Version":"2012-10-17","Statement":[]}""")]
    [InlineData("IAM0033", """{ "Id" : "a\"b,\\" , "Version":"2012-10-17","Statement":[]}""", """{ "Version":"2012-10-17","Statement":[]}""")]
    [InlineData("IAM0033", """{"Version":"2012-10-17","Statement":[],"\u0049d":"x"}""", """{"Version":"2012-10-17","Statement":[]}""")]
    // A null among resources.
    [InlineData("IAM0034", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":["*",null]}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":["*"]}}""")]
    [InlineData("IAM0034", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":[ null, null , "*",null,null ]}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":[ "*" ]}}""")]
    [InlineData("IAM0034", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":[null]}}""", null)]
    // The case of an operator, where it does not collide.
    [InlineData("IAM0036", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"forallvalues:STRINGlikeIFexists":{"aws:TagKeys":"a"}}}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"ForAllValues:StringLikeIfExists":{"aws:TagKeys":"a"}}}}""")]
    [InlineData("IAM0036", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"stringlike":{"x:a":"a"},"StringLike":{"x:b":"a"}}}}""", null)]
    // Conditions that impose nothing.
    [InlineData("IAM0045", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{}}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("IAM0045", """{"Version":"2012-10-17","Statement":{"Condition":{"Nope":{}},"Effect":"Allow","Action":"s3:*","Resource":"*"}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("IAM0045", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{},"StringLike":{"x:b":"a"},"Null":{}}}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"x:b":"a"}}}}""")]
    // Bits behind the mask.
    [InlineData("IAM0051", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.99/24","2001:DB8::1/32","::ffff:203.0.113.99/120"]}}}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32","::ffff:203.0.113.0/120"]}}}}""")]
    // What AWS refuses and can be read in one way: the case of names.
    [InlineData("IAM0010", """{"Version":"2012-10-17","Statement":{"Effect":"DENY","Action":"s3:*","Resource":"*"}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("IAM0010", """{"Version":"2012-10-17","Statement":{"Effect":"Alow","Action":"s3:*","Resource":"*"}}""", null)]
    [InlineData("IAM0006", """{"Version":"2012-10-17","Statement":{"effect":"Deny","Action":"s3:*","Resource":"*"}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("IAM0006", """{"Version":"2012-10-17","Statement":{"effect":"Deny","EFFECT":"Allow","Action":"s3:*","Resource":"*"}}""", null)]
    [InlineData("IAM0006", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","EFFECT":"Allow","Action":"s3:*","Resource":"*"}}""", null)]
    [InlineData("IAM0006", """{"Version":"2012-10-17","Statement":{"Efect":"Deny","Action":"s3:*","Resource":"*"}}""", null)]
    [InlineData("IAM0006", """{"version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("IAM0006", """{"Version":"2012-10-17","version":"2012-10-17","Statement":[]}""", null)]
    [InlineData("IAM0006", """{"Version":"2012-10-17","Id":"x","ID":"y","Statement":[]}""", null)]
    [InlineData("IAM0006", """{"Version":"2012-10-17","STATEMENT":[],"Statement":[]}""", null)]
    [InlineData("IAM0006", """{"Version":"2012-10-17","ID":"y","Statement":[]}""", """{"Version":"2012-10-17","Id":"y","Statement":[]}""")]
    [InlineData("IAM0009", """{"Version":"2012-10-17","STATEMENT":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("IAM0009", """{"Version":"2012-10-17","statement":[],"STATEMENT":[]}""", null)]
    public void Fixes_of_an_identity_policy(string id, string policy, string? fixedPolicy)
    {
        Assert.Contains(Findings(policy, PolicyKind.Identity), finding => finding.Id == id);
        if (fixedPolicy is null)
        {
            Assert.All(Findings(policy, PolicyKind.Identity).Where(finding => finding.Id == id), static finding => Assert.Null(finding.Fix));
            return;
        }

        string result = FixAll(policy, id, PolicyKind.Identity, PolicyValidationOptions.Default);
        Assert.Equal(fixedPolicy, result);
        Assert.DoesNotContain(Findings(result, PolicyKind.Identity), finding => finding.Id == id);
    }

    [Theory]
    [InlineData("IAM0007", PolicyKind.Resource, """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"stringlike":{"x:b":"a"}}}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"x:b":"a"}}}}""")]
    [InlineData("IAM0008", PolicyKind.ResourceControl, """{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("IAM0008", PolicyKind.ResourceControl, """{"Version":"2008-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("IAM0012", PolicyKind.ServiceControl, """{"Version":"2012-10-17","Id":"x","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("IAM0039", PolicyKind.PermissionsBoundary, """{"Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("IAM0039", PolicyKind.PermissionsBoundary, """{"Version":"2008-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""", """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}""")]
    public void Fixes_of_other_kinds(string id, PolicyKind kind, string policy, string fixedPolicy)
    {
        var options = new PolicyValidationOptions { ResourcePolicyKind = ResourcePolicyKind.S3Bucket };
        Assert.Contains(PolicyValidator.Validate(policy, null, kind, options), finding => finding.Id == id);

        string result = FixAll(policy, id, kind, options);

        Assert.Equal(fixedPolicy, result);
        Assert.DoesNotContain(PolicyValidator.Validate(result, null, kind, options), finding => finding.Id == id);
    }

    [Fact]
    public void Of_two_fixes_at_one_place_the_first_is_made()
    {
        var source = new SourceText("abcdef");
        Diagnostic[] findings = [Finding(source, (2, 2, "X")), Finding(source, (0, 3, "Y")), Finding(source, (3, 0, "Z")), Finding(source, (4, 1, "W"), (5, 1, "V")), Finding(source, (9, 9, "U"))];

        Assert.Equal("YdWV", TextEdits.Apply(source, findings, out IReadOnlyList<Diagnostic> made));
        Assert.Equal([findings[1], findings[3]], made);
    }

    [Fact]
    public void A_fix_made_by_hand_that_is_in_disorder_is_passed_over()
    {
        var source = new SourceText("abcdef");
        Diagnostic[] findings =
        [
            Finding(source, (3, 1, "X"), (1, 1, "Y")), Finding(source, (0, 2, "X"), (1, 1, "Y")), Finding(source, (2, -1, "X")), Finding(source, (-1, 1, "X")), Finding(source, (5, 2, "X")), Finding(source, (1, 1, null!)),
            Finding(source, (6, 0, "!")),
        ];

        Assert.Equal("abcdef!", TextEdits.Apply(source, findings, out IReadOnlyList<Diagnostic> made));
        Assert.Equal([findings[^1]], made);
        Assert.Equal("what it does", new DiagnosticFix("what it does", []).ToString());
    }

    // Were a fix to look at all others, these would not end.
    [Theory]
    [InlineData("null")]
    [InlineData("name")]
    [InlineData("element")]
    [InlineData("operator")]
    [InlineData("space")]
    public void Making_fixes_is_linear_in_a_hostile_policy(string what)
    {
        const int Many = 100_000;
        string spaces = new(' ', Many);
        (string frame, Func<int, string> item) = what switch
        {
            "null" => ("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":[@]}}""", static _ => "null"),
            "name" => ("""{@,"Statement":[]}""", static i => $"\"versioN{i}\":1"),
            "element" => ("""{"Statement":{@,"Effect":"Allow","Action":"s3:*","Resource":"*"}}""", static i => $"\"effecT{i}\":1"),
            "operator" => ("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{@}}}""", static i => $"\"n{i}\":{{}}"),
            _ => ($"{{\"Id\"{spaces}:{spaces}\"x\"{spaces},{spaces}\"Statement\":[@]}}", (Func<int, string>)(static _ => """{"Condition":{}}""")),
        };
        string policy = frame.Replace("@", string.Join(',', Enumerable.Range(0, Many).Select(item)), StringComparison.Ordinal);

        Assert.NotEmpty(Findings(policy, PolicyKind.Identity));
    }

    [Fact]
    public void Fixes_change_no_decision() => RandomCases.Check(RandomQuestions.Strict.SelectMany(static question => Gen.Choose(0, int.MaxValue - 1).Select(seed => Disturb(question, new Dice(seed)))), 500, static question =>
    {
        Question mended = Map(question, static (document, kind, resourceKind) => PolicyDocument.Parse(FixAll(document.ToJson(), null, kind, new PolicyValidationOptions { ResourcePolicyKind = resourceKind })));
        Decision before = question.AskEngine();
        Decision after = mended.AskEngine();
        return after.Kind == before.Kind ? null : $"the decision changed\nfrom {before.Kind} to {after.Kind} with\n{mended}";
    });

    // What fixes are for, put where it changes no decision by itself.
    private static Question Disturb(Question question, Dice dice) => Map(question, (document, kind, _) =>
    {
        JsonObject root = JsonNode.Parse(document.ToJson())!.AsObject();
        if (kind == PolicyKind.Identity && dice.Chance(40))
        {
            root["Id"] = "x";
        }

        foreach (JsonObject statement in root["Statement"] is JsonArray list ? list.Select(static node => node!.AsObject()) : [root["Statement"]!.AsObject()])
        {
            if (statement["Resource"] is JsonArray resources && dice.Chance(40))
            {
                resources.Insert(dice.Below(resources.Count + 1), null);
            }

            if (statement["Condition"] is JsonObject condition)
            {
                Disturb(condition, kind, dice);
            }
            else if (dice.Chance(20))
            {
                statement["Condition"] = new JsonObject();
            }
        }

        return PolicyDocument.Parse(root.ToJsonString());
    });

    private static void Disturb(JsonObject condition, PolicyKind kind, Dice dice)
    {
        if (dice.Chance(30) && !condition.ContainsKey("Nothing"))
        {
            condition["Nothing"] = new JsonObject();
        }

        string? name = condition.Select(static pair => pair.Key).FirstOrDefault();
        // A bucket policy is refused for it.
        if (kind != PolicyKind.Resource && name is not null && dice.Chance(40) && !condition.ContainsKey(name.ToUpperInvariant()))
        {
            JsonNode? keys = condition[name];
            condition.Remove(name);
            condition[name.ToUpperInvariant()] = keys;
        }
    }

    private static Question Map(Question question, Func<PolicyDocument, PolicyKind, ResourcePolicyKind, PolicyDocument> change)
    {
        PolicySet set = question.Set;
        return question with
        {
            Set = set with
            {
                Identity = [.. set.Identity.Select(document => change(document, PolicyKind.Identity, default))],
                PermissionsBoundary = set.PermissionsBoundary is { } boundary ? change(boundary, PolicyKind.PermissionsBoundary, default) : null,
                Session = set.Session is { } session ? [.. session.Select(document => change(document, PolicyKind.Session, default))] : null,
                Resource = set.Resource is { } resource ? change(resource, PolicyKind.Resource, set.ResourcePolicyKind) : null,
                ServiceControlPolicies = set.ServiceControlPolicies is { } levels ? [.. levels.Select(level => level.Select(document => change(document, PolicyKind.ServiceControl, default)).ToImmutableArray())] : null,
            },
        };
    }

    private static string FixAll(string policy, string? id, PolicyKind kind, PolicyValidationOptions options)
    {
        for (int round = 0; round < Rounds; round++)
        {
            IReadOnlyList<Diagnostic> findings = PolicyValidator.Validate(policy, null, kind, options);
            string next = TextEdits.Apply(new SourceText(policy), findings.Where(finding => id is null || finding.Id == id), out IReadOnlyList<Diagnostic> made);
            if (made.Count == 0)
            {
                return policy;
            }

            Assert.NotEqual(policy, next);
            policy = next;
        }

        Assert.Fail($"fixes do not come to an end: {policy}");
        return policy;
    }

    private static IReadOnlyList<Diagnostic> Findings(string policy, PolicyKind kind) => PolicyValidator.Validate(policy, null, kind);

    private static Diagnostic Finding(SourceText source, params (int Start, int Length, string Text)[] edits) =>
        new(DiagnosticDescriptors.NullMember, DiagnosticSeverity.Info, "x", null, source, default, new DiagnosticFix("x", [.. edits.Select(static edit => new TextEdit(new SourceSpan(edit.Start, edit.Length), edit.Text))]));
}
