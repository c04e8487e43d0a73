using IamSim.Conditions;
using IamSim.Policies;

namespace IamSim.Tests.Contexts;

/// <summary>Conditions on one key that the request states.</summary>
public sealed class ConditionTests
{
    private const string Ten = "[\"v0\",\"v1\",\"v2\",\"v3\",\"v4\",\"v5\",\"v6\",\"v7\",\"v8\",\"v9\"]";
    private const string Nine = "[\"v0\",\"v1\",\"v2\",\"v3\",\"v4\",\"v5\",\"v6\",\"v7\",\"v8\"]";
    private const string Eight = "[\"v0\",\"v1\",\"v2\",\"v3\",\"v4\",\"v5\",\"v6\",\"v7\"]";

    [Theory]
    [InlineData("StringEquals", Ten, "v9", true)]
    [InlineData("StringEquals", Ten, "V9", false)]
    [InlineData("StringEquals", Nine, "v8", true)]
    [InlineData("StringEquals", Eight, "v7", true)]
    [InlineData("StringEquals", Eight, "V7", false)]
    [InlineData("StringNotEquals", Ten, "v9", false)]
    [InlineData("StringNotEquals", Ten, "V9", true)]
    [InlineData("StringEqualsIgnoreCase", Ten, "V9", true)]
    [InlineData("StringEqualsIgnoreCase", Nine, "V8", true)]
    [InlineData("StringEqualsIgnoreCase", Eight, "V7", true)]
    [InlineData("StringEqualsIgnoreCase", Ten, "w", false)]
    [InlineData("ArnLike", "\"*:*:*:*:*:*\"", "arn:b:c:d:e:f", true)]
    [InlineData("ArnLike", "\"*:*:*:*:*:*\"", "x:b:c:d:e:f", false)]
    [InlineData("ArnLike", "\"*:*:*:*:*:*\"", "arn:b:c:d:e", false)]
    [InlineData("ArnNotLike", "\"arn:b:c:d:e:f\"", "arn:b:c:d:e:g", true)]
    [InlineData("ArnNotLike", "\"arn:b:c:d:e:f\"", "x:b:c:d:e:g", false)]
    [InlineData("ArnNotLike", "\"arn:b:c:d:e:f\"", "plain", false)]
    [InlineData("ArnLike", "\"*\"", "arn:b:c:d:e:f", false)]
    [InlineData("ArnLike", "\"arn:*:${app:Other}\"", "arn:b:x:y:z:w", true)]
    [InlineData("ArnLike", "\"arn:*:${app:Other}\"", "arn:b:x:y:z:v", false)]
    [InlineData("ArnLike", "\"${app:Arn}\"", "arn:b:c:d:e:f", true)]
    [InlineData("ArnLike", "\"${app:Other}\"", "arn:b:c:d:e:f", false)]
    public void A_single_value_is_compared(string name, string values, string value, bool expected)
    {
        Assert.Equal(expected, Holds("{\"" + name + "\":{\"app:Arn\":" + values + "}}", value));
    }

    [Theory]
    [InlineData("""{"Null":{"app:Arn":"true"}}""", "", true)]
    [InlineData("""{"Null":{"app:Arn":"true"}}""", "a", false)]
    [InlineData("""{"Null":{"app:Arn":"true"}}""", ",a", false)]
    [InlineData("""{"Null":{"app:Arn":"true"}}""", ",", true)]
    [InlineData("""{"Null":{"app:Arn":"false"}}""", ",", false)]
    [InlineData("""{"Null":{"app:Arn":["true","false"]}}""", ",", true)]
    [InlineData("""{"ForAllValues:StringEquals":{"app:Arn":"b"}}""", ",", true)]
    [InlineData("""{"ForAllValues:StringEquals":{"app:Arn":"b"}}""", ",b", false)]
    [InlineData("""{"ForAllValues:StringEquals":{"app:Arn":"b"}}""", "b,b", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"app:Arn":"b"}}""", ",b", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"app:Arn":"b"}}""", "a,c", false)]
    [InlineData("""{"StringEquals":{"app:Arn":"b"}}""", "b,b", false)]
    [InlineData("""{"StringNotEquals":{"app:Arn":"b"}}""", "a,a", false)]
    public void A_list_is_compared_member_by_member(string condition, string members, bool expected)
    {
        Assert.Equal(expected, Holds(condition, ContextValue.Create(members.Split(','))));
    }

    [Fact]
    public void An_empty_list_is_like_a_missing_key()
    {
        Assert.True(Holds("""{"StringNotEquals":{"app:Arn":"b"}}""", ContextValue.Create([])));
        Assert.True(Holds("""{"StringEqualsIfExists":{"app:Arn":"b"}}""", ContextValue.Create([])));
        Assert.False(Holds("""{"StringEquals":{"app:Arn":"b"}}""", ContextValue.Create([])));
        Assert.True(Holds("""{"ForAllValues:StringEquals":{"app:Arn":"b"}}""", ContextValue.Create([])));
        Assert.False(Holds("""{"ForAnyValue:StringNotEquals":{"app:Arn":"b"}}""", ContextValue.Create([])));
    }

    private static bool Holds(string condition, ContextValue value)
    {
        PolicyDocument policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":""" + condition + "}}");
        AccessRequest request = new("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::b/k");
        return Simulator.Compile(new PolicySet { Identity = [policy] }).Evaluate(request with { Context = RequestContext.Create(("app:Arn", value), ("app:Other", "x:y:z:w")) }).Kind == DecisionKind.Allowed;
    }
}
