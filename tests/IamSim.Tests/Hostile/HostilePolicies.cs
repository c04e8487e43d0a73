using System.Text;

namespace IamSim.Tests.Hostile;

/// <summary>Policies made to break their reader, each with the finding that it gets: id, line and column, and message.</summary>
internal static class HostilePolicies
{
    private const string Rest = """ "Effect":"Allow","Action":"s3:*","Resource":"*" """;

    /// <summary>Texts that no reader takes for a policy.</summary>
    public static TheoryData<string, string, string> Texts => new()
    {
        { "", "1:1", "IAM0001: not valid JSON (the text ends here)" },
        { "\uFEFF\uFEFF{}", "1:1", "IAM0001" },
        { "{\uFEFF\"Statement\":[]}", "1:2", "IAM0001" },
        { "// no\n{}", "1:1", "IAM0001" },
        { "{\"Statement\":[],}", "1:16", "IAM0001" },
        { "{'Statement':[]}", "1:2", "IAM0001" },
        { "{\"Statement\":[NaN]}", "1:15", "IAM0001" },
        { "{\"Statement\":[-Infinity]}", "1:15", "IAM0001" },
        { "{\"Statement\":[01]}", "1:15", "IAM0001" },
        { "{\"Statement\":[1.]}", "1:15", "IAM0001" },
        { "{\"Statement\":[+1]}", "1:15", "IAM0001" },
        { "{\"Statement\":[0x7f]}", "1:15", "IAM0001" },
        { "{\"Statement\":\"\0\"}", "1:15", "IAM0001" },
        { "{\"Statement\":\"a\u001f\"}", "1:16", "IAM0001" },
        { "{\"Statement\":\"a\nb\"}", "1:16", "IAM0001" },
        { "{\"Statement\":\"\\x41\"}", "1:15", "IAM0001" },
        { "{\"Statement\":\"\\u00\"}", "1:15", "IAM0001" },
        { "{\"Statement\":\"\\ud800\\u0041\"}", "1:14", "IAM0002" },
        { "{\"\\udc00\":1}", "1:2", "IAM0002" },
        { "{\"Statement\":[]}{}", "1:17", "IAM0001" },
        { "{\"Statement\":[]}\0", "1:17", "IAM0001" },
        { "{\"Statement\":[}", "1:15", "IAM0001" },
        { "[]", "1:1", "IAM0005" },
        { "null", "1:1", "IAM0005" },
        { "1e999", "1:1", "IAM0005" },
        { "{\"Statement\":null}", "1:14", "IAM0005" },
        { "{\"Statement\":[null]}", "1:15", "IAM0005" },
        { "{\"Statement\":[[{}]]}", "1:15", "IAM0005" },
        { "{\"Statement\":[],\"Statement\":[]}", "1:17", "IAM0004" },
        { "{\"Statement\":[],\"\\u0053tatement\":[]}", "1:17", "IAM0004" },
        { "{\"Statement\":[{\"Effect\":\"Allow\",\"Eff\\u0065ct\":\"Deny\"}]}", "1:33", "IAM0004" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"Bool\":{\"a:b\":\"true\"},\"\\u0042ool\":{\"a:c\":\"true\"}}}}", "1:97", "IAM0004" },
    };

    /// <summary>Bytes that are no UTF-8, behind <c>{"Statement":"</c>.</summary>
    public static TheoryData<string, byte[], string> Bytes => new()
    {
        { "a byte of the middle", [0x80], "byte 0x80 is not valid UTF-8" },
        { "a slash in two bytes", [0xC0, 0xAF], "byte 0xC0 is not valid UTF-8" },
        { "a slash in three bytes", [0xE0, 0x80, 0xAF], "byte 0xE0 is not valid UTF-8" },
        { "a slash in four bytes", [0xF0, 0x80, 0x80, 0xAF], "byte 0xF0 is not valid UTF-8" },
        { "half a pair", [0xED, 0xA0, 0x80], "byte 0xED is not valid UTF-8" },
        { "a pair of halves", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], "byte 0xED is not valid UTF-8" },
        { "more than there are", [0xF4, 0x90, 0x80, 0x80], "byte 0xF4 is not valid UTF-8" },
        { "five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80], "byte 0xF8 is not valid UTF-8" },
        { "a character that breaks off", [0xE2, 0x82, (byte)'"'], "byte 0xE2 is not valid UTF-8" },
        { "two bytes that are never there", [0xFE, 0xFF], "byte 0xFE is not valid UTF-8" },
        { "NUL in two bytes", [0xC0, 0x80], "byte 0xC0 is not valid UTF-8" },
    };

    /// <summary>Policies that can be read but not compiled.</summary>
    public static TheoryData<string, string, string> Documents => new()
    {
        { "{\"Statement\":{\"effect\":\"Deny\"," + Rest + "}}", "1:15", "IAM0006" },
        { "{\"Statement\":{\"Effect\":\"allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}", "1:24", "IAM0010" },
        { "{\"Statement\":{\"Effect\":\"All\\u043Ew\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}", "1:24", "IAM0010" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"StringEquals\":{\"aws:username\":\"a\",\"AWS:UserName\":\"b\"}}}}", "1:111", "IAM0025" },
        { "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"\\u0131am:*\",\"Resource\":\"*\"}}", "1:41", "IAM0017" },
        { "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:\\u0000\",\"Resource\":\"*\"}}", "1:41", "IAM0017" },
        { "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:\\u0000\"}}", "1:59", "IAM0018" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"StringEqual\\u0455\":{\"a:b\":\"c\"}}}}", "1:78", "IAM0007" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"fe80::1%eth0\"}}}}", "1:106", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"010.0.0.0/8\"}}}}", "1:106", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/33\"}}}}", "1:106", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/08\"}}}}", "1:106", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"1/8\"}}}}", "1:106", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"\\u0661.0.0.1\"}}}}", "1:106", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"NumericEquals\":{\"a:b\":\"1e3\"}}}}", "1:100", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"NumericEquals\":{\"a:b\":\"NaN\"}}}}", "1:100", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"NumericEquals\":{\"a:b\":\"1,000\"}}}}", "1:100", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"NumericEquals\":{\"a:b\":\"\\u0661\"}}}}", "1:100", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"DateLessThan\":{\"a:b\":\"2026-02-30\"}}}}", "1:99", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"DateLessThan\":{\"a:b\":\"2026-12-31T23:59:60Z\"}}}}", "1:99", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"DateLessThan\":{\"a:b\":\"9223372036854775808\"}}}}", "1:99", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"Bool\":{\"a:b\":\"TRUE \"}}}}", "1:91", "IAM0024" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"BinaryEquals\":{\"a:b\":\"a===\"}}}}", "1:99", "IAM0024" },
        { "{\"Version\":\"2012-10-17\",\"Statement\":{" + Rest + ",\"Condition\":{\"StringEquals\":{\"a:b\":\"${aws:${aws:username}}\"}}}}", "1:122", "IAM0021" },
    };

    /// <summary>The bytes of a document that holds others.</summary>
    public static byte[] Around(byte[] bytes) => [.. Encoding.ASCII.GetBytes("{\"Statement\":\""), .. bytes, .. "\"}"u8];
}
