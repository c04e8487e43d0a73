using System.Text;

namespace IamSim.Tests.Hostile;

/// <summary>Policies made to break their reader, each with the finding that it gets: id, line and column, and message.</summary>
internal static class HostilePolicies
{
    private const string Rest = """ "Effect":"Allow","Action":"s3:*","Resource":"*" """;

    /// <summary>Texts that no reader takes for a policy.</summary>
    public static TheoryData<string, string, string> Texts => new()
    {
        { "", "1:1", "IAM0001: not valid JSON (the text ends here): the text is empty" },
        { "\uFEFF\uFEFF{}", "1:2", "IAM0001: not valid JSON (found '\uFEFF'): '0xEF' is an invalid start of a value" },
        { "{\uFEFF\"Statement\":[]}", "1:2", "IAM0001: not valid JSON (found '\uFEFF'): '0xEF' is an invalid start of a property name. Expected a '\"'" },
        { "// no\n{}", "1:1", "IAM0001: not valid JSON (found '/'): JSON has no comments" },
        { "{\"Statement\":[],}", "1:17", "IAM0001: not valid JSON (found '}'): a comma stands behind the last member" },
        { "{'Statement':[]}", "1:2", "IAM0001: not valid JSON (found '''): a string stands in double quotes" },
        { "{\"Statement\":[NaN]}", "1:15", "IAM0001: not valid JSON (found 'N'): 'N' is an invalid start of a value" },
        { "{\"Statement\":[-Infinity]}", "1:16", "IAM0001: not valid JSON (found 'I'): 'I' is invalid within a number, immediately after a sign character ('+' or '-'). Expected a digit ('0'-'9')" },
        { "{\"Statement\":[01]}", "1:16", "IAM0001: not valid JSON (found '1'): Invalid leading zero before '1'" },
        { "{\"Statement\":[1.]}", "1:17", "IAM0001: not valid JSON (found ']'): ']' is invalid within a number, immediately after a decimal point ('.'). Expected a digit ('0'-'9')" },
        { "{\"Statement\":[+1]}", "1:15", "IAM0001: not valid JSON (found '+'): '+' is an invalid start of a value" },
        { "{\"Statement\":[0x7f]}", "1:16", "IAM0001: not valid JSON (found 'x'): 'x' is an invalid end of a number. Expected a delimiter" },
        { "{\"Statement\":\"\0\"}", "1:15", "IAM0001: not valid JSON (found '\uFFFD'): '0x00' is invalid within a JSON string. The string should be correctly escaped" },
        { "{\"Statement\":\"a\u001f\"}", "1:16", "IAM0001: not valid JSON (found '\uFFFD'): '0x1F' is invalid within a JSON string. The string should be correctly escaped" },
        { "{\"Statement\":\"a\nb\"}", "1:16", "IAM0001: not valid JSON (found '\uFFFD'): '0x0A' is invalid within a JSON string. The string should be correctly escaped" },
        { "{\"Statement\":\"\\x41\"}", "1:16", "IAM0001: not valid JSON (found 'x'): 'x' is an invalid escapable character within a JSON string. The string should be correctly escaped" },
        { "{\"Statement\":\"\\u00\"}", "1:19", "IAM0001: not valid JSON (found '\"'): '\"' is not a hex digit following '\\u' within a JSON string. The string should be correctly escaped" },
        { "{\"Statement\":\"\\ud800\\u0041\"}", "1:14", "IAM0002: an escape sequence spells half of a surrogate pair" },
        { "{\"\\udc00\":1}", "1:2", "IAM0002: an escape sequence spells half of a surrogate pair" },
        { "{\"Statement\":[]}{}", "1:17", "IAM0001: not valid JSON (found '{'): '{' is invalid after a single JSON value. Expected end of data" },
        { "{\"Statement\":[]}\0", "1:17", "IAM0001: not valid JSON (found '\uFFFD'): '0x00' is invalid after a single JSON value. Expected end of data" },
        { "{\"Statement\":[}", "1:15", "IAM0001: not valid JSON (found '}'): '}' is an invalid start of a value" },
        { "[]", "1:1", "IAM0005: a policy document must be an object, but is an array" },
        { "null", "1:1", "IAM0005: a policy document must be an object, but is null" },
        { "1e999", "1:1", "IAM0005: a policy document must be an object, but is the number 1e999" },
        { "{\"Statement\":null}", "1:14", "IAM0005: Statement must be an object or an array of objects, but is null" },
        { "{\"Statement\":[null]}", "1:15", "IAM0005: a statement must be an object, but is null" },
        { "{\"Statement\":[[{}]]}", "1:15", "IAM0005: a statement must be an object, but is an array" },
        { "{\"Statement\":[],\"Statement\":[]}", "1:17", "IAM0004: the name 'Statement' stands twice in one object" },
        { "{\"Statement\":[],\"\\u0053tatement\":[]}", "1:17", "IAM0004: the name 'Statement' stands twice in one object" },
        { "{\"Statement\":[{\"Effect\":\"Allow\",\"Eff\\u0065ct\":\"Deny\"}]}", "1:33", "IAM0004: the name 'Effect' stands twice in one object" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"Bool\":{\"a:b\":\"true\"},\"\\u0042ool\":{\"a:c\":\"true\"}}}}", "1:100", "IAM0004: the name 'Bool' stands twice in one object" },
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
        { "{\"Statement\":{\"effect\":\"Deny\"," + Rest + "}}", "1:15", "IAM0006: 'effect' is not an element of a statement" },
        { "{\"Statement\":{\"Effect\":\"allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}", "1:24", "IAM0010: Effect is \"Allow\" or \"Deny\", but found 'allow'" },
        { "{\"Statement\":{\"Effect\":\"All\\u043Ew\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}", "1:24", "IAM0010: Effect is \"Allow\" or \"Deny\", but found 'All\u043Ew'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"StringEquals\":{\"aws:username\":\"a\",\"AWS:UserName\":\"b\"}}}}", "1:113", "IAM0025: the condition key 'AWS:UserName' stands twice under 'StringEquals', in different case" },
        { "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"\\u0131am:*\",\"Resource\":\"*\"}}", "1:41", "IAM0017: '\u0131am' is not a service prefix" },
        { "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:\\u0000\"}}", "1:59", "IAM0018: the ARN 'arn:\uFFFD' is cut short: it has 2 of six parts" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"StringEqual\\u0455\":{\"a:b\":\"c\"}}}}", "1:78", "IAM0007: unknown condition operator 'StringEqual\u0455'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"fe80::1%eth0\"}}}}", "1:106", "IAM0024: IpAddress expects an IP address or a range such as 203.0.113.0/24 or 2001:db8::/32, but found 'fe80::1%eth0'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"010.0.0.0/8\"}}}}", "1:106", "IAM0024: IpAddress expects an IP address or a range such as 203.0.113.0/24 or 2001:db8::/32, but found '010.0.0.0/8'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/33\"}}}}", "1:106", "IAM0024: IpAddress expects an IP address or a range such as 203.0.113.0/24 or 2001:db8::/32, but found '10.0.0.0/33'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/08\"}}}}", "1:106", "IAM0024: IpAddress expects an IP address or a range such as 203.0.113.0/24 or 2001:db8::/32, but found '10.0.0.0/08'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"1/8\"}}}}", "1:106", "IAM0024: IpAddress expects an IP address or a range such as 203.0.113.0/24 or 2001:db8::/32, but found '1/8'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"\\u0661.0.0.1\"}}}}", "1:106", "IAM0024: IpAddress expects an IP address or a range such as 203.0.113.0/24 or 2001:db8::/32, but found '\u0661.0.0.1'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"NumericEquals\":{\"a:b\":\"1e3\"}}}}", "1:101", "IAM0024: NumericEquals expects a number such as 10 or 2.5, but found '1e3'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"NumericEquals\":{\"a:b\":\"NaN\"}}}}", "1:101", "IAM0024: NumericEquals expects a number such as 10 or 2.5, but found 'NaN'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"NumericEquals\":{\"a:b\":\"1,000\"}}}}", "1:101", "IAM0024: NumericEquals expects a number such as 10 or 2.5, but found '1,000'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"NumericEquals\":{\"a:b\":\"\\u0661\"}}}}", "1:101", "IAM0024: NumericEquals expects a number such as 10 or 2.5, but found '\u0661'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"DateLessThan\":{\"a:b\":\"2026-02-30\"}}}}", "1:100", "IAM0024: DateLessThan expects a date such as 2026-01-31T12:00:00Z, or epoch seconds, but found '2026-02-30'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"DateLessThan\":{\"a:b\":\"2026-12-31T23:59:60Z\"}}}}", "1:100", "IAM0024: DateLessThan expects a date such as 2026-01-31T12:00:00Z, or epoch seconds, but found '2026-12-31T23:59:60Z'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"DateLessThan\":{\"a:b\":\"9223372036854775808\"}}}}", "1:100", "IAM0024: DateLessThan expects a date such as 2026-01-31T12:00:00Z, or epoch seconds, but found '9223372036854775808'" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"Bool\":{\"a:b\":\"TRUE \"}}}}", "1:92", "IAM0024: Bool expects true or false, but found 'TRUE '" },
        { "{\"Statement\":{" + Rest + ",\"Condition\":{\"BinaryEquals\":{\"a:b\":\"a===\"}}}}", "1:100", "IAM0024: BinaryEquals expects base64, but found 'a==='" },
        { "{\"Version\":\"2012-10-17\",\"Statement\":{" + Rest + ",\"Condition\":{\"StringEquals\":{\"a:b\":\"${aws:${aws:username}}\"}}}}", "1:123", "IAM0021: the name of the policy variable 'aws:${aws:username' contains a character that is not allowed" },
    };

    /// <summary>The bytes of a document that holds others.</summary>
    public static byte[] Around(byte[] bytes) => [.. Encoding.ASCII.GetBytes("{\"Statement\":\""), .. bytes, .. "\"}"u8];
}
