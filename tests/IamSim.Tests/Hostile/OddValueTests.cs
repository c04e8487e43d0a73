using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Hostile;

/// <summary>Values that other programs read in some way of their own: numbers, dates, addresses, names in other scripts. None throws, and each means what AWS documents, or nothing.</summary>
public sealed class OddValueTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    // COND-21 compares each character in lower case, so the sign of Kelvin is a k; no other folding is done. The operator, what the policy has, what the request has, and whether the condition holds.
    [Theory]
    [InlineData("IpAddress", "0.0.0.0/0", "255.255.255.255", true)]
    [InlineData("IpAddress", "0.0.0.0/0", "::1", false)]
    [InlineData("IpAddress", "::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true)]
    [InlineData("IpAddress", "::/0", "10.0.0.1", false)]
    [InlineData("IpAddress", "10.0.0.5/8", "10.200.0.1", true)]
    [InlineData("IpAddress", "10.0.0.5/32", "10.0.0.4", false)]
    [InlineData("IpAddress", "10.0.0.0/8", "010.0.0.1", false)]
    [InlineData("IpAddress", "8.0.0.0/8", "010.0.0.1", false)]
    [InlineData("IpAddress", "0.0.0.0/0", "1", false)]
    [InlineData("IpAddress", "0.0.0.0/0", "0x7f.1", false)]
    [InlineData("IpAddress", "0.0.0.0/0", "10.0.0.1 ", false)]
    [InlineData("IpAddress", "0.0.0.0/0", "10.0.0.1/32", false)]
    [InlineData("IpAddress", "0.0.0.0/0", "\u0661.0.0.1", false)]
    [InlineData("IpAddress", "fe80::/10", "fe80::1%eth0", false)]
    [InlineData("IpAddress", "::1/128", "[::1]:80", false)]
    [InlineData("IpAddress", "::1/128", "0:0:0:0:0:0:0:1", true)]
    [InlineData("NotIpAddress", "10.0.0.0/8", "fe80::1%eth0", false)]
    [InlineData("NumericEquals", "10", "10.0", true)]
    [InlineData("NumericEquals", "0", "-0", true)]
    [InlineData("NumericLessThan", "9223372036854775808", "9223372036854775807", true)]
    [InlineData("NumericLessThan", "0.000000000000000000000000000000000000001", "0", true)]
    [InlineData("NumericEquals", "1000", "1,000", false)]
    [InlineData("NumericEquals", "1000", "1e3", false)]
    [InlineData("NumericEquals", "15", "1.5", false)]
    [InlineData("NumericEquals", "1", "\u0661", false)]
    [InlineData("NumericLessThan", "1", "NaN", false)]
    [InlineData("NumericLessThan", "1", "-Infinity", false)]
    [InlineData("NumericGreaterThan", "1", "0x7f", false)]
    [InlineData("DateLessThan", "2026-03-01", "2026-02-30", false)]
    [InlineData("DateLessThan", "9999-12-31T23:59:59Z", "10000-01-01", false)]
    [InlineData("DateLessThan", "2027-01-01T00:00:00Z", "2026-12-31T23:59:60Z", false)]
    [InlineData("DateGreaterThan", "1970-01-01T00:00:00Z", "99999999999999999999", false)]
    [InlineData("DateGreaterThan", "1970-01-01T00:00:00Z", "9223372036854775807", true)]
    [InlineData("DateLessThan", "1970-01-01T00:00:00Z", "-9223372036854775808", false)]
    [InlineData("DateEquals", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", true)]
    [InlineData("DateEquals", "2026-01-01T00:00:00Z", "01/01/2026", false)]
    [InlineData("Bool", "true", "\u0442rue", false)]
    [InlineData("StringEqualsIgnoreCase", "iam", "IAM", true)]
    [InlineData("StringEqualsIgnoreCase", "iam", "\u0130AM", false)]
    [InlineData("StringEqualsIgnoreCase", "iam", "\u0131am", false)]
    [InlineData("StringEqualsIgnoreCase", "k", "\u212A", true)]
    [InlineData("StringEqualsIgnoreCase", "strasse", "stra\u00DFe", false)]
    [InlineData("StringEquals", "\u00E9", "e\u0301", false)]
    [InlineData("StringEquals", "ab", "a\u200Db", false)]
    [InlineData("StringLike", "a?b", "a\u200Db", true)]
    [InlineData("StringLike", "a*b", "a\r\n\0b", true)]
    [InlineData("StringLike", "a.b", "axb", false)]
    [InlineData("StringLike", "(a|b)+$", "a", false)]
    [InlineData("StringLike", "[a-z]*", "[a-z]", true)]
    [InlineData("ArnLike", "arn:aws:s3:::b", "arn:aws:s3:::b:", false)]
    [InlineData("ArnLike", "arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/a:b:c", true)]
    [InlineData("ArnLike", "arn:aws:iam::*:role/x", "arn:aws:iam::1:2:role/x", false)]
    [InlineData("ArnLike", "arn:aws:iam::*", "arn:aws:iam", false)]
    [InlineData("ArnEquals", "arn:aws:iam::111122223333:user/a", "ARN:aws:iam::111122223333:user/a", false)]
    public void A_condition_holds_or_fails_as_documented_and_never_throws(string name, string written, string given, bool holds)
    {
        Assert.Equal(holds, Allows(name, written, ("x:value", given)));
    }

    [Theory]
    [InlineData("iam:CreateUser", true)]
    [InlineData("IAM:CREATEUSER", true)]
    [InlineData("\u0131am:CreateUser", false)]
    [InlineData("\u0130AM:CreateUser", false)]
    public void Names_of_actions_are_folded_by_ASCII_alone(string action, bool allowed)
    {
        Simulator simulator = Compile("""{"Effect":"Allow","Action":"iam:Create*","Resource":"*"}""");

        Assert.Equal(allowed, ActionName.TryParse(action, out _) && simulator.Evaluate(new AccessRequest(Alice, action, "*")).IsAllowed);
    }

    [Fact]
    public void Names_of_context_keys_are_folded_by_ASCII_alone()
    {
        Simulator simulator = Compile("""{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"x:kid":"a"}}}""");
        var request = new AccessRequest(Alice, "s3:GetObject", "*");

        Assert.True(simulator.Evaluate(request with { Context = RequestContext.Create(("X:KID", "a")) }).IsAllowed);
        Assert.False(simulator.Evaluate(request with { Context = RequestContext.Create(("x:\u212Aid", "a")) }).IsAllowed);
        Assert.False(simulator.Evaluate(request with { Context = RequestContext.Create(("x:k\u0131d", "a")) }).IsAllowed);
    }

    [Theory]
    [InlineData("*", "home/*", true)]
    [InlineData("*", "home/bob", false)]
    [InlineData("?ob", "home/bob", false)]
    [InlineData("${aws:username}", "home/alice", false)]
    [InlineData("${x:other}", "home/bob", false)]
    [InlineData("${*}", "home/bob", false)]
    [InlineData("../alice", "home/alice", false)]
    [InlineData("", "home/", true)]
    public void The_value_of_a_variable_is_neither_wildcard_nor_variable(string value, string key, bool allowed)
    {
        Simulator simulator = Compile("""{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/home/${x:part}"}""");
        var request = new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::b/" + key) { Context = RequestContext.Create(("x:part", value), ("x:other", "bob")) };

        Assert.Equal(allowed, simulator.Evaluate(request).IsAllowed);
        Assert.Equal(allowed, Allows("StringLike", "home/${x:part}", ("x:value", key), ("x:part", value), ("x:other", "bob")));
        Assert.Equal(allowed, Allows("StringEquals", "home/${x:part}", ("x:value", key), ("x:part", value), ("x:other", "bob")));
    }

    // Five colons part an ARN; what is behind them is the resource, with whatever it holds. A wildcard of Resource passes colons, unless an option says that it does not.
    [Theory]
    [InlineData("arn:aws:s3:::b/*", "arn:aws:s3:::b/a:b::c:", true)]
    [InlineData("arn:aws:s3:::b", "arn:aws:s3:::b:", false)]
    [InlineData("arn:aws:sns:*:111122223333:t", "arn:aws:sns:a:b:111122223333:t", true)]
    [InlineData("arn:aws:sns:*:111122223333:t", "arn:aws:sns::111122223333:t", true)]
    [InlineData("arn:aws:logs:*:*:log-group:x:*", "arn:aws:logs:eu-west-1:111122223333:log-group:x:log-stream:y", true)]
    public void An_ARN_with_more_colons_than_usual_is_matched_as_documented(string pattern, string resource, bool allowed)
    {
        Simulator simulator = Compile($$"""{"Effect":"Allow","Action":"*","Resource":"{{pattern}}"}""");

        Assert.Equal(allowed, simulator.Evaluate(new AccessRequest(Alice, "s3:GetObject", resource)).IsAllowed);
    }

    [Fact]
    public void A_context_of_a_hundred_thousand_keys_and_values_is_answered()
    {
        (string Name, ContextValue Value)[] keys = [.. Enumerable.Range(0, 100_000).Select(static i => ($"x:key{i}", (ContextValue)$"value{i}"))];
        var request = new AccessRequest(Alice, "s3:GetObject", "*") { Context = RequestContext.Create([.. keys, ("X:VALUE", "last")]) };
        Simulator simulator = Compile("""{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"x:value":"last","x:KEY99999":"value99999"}}}""");

        Assert.True(simulator.Evaluate(request).IsAllowed);
    }

    private static bool Allows(string name, string written, params (string, string)[] context)
    {
        string value = written.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        Simulator simulator = Compile($$$$"""{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"{{{{name}}}}":{"x:value":"{{{{value}}}}"}}}""");
        return simulator.Evaluate(new AccessRequest(Alice, "s3:GetObject", "*") { Context = RequestContext.Create([.. context.Select(static pair => (pair.Item1, (ContextValue)pair.Item2))]) }).IsAllowed;
    }

    private static Simulator Compile(string statement) => Simulator.Compile(new PolicySet { Identity = [PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""")] });
}
