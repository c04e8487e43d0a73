using System.Collections;
using IamSim.Conditions;

namespace IamSim.Tests.Contexts;

public sealed class RequestContextTests
{
    private static readonly RequestContext Stated = RequestContext.Create(("aws:SourceIp", "203.0.113.7"), ("aws:ViaAWSService", false), ("aws:SourceVpc", ContextValue.Absent));

    [Fact]
    public void Keys_are_found_in_any_case_also_those_stated_to_be_absent()
    {
        Assert.True(Stated.TryGetValue("AWS:SOURCEIP", out ContextValue value));
        Assert.Equal("203.0.113.7", value);
        Assert.True(Stated.TryGetValue("aws:sourcevpc", out ContextValue absent));
        Assert.True(absent.IsAbsent);
        Assert.False(Stated.TryGetValue("aws:SourceVpce", out ContextValue none));
        Assert.True(none.IsAbsent);
        Assert.Equal(3, Stated.Count);
    }

    [Fact]
    public void It_is_told_in_the_order_of_names()
    {
        Assert.Equal("aws:SourceIp = 203.0.113.7, aws:SourceVpc = (absent), aws:ViaAWSService = false", Stated.ToString());
        Assert.Equal("", RequestContext.Empty.ToString());
        Assert.Equal(["aws:SourceIp", "aws:ViaAWSService", "aws:SourceVpc"], Stated.Select(static pair => pair.Key));
        Assert.Equal(3, ((IEnumerable)Stated).Cast<object>().Count());
    }

    [Fact]
    public void A_key_stated_anew_leaves_the_others_and_the_old_context_alone()
    {
        RequestContext other = Stated.With("AWS:sourceip", "198.51.100.1");
        RequestContext more = Stated.With("aws:SourceAccount", "111122223333");

        Assert.Equal("AWS:sourceip = 198.51.100.1, aws:SourceVpc = (absent), aws:ViaAWSService = false", other.ToString());
        Assert.Equal(4, more.Count);
        Assert.True(more.TryGetValue("aws:SourceIp", out ContextValue kept));
        Assert.Equal("203.0.113.7", kept);
        Assert.Equal(3, Stated.Count);
        Assert.True(Stated.TryGetValue("aws:SourceIp", out ContextValue old));
        Assert.Equal("203.0.113.7", old);
    }

    [Theory]
    [InlineData("aws:sourceip", "AWS:SourceIp")]
    [InlineData("AWS:SourceIp", "aws:sourceip")]
    public void Of_two_spellings_the_ordinal_first_counts_whatever_the_order(string one, string other)
    {
        RequestContext created = RequestContext.Create((one, one), (other, other));
        RequestContext made = new([KeyValuePair.Create(one, (ContextValue)one), KeyValuePair.Create(other, (ContextValue)other)]);

        Assert.Equal("AWS:SourceIp = AWS:SourceIp", created.ToString());
        Assert.Equal("AWS:SourceIp = AWS:SourceIp", made.ToString());
    }

    [Fact]
    public void Of_one_spelling_the_last_value_counts()
    {
        Assert.Equal("aws:SourceIp = 2", RequestContext.Create(("aws:SourceIp", "1"), ("aws:SourceIp", "2")).ToString());
    }

    [Fact]
    public void Keys_of_request_tags_are_ordered_and_each_there_once()
    {
        RequestContext tagged = RequestContext.Create(("aws:RequestTag/team", "a"), ("aws:RequestTag/Cost", "b"), ("aws:RequestTag/gone", ContextValue.Absent), ("aws:PrincipalTag/x", "c"));

        Assert.Equal(["Cost", "team"], tagged.RequestTagKeys);
        Assert.Equal(["Cost", "TEAM", "area"], tagged.TagKeysWith(["area", "TEAM"]));
        Assert.Same(tagged.RequestTagKeys, tagged.RequestTagKeys);
    }

    [Fact]
    public void Nothing_is_no_name()
    {
        Assert.Throws<ArgumentNullException>("values", () => new RequestContext(null!));
        Assert.Throws<ArgumentNullException>("name", () => RequestContext.Create((null!, "a")));
        Assert.Throws<ArgumentNullException>("name", () => Stated.With(null!, "a"));
        Assert.Throws<ArgumentNullException>("name", () => Stated.TryGetValue((string)null!, out _));
    }
}
