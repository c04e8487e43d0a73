using IamSim.Identifiers;

namespace IamSim.Tests.Identifiers;

public sealed class ArnTests
{
    [Fact]
    public void An_ARN_has_six_parts_and_the_last_keeps_its_colons()
    {
        Arn arn = Arn.Parse("arn:aws-cn:lambda:cn-north-1:111122223333:function:f:1");

        Assert.Equal(("aws-cn", "lambda", "cn-north-1"), (arn.Partition.ToString(), arn.Service.ToString(), arn.Region.ToString()));
        Assert.Equal(("111122223333", "function:f:1"), (arn.AccountId.ToString(), arn.Resource.ToString()));
        Assert.Equal(("arn:aws-cn:lambda:cn-north-1:111122223333:function:f:1", arn.Text), (arn.ToString(), arn.Text));
    }

    [Fact]
    public void ARNs_compare_as_they_are_written()
    {
        Arn arn = Arn.Parse("arn:aws:s3:::b");
        HashSet<object> known = [arn];

        Assert.True(arn == Arn.Parse("arn:aws:s3:::" + "b") && !(arn != Arn.Parse("arn:aws:s3:::b")));
        Assert.True(arn != Arn.Parse("arn:aws:s3:::B") && !(arn == Arn.Parse("arn:aws:s3:::B")));
        Assert.Contains(Arn.Parse("arn:aws:s3:::b"), known);
        Assert.DoesNotContain(Arn.Parse("arn:aws:s3:::B"), known);
        Assert.False(arn.Equals((object)"arn:aws:s3:::b"));
    }

    [Theory]
    [InlineData("arn:aws:s3:::", true)]
    [InlineData("arn:::::", true)]
    [InlineData("arn:aws:s3::", false)]
    [InlineData("ARN:aws:s3:::b", false)]
    [InlineData("xarn:aws:s3:::b", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_text_is_an_ARN_by_its_form_alone(string? text, bool expected)
    {
        Assert.Equal(expected, Arn.TryParse(text, out Arn arn));
        Assert.Equal(expected ? text : "", arn.Text);
        Assert.Equal(expected, Arn.TryParse(text.AsSpan(), null, out Arn spanned));
        Assert.Equal(arn, spanned);
        Assert.Equal(expected, Try<Arn>(text));
    }

    [Theory]
    [InlineData("s3:GetObject", true)]
    [InlineData("s3", false)]
    [InlineData(null, false)]
    public void Actions_are_tried_through_the_generic_interface(string? text, bool expected) => Assert.Equal(expected, Try<ActionName>(text));

    [Fact]
    public void What_is_made_from_texts_by_name_is_what_is_made_from_them_by_assignment()
    {
        ActionName action = "s3:GetObject";
        RequestResource resource = "arn:aws:s3:::b";

        Assert.Equal<object>(action, ActionName.FromString("S3:getobject"));
        Assert.False(action.Equals((object)"s3:GetObject"));
        Assert.Equal(resource, RequestResource.FromString("arn:aws:s3:::b"));
        Assert.NotEqual(resource, RequestResource.FromString("arn:aws:s3:::c"));
    }

    [Fact]
    public void The_default_has_no_parts()
    {
        Arn none = default;

        Assert.True(none.Partition.IsEmpty && none.Service.IsEmpty && none.Region.IsEmpty && none.AccountId.IsEmpty && none.Resource.IsEmpty);
        Assert.Equal("", none.ToString());
        Assert.Equal(Arn.Parse("arn:::::").GetHashCode(), Arn.Parse("arn:::::").GetHashCode());
    }

    [Theory]
    [InlineData("nobody", "'nobody' is not a principal: expected the ARN of a user, role, role session (assumed-role), federated-user or root, a service name such as lambda.amazonaws.com, or anonymous")]
    [InlineData("", "'' is not a principal: ")]
    [InlineData("arn:aws:iam::111122223333:group/g", "'arn:aws:iam::111122223333:group/g' is not a principal: ")]
    public void What_is_no_caller_is_refused_with_what_was_expected(string text, string expected)
    {
        Assert.StartsWith(expected, Assert.Throws<FormatException>(() => Principal.Parse(text)).Message, StringComparison.Ordinal);
        Assert.False(Principal.TryParse(text, out Principal? none));
        Assert.Null(none);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:saml-provider/idp", true)]
    [InlineData("arn:aws:iam::111122223333:oidc-provider/example.com", true)]
    [InlineData("accounts.google.com", true)]
    [InlineData("arn:aws:iam::111122223333:user/alice", false)]
    [InlineData("google", false)]
    [InlineData("accounts.google.*", false)]
    [InlineData(null, false)]
    public void An_identity_provider_is_an_ARN_or_a_host(string? text, bool expected)
    {
        Assert.Equal(expected, Principal.TryParseFederatedProvider(text, out Principal? principal));
        Assert.Equal(expected ? text : null, principal?.ToString());
        if (!expected && text is not null)
        {
            Assert.Equal(
                $"'{text}' is not an identity provider: expected a saml-provider or oidc-provider ARN or a host such as accounts.google.com",
                Assert.Throws<FormatException>(() => Principal.FromFederatedProvider(text)).Message);
        }
    }

    private static bool Try<T>(string? text)
        where T : IParsable<T> => T.TryParse(text, null, out _);
}
