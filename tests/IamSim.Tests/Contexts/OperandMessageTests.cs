using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Tests.Contexts;

/// <summary>What is said of values that their operator cannot read (COND-31).</summary>
public sealed class OperandMessageTests
{
    [Theory]
    [InlineData("Bool", "yes", "Bool expects true or false, but found 'yes'")]
    [InlineData("Null", "yes", "Null expects true or false, but found 'yes'")]
    [InlineData("NumericEquals", "ten", "NumericEquals expects a number such as 10 or 2.5, but found 'ten'")]
    [InlineData("NumericLessThan", "1e3", "NumericLessThan expects a number such as 10 or 2.5, but found '1e3'")]
    [InlineData("DateEquals", "today", "DateEquals expects a date such as 2026-01-31T12:00:00Z, or epoch seconds, but found 'today'")]
    [InlineData("BinaryEquals", "?", "BinaryEquals expects base64, but found '?'")]
    [InlineData("IpAddress", "10.0.0", "IpAddress expects an IP address or a range such as 203.0.113.0/24 or 2001:db8::/32, but found '10.0.0'")]
    [InlineData("NotIpAddress", "10.0.0.0/33", "NotIpAddress expects an IP address or a range such as 203.0.113.0/24 or 2001:db8::/32, but found '10.0.0.0/33'")]
    public void It_says_what_was_expected_and_what_was_found(string name, string value, string expected)
    {
        string text = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":""" + $"{{\"{name}\":{{\"aws:CurrentTime\":\"{value}\"}}}}" + "}}";

        Diagnostic finding = Assert.Single(PolicyValidator.Validate(text, null, PolicyKind.Identity), static finding => finding.Id == "IAM0024");

        Assert.Equal(expected, finding.Message);
        Assert.Null(finding.Help);
        Assert.Equal($"\"{value}\"", text[finding.Span.Start..(finding.Span.Start + finding.Span.Length)]);
    }
}
