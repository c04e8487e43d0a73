using System.Text;
using System.Text.Json;
using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Explanations;

public sealed class ExplanationJsonTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_documented_example_is_what_is_written()
    {
        PolicyDocument alice = PolicyDocument.Parse(
            """
            {
              "Version": "2012-10-17",
              "Statement": { "Sid": "Read", "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::reports/*" }
            }
            """,
            "alice.json");
        var request = new AccessRequest(Principal.Parse(Alice), "s3:PutObject", new RequestResource("arn:aws:s3:::reports/q1.csv") { OwnerAccount = "111122223333" }) { Time = Noon };

        string json = Simulator.Compile(new PolicySet { Identity = [alice] }).Explain(request).ToJson(new ExplanationJsonOptions { Indented = true, Fixes = 1 });

        Assert.Contains($"```json\n{json}\n```\n", File.ReadAllText(RepositoryFolder.PathOf("docs/explanation-format.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_rule_is_written_with_its_words_and_without_layers()
    {
        var request = new AccessRequest(Alice, "sts:GetCallerIdentity", "*") { Time = Noon };

        Assert.Equal(
            """{"decision":{"kind":"allowed","decidedBy":"rule:STS-8","rule":{"id":"STS-8","name":"GetCallerIdentity","description":"sts:GetCallerIdentity works with any valid credentials, even under a Deny."}},"""
            + """ "headline":"ALLOWED by rule STS-8: sts:GetCallerIdentity works with any valid credentials, even under a Deny.","""[1..]
            + """ "request":{"principal":{"kind":"user","identifier":"arn:aws:iam::111122223333:user/alice","account":"111122223333"},"action":"sts:GetCallerIdentity","resources":["*"],"time":"2026-01-31T12:00:00+00:00"},"""[1..]
            + """ "checks":[{"resource":"*","owner":"111122223333","sameAccount":true,"accessPoint":false,"decision":{"kind":"allowed","decidedBy":"rule:STS-8","rule":{"id":"STS-8","name":"GetCallerIdentity","description":"sts:GetCallerIdentity works with any valid credentials, even under a Deny."}}}]}"""[1..],
            Simulator.Compile(new PolicySet()).Explain(request).ToJson());
    }

    [Fact]
    public void A_condition_is_written_with_its_value_its_origin_and_its_operands()
    {
        PolicyDocument policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":["${aws:username}","${aws:PrincipalTag/x}"]}}}]}""", "p.json");
        var request = new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k");
        request = request with { Principal = request.Principal with { Tags = request.Principal.Tags.Add("team", "red") } };

        using JsonDocument json = JsonDocument.Parse(Simulator.Compile(new PolicySet { Identity = [policy] }).Explain(request).ToJson());

        JsonElement statement = json.RootElement.GetProperty("checks")[0].GetProperty("layers")[4].GetProperty("statements")[0];
        Assert.Equal(2, statement.GetProperty("mismatch").GetInt32());
        Assert.Equal(
            """{"element":"condition","matches":false,"operator":"StringEquals","key":"aws:PrincipalTag/team","outcome":"valueDiffers","value":"red","origin":"principalTags","operands":[{"value":"${aws:username}","expanded":"alice"},{"value":"${aws:PrincipalTag/x}","expanded":"${aws:PrincipalTag/x}","unresolvedKey":"aws:PrincipalTag/x"}],"line":1,"column":140,"endLine":1,"endColumn":183,"text":"aws:PrincipalTag/team is 'red', so StringEquals 'alice' fails; the request has no single value for aws:PrincipalTag/x"}""",
            statement.GetProperty("elements")[2].GetRawText());
    }

    [Fact]
    public void Fixes_carry_the_policy_to_add_and_the_keys_to_change()
    {
        PolicyDocument policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}""", "p.json");
        var request = new AccessRequest(Principal.Parse(Alice), "s3:GetObject", new RequestResource("arn:aws:s3:::b/k") { OwnerAccount = "111122223333" }) { Context = RequestContext.Create(("aws:SecureTransport", "false")) };

        using JsonDocument json = JsonDocument.Parse(Simulator.Compile(new PolicySet { Identity = [policy] }).Explain(request).ToJson());

        Assert.Equal("""{"aws:SecureTransport":"false"}""", json.RootElement.GetProperty("request").GetProperty("context").GetRawText());
        Assert.Equal(
            """[{"change":"contextKey","key":"aws:SecureTransport","value":"true","previous":"false","isExample":false,"text":"aws:SecureTransport were true"}]""",
            json.RootElement.GetProperty("fixes")[0].GetProperty("changes").GetRawText());
        Assert.Equal(
            """[{"change":"allowAddition","kind":"identity","level":0,"accessPoint":false,"policy":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/k"}},"existing":{"file":"p.json"},"text":"the identity policy p.json allowed s3:GetObject"}]""",
            json.RootElement.GetProperty("fixes")[1].GetProperty("changes").GetRawText());
    }

    [Fact]
    public void Options_leave_out_what_is_not_wanted_and_name_policies()
    {
        PolicyDocument policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::c"}]}""");
        Explanation explanation = Simulator.Compile(new PolicySet { Identity = [policy, policy with { Name = "named" }] }).Explain(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k"));

        using JsonDocument all = JsonDocument.Parse(explanation.ToJson(new ExplanationJsonOptions { PolicyLabel = document => document.Name is null ? "identity[0]" : null }));
        using JsonDocument some = JsonDocument.Parse(explanation.ToJson(new ExplanationJsonOptions { Statements = false, NearMisses = 0, Fixes = 0 }));

        JsonElement identity = all.RootElement.GetProperty("checks")[0].GetProperty("layers")[4];
        Assert.Equal("""[{"policy":"identity[0]"},{"policy":"named"}]""", identity.GetProperty("levels")[0].GetProperty("documents").GetRawText());
        Assert.Equal("identity[0]", identity.GetProperty("statements")[0].GetProperty("policy").GetString());
        Assert.False(some.RootElement.GetProperty("checks")[0].GetProperty("layers")[4].TryGetProperty("statements", out _));
        Assert.False(some.RootElement.TryGetProperty("nearMisses", out _));
        Assert.False(some.RootElement.TryGetProperty("fixes", out _));
    }

    [Fact]
    public void Half_a_character_and_control_characters_do_no_harm()
    {
        PolicyDocument policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Sid":"a\u0000\u001b[31m\n","Effect":"Deny","Action":"s3:*","Resource":"*"}]}""", "half\ud800.json");
        var request = new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/\udc00\n") { Context = RequestContext.Create(("half\ud800", "x\udfff"), ("list", ["\ud800"])) };

        string json = Simulator.Compile(new PolicySet { Identity = [policy] }, new EvaluationOptions { Lenient = true }).Explain(request).ToJson();

        using JsonDocument document = JsonDocument.Parse(json);
        Assert.DoesNotContain(json, static c => char.IsControl(c) || char.IsSurrogate(c));
        Assert.Equal("arn:aws:s3:::b/\uFFFD\n", document.RootElement.GetProperty("request").GetProperty("resources")[0].GetString());
        Assert.Equal("a\0\u001b[31m\n", document.RootElement.GetProperty("decision").GetProperty("statement").GetProperty("sid").GetString());
        Assert.Equal("x\uFFFD", document.RootElement.GetProperty("request").GetProperty("context").GetProperty("half\uFFFD").GetString());
    }

    [Fact]
    public void It_is_one_line_unless_asked_otherwise_also_where_a_policy_stands_inside()
    {
        Explanation explanation = Simulator.Compile(new PolicySet()).Explain(new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/k"));

        Assert.DoesNotContain("\n", explanation.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("\r", explanation.ToJson(new ExplanationJsonOptions { Indented = true }), StringComparison.Ordinal);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            explanation.WriteJson(writer);
            writer.WriteEndArray();
        }

        Assert.DoesNotContain((byte)'\n', stream.ToArray());
        Assert.StartsWith("[{\"decision\":", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }
}
