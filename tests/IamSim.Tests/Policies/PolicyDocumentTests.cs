using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Tests.Policies;

public sealed class PolicyDocumentTests
{
    private const string Text = """
        { "Statement" : [ {"Effect":"Allow", "Action":["s3:Get*"], "Resource":["*",null], "NotThere": {"x":[1, 2]},
            "Condition":{"NumericLessThan":{"s3:max-keys":1.50},"Bool":{"aws:SecureTransport":true}}},
          {"Sid":"\u0044eny","Effect":"Deny","Principal":{"AWS":"*","Service":[]},"NotAction":"s3:*","NotResource":"arn:aws:s3:::b"} ], "Version":"2012-10-17" }
        """;

    [Fact]
    public void An_unchanged_document_is_written_character_for_character()
    {
        Assert.Equal(Text, PolicyDocument.Parse(Text).ToJson());
        Assert.Equal(Text, PolicyDocument.Parse("\uFEFF" + Text).ToJson());
    }

    [Fact]
    public void Every_element_keeps_its_place()
    {
        PolicyDocument document = PolicyDocument.Parse(Text, "p.json");
        PolicyStatement deny = document.Statements[1];

        Assert.Equal("Deny", deny.Sid!.Value.Text);
        Assert.Equal("\"\\u0044eny\"", document.Source.Slice(deny.Sid.Value.Span).ToString());
        Assert.Equal(new LinePosition(3, 3), deny.Position);
        Assert.Equal("p.json:3:3 (Deny)", deny.ToString());
        Assert.Equal("1.50", document.Statements[0].Condition!.Operators[0].Keys[0].Values[0].Text);
        Assert.Equal("{\"x\":[1, 2]}", document.Source.Slice(document.Statements[0].UnknownElements[0].Span).ToString());
        Assert.Equal(PolicyValueKind.Null, document.Statements[0].Resource!.Values[1].Kind);
    }

    [Fact]
    public void A_changed_document_is_written_anew_and_reads_as_what_it_says()
    {
        PolicyDocument document = PolicyDocument.Parse(Text);
        PolicyDocument changed = document with { Statements = [document.Statements[1]] };

        PolicyDocument again = PolicyDocument.Parse(changed.ToJson());

        Assert.Equal("Deny", Assert.Single(again.Statements).Effect!.Value.Text);
        Assert.Equal("2012-10-17", again.Version!.Value.Text);
        Assert.Equal(changed.ToJson(), again.ToCanonicalJson());
    }

    [Fact]
    public void Without_a_statement_what_if_the_deny_were_gone_is_one_expression()
    {
        PolicyDocument document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""");
        var request = new AccessRequest("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "*");
        var set = new PolicySet { Identity = [document] };

        Assert.Equal(DecisionKind.ExplicitDeny, Simulator.Compile(set).Evaluate(request).Kind);
        Assert.Equal(DecisionKind.Allowed, Simulator.Compile(set with { Identity = [document with { Statements = [document.Statements[0]] }] }).Evaluate(request).Kind);
    }
}
