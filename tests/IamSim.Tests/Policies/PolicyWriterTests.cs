using IamSim.Policies;

namespace IamSim.Tests.Policies;

/// <summary>The text that a changed policy is written as.</summary>
public sealed class PolicyWriterTests
{
    private const string Whole = """
        {
          "Version": "2012-10-17",
          "Id": "id",
          "Extra": {"x": 1},
          "Statement": [
            {
              "Sid": "one",
              "Effect": "Allow",
              "Principal": {
                "AWS": [
                  "111122223333",
                  "444455556666"
                ],
                "Service": "s3.amazonaws.com",
                "Federated": []
              },
              "Action": "s3:Get*",
              "Resource": [
                "*",
                "arn:aws:s3:::b"
              ],
              "Condition": {
                "NumericLessThan": {
                  "s3:max-keys": 1.50,
                  "s3:signatureAge": true
                },
                "Bool": {
                  "aws:SecureTransport": "true"
                }
              },
              "More": [1, 2]
            },
            {
              "Sid": 7,
              "Effect": "Deny",
              "NotPrincipal": "*",
              "NotAction": [
                "s3:Put*"
              ],
              "NotResource": "arn:aws:s3:::é<&>"
            }
          ]
        }
        """;

    [Fact]
    public void Every_element_is_written_in_order_and_in_its_form()
    {
        Assert.Equal(Whole, PolicyDocument.Parse(Whole).ToCanonicalJson());
    }

    /// <summary>GRAM-7: a policy holds characters up to U+00FF.</summary>
    [Theory]
    [InlineData("\u00fe\u00ff", "\u00fe\u00ff")]
    [InlineData("\u00ff\u0100", "\u00ff\\u0100")]
    [InlineData("\u0100", "\\u0100")]
    public void Characters_beyond_those_of_a_policy_are_escaped(string written, string expected)
    {
        string json = PolicyDocument.Parse($$$"""{"Statement":{"Sid":"{{{written}}}","Effect":"Allow","Action":"*","Resource":"*"}}""").ToCanonicalJson();

        Assert.Contains($"\"{expected}\"", json, StringComparison.Ordinal);
    }

    // What is no text is written as it stood, also in a list.
    [Fact]
    public void Numbers_booleans_and_nulls_are_written_as_they_are()
    {
        PolicyDocument again = PolicyDocument.Parse(PolicyDocument.Parse("""{"Statement":{"Resource":["*",null],"Condition":{"Bool":{"a":[true,1.50,"x"]}}}}""").ToCanonicalJson());

        Assert.Equal([("*", PolicyValueKind.String), ("null", PolicyValueKind.Null)], again.Statements[0].Resource!.Values.Select(static value => (value.Text, value.Kind)));
        Assert.Equal([("true", PolicyValueKind.Boolean), ("1.50", PolicyValueKind.Number), ("x", PolicyValueKind.String)], again.Statements[0].Condition!.Operators[0].Keys[0].Values.Select(static value => (value.Text, value.Kind)));
    }

    [Theory]
    [InlineData("""{"Statement":{}}""", "{\n  \"Statement\": {}\n}")]
    [InlineData("""{"Statement":[{}]}""", "{\n  \"Statement\": [\n    {}\n  ]\n}")]
    [InlineData("""{"Statement":[]}""", "{\n  \"Statement\": []\n}")]
    public void Statement_is_an_array_where_it_was_one(string text, string expected)
    {
        Assert.Equal(expected, PolicyDocument.Parse(text).ToCanonicalJson());
    }

    [Fact]
    public void Two_statements_are_an_array_whatever_there_was()
    {
        PolicyDocument document = PolicyDocument.Parse("""{"Statement":{"Sid":"a"}}""");

        Assert.Equal("{\n  \"Statement\": [\n    {\n      \"Sid\": \"a\"\n    },\n    {\n      \"Sid\": \"a\"\n    }\n  ]\n}", (document with { Statements = [document.Statements[0], document.Statements[0]] }).ToJson());
        Assert.Equal("{\n  \"Statement\": []\n}", (document with { Statements = default }).ToJson());
    }

    [Fact]
    public void A_document_is_unchanged_until_something_is_changed()
    {
        const string Text = """{"Version":"2012-10-17","Id":"i","More":1,"Statement":{"Sid":"a"}}""";
        PolicyDocument document = PolicyDocument.Parse(Text);

        Assert.Equal(Text, (document with { Name = "n" }).ToJson());
        Assert.NotEqual(Text, (document with { Version = null }).ToJson());
        Assert.NotEqual(Text, (document with { Id = null }).ToJson());
        Assert.NotEqual(Text, (document with { Statements = [] }).ToJson());
        Assert.Contains("[", (document with { StatementIsArray = true }).ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("More", (document with { UnknownElements = [] }).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_is_called_by_its_name_or_that_of_its_source()
    {
        Assert.Equal("<policy>", PolicyDocument.Parse("""{"Statement":[]}""").ToString());
        Assert.Equal("p.json", PolicyDocument.Parse("""{"Statement":[]}""", "p.json").ToString());
        Assert.Equal("n", (PolicyDocument.Parse("""{"Statement":[]}""", "p.json") with { Name = "n" }).ToString());
    }
}
