using System.Text;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Tests.Hostile;

/// <summary>Reading and compiling cost in proportion to the document, whatever stands in it. What is counted is work, not time.</summary>
public sealed class DocumentCostTests
{
    private const int Few = 400;
    private const int Times = 32;

    public static TheoryData<string, string> Parts => new()
    {
        { "actions", """{"Effect":"Allow","Action":[$"s3:Get#"],"Resource":"*"}""" },
        { "patterns of actions", """{"Effect":"Allow","Action":[$"*:*Get#*"],"Resource":"*"}""" },
        { "resources", """{"Effect":"Allow","Action":"s3:*","Resource":[$"arn:aws:s3:::bucket#/a*b?c/${aws:username}/*"]}""" },
        { "resources that are none", """{"Effect":"Allow","Action":"s3:*","Resource":[$"arn:awz#:::::::::"]}""" },
        { "nulls", """{"Effect":"Allow","Action":"s3:*","Resource":[$null]}""" },
        { "unknown elements", """{"Effect":"Allow","Action":"s3:*","Resource":"*",$"Actoin#":"x"}""" },
        { "unknown operators", """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{$"ForAnyValues:StringEqual#":{"a":"b"}}}""" },
        { "known operators in odd case", """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{$"stringequals":{"a#":"b"}}}""" },
        { "unknown keys", """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{$"aws:PrincipalOrgPath#":"b"}}}""" },
        { "long unknown keys", """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{$"aws:PrincipalOrgPathsPrincipalOrgPathsPrincipalOrgPathsPrin#":"b"}}}""" },
        { "values", """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":[$"#"]}}}""" },
        { "faulty values", """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NumericEquals":{"aws:MultiFactorAuthAge":[$"x#"]}}}""" },
        { "faulty variables", """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"$${# "}}}""" },
        { "faulty variables with an end", """{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"$${# -}"}}}""" },
        { "statements", """$,{"Sid":"Twice#","Effect":"Alow","Action":"s3:GetObject","Resource":"*"}""" },
        { "escapes", """{"Effect":"Allow","Action":[$"s3:\u0047et#"],"Resource":"*"}""" },
        { "digits", """{"Sid":1$234,"Effect":"Allow","Action":"s3:*","Resource":"*"}""" },
        { "space", """{$      "Effect":"Allow","Action":"s3:*","Resource":"*"}""" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_document_with_more_of_the_same_costs_no_more_for_each_character(string kind, string pattern)
    {
        Read(Document(pattern, Few));
        (long few, int fewCharacters) = Measure(Document(pattern, Few));
        (long many, int manyCharacters) = Measure(Document(pattern, Few * Times));

        // A small document uses the memory of the one before it, and a list has up to twice the room it needs; what is quadratic costs 32 times as much.
        Assert.True(many / (double)manyCharacters <= 5.0 * few / fewCharacters, $"{kind}: {few} bytes for {fewCharacters} characters, but {many} for {manyCharacters}");
    }

    [Fact]
    public void A_name_close_to_nothing_is_compared_with_few_names()
    {
        Assert.Null(Suggestion.Closest("zzzzzzzzzzzzzzz", GlobalKeys.Names, out long cells));

        Assert.Equal(0, cells);
    }

    [Fact]
    public void The_dearest_suggestion_has_a_bound()
    {
        long worst = 0;
        foreach (string name in GlobalKeys.Names.Concat(ConditionOperators.Names))
        {
            for (int length = 1; length <= 70; length++)
            {
                string written = string.Concat(Enumerable.Repeat(name + "Q", 70))[..length];
                Suggestion.Closest(written, GlobalKeys.Names, out long cells);
                worst = Math.Max(worst, cells / length);
            }
        }

        // Without bounds there are more than 900 cells for each character: one for each character of the known names.
        Assert.InRange(worst, 1, 600);
    }

    [Fact]
    public void A_suggestion_is_the_first_of_the_closest_names()
    {
        var random = new Random(20_260);
        for (int i = 0; i < 20_000; i++)
        {
            string name = Word(random);
            string[] known = [.. Enumerable.Range(0, 4).Select(_ => Word(random))];
            int least = known.Min(candidate => Distance(name, candidate));
            string? expected = least <= Math.Max(1, name.Length / 3) ? known.First(candidate => Distance(name, candidate) == least) : null;

            Assert.True(expected == Suggestion.Closest(name, known), $"'{name}' among {string.Join(", ", known)}: expected '{expected}'");
        }
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "aAbcd"[random.Next(5)]));

    // As the definition has it: optimal string alignment, all cells.
    private static int Distance(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.OrdinalIgnoreCase))
        {
            return left == right ? 0 : 1;
        }

        int[,] cells = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                cells[i, j] = i == 0 || j == 0 ? i + j
                    : Math.Min(Math.Min(cells[i - 1, j], cells[i, j - 1]) + 1, cells[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    cells[i, j] = Math.Min(cells[i, j], cells[i - 2, j - 2] + 1);
                }
            }
        }

        return cells[left.Length, right.Length];
    }

    // What stands behind the mark up to the end of the member is there many times, numbered.
    private static string Document(string pattern, int count)
    {
        int mark = pattern.IndexOf('$', StringComparison.Ordinal);
        string rest = pattern[(mark + 1)..];
        (string part, string separator) = Part(rest);
        var text = new StringBuilder("""{"Version":"2012-10-17","Statement":[""");
        text.Append(mark == 0 ? """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""" : pattern[..mark]);
        for (int i = 0; i < count; i++)
        {
            text.Append(i == 0 ? "" : separator).Append(part.Replace("#", $"{i:D6}", StringComparison.Ordinal));
        }

        return text.Append(rest[part.Length..]).Append("]}").ToString();
    }

    private static (string Part, string Separator) Part(string rest) => rest switch
    {
        [',', ..] => (rest, ""),
        ['2', ..] => ("234", ""),
        [' ', ..] => ("      ", ""),
        ['$', ..] => ("${# ", ""),
        ['n', ..] => ("null", ","),
        _ when rest.Contains("\":{", StringComparison.Ordinal) => (rest[..(rest.IndexOf('}', StringComparison.Ordinal) + 1)], ","),
        _ when rest.Contains("\":\"", StringComparison.Ordinal) && !rest.Contains(']', StringComparison.Ordinal) => (rest[..rest.IndexOf('}', StringComparison.Ordinal)], ","),
        _ => (rest[..rest.IndexOf(']', StringComparison.Ordinal)], ","),
    };

    private static (long Bytes, int Characters) Measure(string json)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(json);
        return (GC.GetAllocatedBytesForCurrentThread() - before, json.Length);
    }

    private static void Read(string json)
    {
        if (PolicyDocument.TryParse(json, null, out PolicyDocument? document, out _))
        {
            Simulator.TryCompile(new PolicySet { Identity = [document] }, new EvaluationOptions { Lenient = true }, null, out _, out _);
        }
    }
}
