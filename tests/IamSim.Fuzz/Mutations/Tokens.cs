using IamSim.Conditions;

namespace IamSim.Fuzz.Mutations;

/// <summary>Texts that inputs are made of.</summary>
internal static class Tokens
{
    public static readonly string[] Punctuation = ["{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\ud83d\\ude00", "\\ud800", "\u202E", "\u001b[31m", "\u0085", "\U0001F600", "é", "İ", "ı", "K", "\uFEFF", "\u2028", "<script>", "</script>", "`", "|", "\r\n"];

    public static readonly string[] Arns =
    [
        "arn:aws:iam::111122223333:user/alice", "arn:aws:iam::111122223333:role/app", "arn:aws:sts::111122223333:assumed-role/app/session", "arn:aws:iam::111122223333:root", "arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket",
        "arn:aws:kms:eu-west-1:111122223333:key/1", "arn:*:*:*:*:*", "arn:aws:lambda:eu-west-1:111122223333:function:f", "arn:", "::::::", "*", "?", "**", "111122223333",
    ];

    public static readonly string[] Variables = ["${", "}", "${aws:username}", "${aws:PrincipalTag/team}", "${x:a}", "${x:b}", "${x:a, 'd'}", "${x:none, ''}", "${*}", "${?}", "${$}", ", '", "'}", "${aws:userid}"];

    public static readonly string[] ConditionKeys = ["aws:SourceIp", "aws:username", "aws:PrincipalArn", "aws:CurrentTime", "aws:EpochTime", "aws:SecureTransport", "aws:MultiFactorAuthAge", "aws:TagKeys", "aws:PrincipalTag/team", "aws:RequestTag/", "x:a", "x:b", "kms:EncryptionContext:app"];

    public static readonly string[] Values = ["true", "false", "10.0.0.0/8", "::ffff:10.0.0.1/104", "2001:db8::/32", "0.0.0.0/0", "2026-01-31T12:00:00Z", "2024-02-29", "1768435200", "-3.25", "010", "1e3", "YWJj", "s3:GetObject", "s3:*", "*", "iam:PassRole", "sts:AssumeRole"];

    public static readonly string[] Operators = [.. ConditionOperators.Names, "ForAllValues:StringEquals", "ForAnyValue:StringLike", "StringEqualsIfExists", "ForAnyValue:ArnLikeIfExists", "NullIfExists"];

    public static readonly string[] PolicyMembers =
    [
        "\"Version\":\"2012-10-17\",", "\"Version\":\"2008-10-17\",", "\"Id\":\"i\",", "\"Statement\":[", "\"Sid\":\"s\",", "\"Effect\":\"Allow\",", "\"Effect\":\"Deny\",", "\"Principal\":\"*\",", "\"Principal\":{\"AWS\":\"*\"},",
        "\"NotPrincipal\":{\"AWS\":[", "\"Service\":", "\"Federated\":", "\"CanonicalUser\":", "\"Action\":\"*\",", "\"NotAction\":\"", "\"Resource\":\"*\",", "\"NotResource\":\"", "\"Condition\":{", "\"StringEquals\":{\"aws:username\":\"a\"}",
    ];

    public static readonly string[] Policy = [.. Punctuation, .. Arns, .. Variables, .. ConditionKeys, .. Values, .. Operators, .. PolicyMembers];
}
