using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Identifiers;

public sealed class ActionNameTests
{
    [Fact]
    public void An_action_is_split_and_compared_without_case()
    {
        ActionName action = ActionName.Parse("S3:GetObject");

        Assert.Equal(("s3", "GetObject", "S3:GetObject"), (action.Service, action.Name.ToString(), action.ToString()));
        Assert.True(action == "s3:getobject");
        Assert.Equal(action.GetHashCode(), ActionName.Parse("s3:GETOBJECT".AsSpan()).GetHashCode());
        Assert.True(action != ActionName.Parse("s3:PutObject"));
        Assert.True(ActionName.TryParse("a:b".AsSpan(), null, out ActionName parsed) && parsed == ActionName.Parse("A:B"));
    }

    [Theory]
    [InlineData("", "expected service:Name")]
    [InlineData("GetObject", "expected service:Name")]
    [InlineData(":GetObject", "expected service:Name")]
    [InlineData("s3:", "expected service:Name")]
    [InlineData("s3:a:b", "expected service:Name")]
    [InlineData("s3:Get*", "without wildcards")]
    [InlineData(" s3:GetObject", "a service prefix has letters, digits, dots and hyphens")]
    [InlineData("é:x", "a service prefix has letters, digits, dots and hyphens")]
    public void What_is_no_action_is_refused_with_what_was_expected(string text, string expected)
    {
        FormatException exception = Assert.Throws<FormatException>(() => ActionName.Parse(text));

        Assert.StartsWith($"'{text}' is not an action: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.False(ActionName.TryParse(text, out ActionName none));
        Assert.Equal(default, none);
    }

    [Fact]
    public void The_default_is_no_action_and_no_request_takes_it()
    {
        Assert.Equal(("", "", ""), (default(ActionName).Service, default(ActionName).Name.ToString(), default(ActionName).Text));
        ArgumentException exception = Assert.Throws<ArgumentException>(static () => new AccessRequest(Principal.Anonymous, default(ActionName), "*"));
        Assert.StartsWith("a request needs an action", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_is_itself_before_and_after_it_was_asked()
    {
        PolicyDocument tags = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":"a"}}}}""");
        var request = new AccessRequest("anonymous", "s3:GetObject", "*") { RequestTags = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("a", "b") };
        HashSet<AccessRequest> requests = [request];

        Simulator.Compile(new PolicySet { Identity = [tags] }).Evaluate(request);

        Assert.Contains(request, requests);
        Assert.DoesNotContain(request with { }, requests);
    }

    [Fact]
    public void A_request_is_varied_with_with()
    {
        var request = new AccessRequest("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "*");

        AccessRequest varied = request with { Action = "s3:PutObject", Principal = Principal.Anonymous, Resources = ["arn:aws:s3:::b"] };

        Assert.Equal("anonymous s3:PutObject arn:aws:s3:::b", varied.ToString());
        Assert.Equal("arn:aws:iam::111122223333:user/alice s3:GetObject *", request.ToString());
        Assert.Throws<ArgumentException>(() => request with { Resources = [] });
        Assert.Throws<ArgumentException>(() => request with { Action = default });
        Assert.Throws<ArgumentNullException>(() => request with { Principal = null! });
    }

    [Fact]
    public void An_ARN_is_parsed_from_spans_and_through_the_generic_interface()
    {
        static T Generic<T>(string text)
            where T : ISpanParsable<T> => T.Parse(text, null);

        Assert.Equal("111122223333", Generic<Arn>("arn:aws:iam::111122223333:user/alice").AccountId.ToString());
        Assert.Equal("b", Arn.Parse("arn:aws:s3:::b".AsSpan()).Resource.ToString());
        Assert.Equal("'b' is not an ARN: expected arn:partition:service:region:account:resource", Assert.Throws<FormatException>(static () => Arn.Parse("b")).Message);
        Assert.Equal("s3:x", Generic<ActionName>("s3:x").Text);
    }
}
