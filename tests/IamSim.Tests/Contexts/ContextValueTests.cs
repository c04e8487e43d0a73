using System.Collections;
using System.Collections.Immutable;
using IamSim.Conditions;

namespace IamSim.Tests.Contexts;

public sealed class ContextValueTests
{
    private static readonly ContextValue List = ["a", "b"];

    [Fact]
    public void Every_form_is_told_as_it_is()
    {
        Assert.Equal("a", ContextValue.FromString("a").ToString());
        Assert.Equal("[a, b]", List.ToString());
        Assert.Equal("[]", ContextValue.FromList(default).ToString());
        Assert.Equal("(absent)", ContextValue.Absent.ToString());
        Assert.Equal("(absent)", ContextValue.FromString(null).ToString());
    }

    [Fact]
    public void Values_of_other_types_are_texts_as_AWS_writes_them()
    {
        Assert.Equal("true", ContextValue.FromBoolean(true).ToString());
        Assert.Equal("false", ContextValue.FromBoolean(false).ToString());
        Assert.Equal("-12", ContextValue.FromInt64(-12).ToString());
        Assert.Equal("2026-03-04T04:06:07Z", ContextValue.FromDateTimeOffset(new DateTimeOffset(2026, 3, 4, 5, 6, 7, 890, TimeSpan.FromHours(1))).ToString());
        Assert.Equal(ContextValue.FromBoolean(true), true);
        Assert.Equal(ContextValue.FromInt64(5), 5L);
        Assert.Equal(ContextValue.FromString("a"), "a");
    }

    [Fact]
    public void Its_texts_are_the_members_or_the_text_or_none()
    {
        Assert.Equal(["a", "b"], List.ToArray());
        Assert.Equal(["a"], ContextValue.FromString("a").ToArray());
        Assert.Empty(ContextValue.Absent);
        Assert.Equal(["a", "b"], ((IEnumerable)List).Cast<string>());
    }

    [Fact]
    public void Equal_are_those_of_the_same_texts_in_the_same_form()
    {
        ContextValue same = ContextValue.FromList(["a", "b"]);

        Assert.True(List == same);
        Assert.False(List != same);
        Assert.True(List.Equals((object)same));
        Assert.False(List.Equals("a"));
        Assert.Equal(List.GetHashCode(), same.GetHashCode());
        Assert.False(List == ContextValue.FromList(["b", "a"]));
        Assert.True(List != ContextValue.FromList(["a"]));
        Assert.False(ContextValue.FromList(["a"]) == ContextValue.FromString("a"));
        Assert.False(ContextValue.FromList([]) == ContextValue.Absent);
        Assert.False(ContextValue.FromString("a") == ContextValue.FromString("A"));
        Assert.True(ContextValue.Absent == default);
        Assert.NotEqual(List.GetHashCode(), ContextValue.FromList(["a"]).GetHashCode());
        Assert.NotEqual(ContextValue.FromString("a").GetHashCode(), ContextValue.Absent.GetHashCode());
    }

    [Fact]
    public void Each_form_says_what_it_is()
    {
        Assert.True(ContextValue.Absent.IsAbsent);
        Assert.False(ContextValue.FromString("").IsAbsent);
        Assert.False(List.IsAbsent);
        Assert.True(List.IsMultivalued);
        Assert.True(ContextValue.FromList(ImmutableArray<string>.Empty).IsMultivalued);
        Assert.False(ContextValue.FromString("a").IsMultivalued);
        Assert.False(ContextValue.Absent.IsMultivalued);
    }

    [Fact]
    public void A_list_has_no_members_that_are_null()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>("members", () => ContextValue.FromList(["a", null!]));

        Assert.StartsWith("a list has no members that are null", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ContextValue.Create([null!, "a"]));
    }
}
