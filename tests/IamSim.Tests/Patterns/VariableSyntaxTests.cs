using IamSim.Matching;

namespace IamSim.Tests.Patterns;

/// <summary>How texts are split at their variables (VAR-1, VAR-5, VAR-7), and what is said of those that are malformed (VAR-10).</summary>
public sealed class VariableSyntaxTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain $ { } text", "plain $ { } text")]
    [InlineData("${x}", "{x}")]
    [InlineData("a${aws:username}b", "a|{aws:username}|b")]
    [InlineData("${x}${y}", "{x}|{y}")]
    [InlineData("${*}${?}${$}", "<*>|<?>|<$>")]
    [InlineData("a${*}b*", "a|<*>|b*")]
    [InlineData("${x,'d'}", "{x=d}")]
    [InlineData("${x,  'd d'  }z", "{x=d d}|z")]
    [InlineData("${x,''}", "{x=}")]
    [InlineData("${x, '}'}", "{x=}}")]
    [InlineData("${*,'d'}", "{*=d}")]
    [InlineData("x${${a}", "x${|{a}")]
    [InlineData("${a b}${c}", "${a b}|{c}")]
    [InlineData("${a,b}${c}", "${a,b}|{c}")]
    public void A_text_is_cut_at_its_variables(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', VariableSyntax.Split(text, null).Select(Tell)));
    }

    [Theory]
    [InlineData("${", "a policy variable has no closing brace")]
    [InlineData("a${b", "a policy variable has no closing brace")]
    [InlineData("${}", "a policy variable has no name")]
    [InlineData("${,'d'}", "a policy variable has no name")]
    [InlineData("${a b}", "the name of the policy variable 'a b' contains a space")]
    [InlineData("${a\tb}", "the name of the policy variable 'a\tb' contains a space")]
    [InlineData("${a\nb}", "the name of the policy variable 'a\nb' contains a space")]
    [InlineData("${a\rb}", "the name of the policy variable 'a\rb' contains a space")]
    [InlineData("${a{b}", "the name of the policy variable 'a{b' contains a character that is not allowed")]
    [InlineData("${a'b}", "the name of the policy variable 'a'b' contains a character that is not allowed")]
    [InlineData("${a$b}", "the name of the policy variable 'a$b' contains a character that is not allowed")]
    [InlineData("${$,'d'}", "the name of the policy variable '$' contains a character that is not allowed")]
    [InlineData("${x,", "the default of the policy variable 'x' is not closed: expected a text in single quotes and a brace")]
    [InlineData("${x,  ", "the default of the policy variable 'x' is not closed: expected a text in single quotes and a brace")]
    [InlineData("${x,d}", "the default of the policy variable 'x' is not closed: expected a text in single quotes and a brace")]
    [InlineData("${x,'", "the default of the policy variable 'x' is not closed: expected a text in single quotes and a brace")]
    [InlineData("${x,'d}", "the default of the policy variable 'x' is not closed: expected a text in single quotes and a brace")]
    [InlineData("${x,'d'", "the default of the policy variable 'x' is not closed: expected a text in single quotes and a brace")]
    [InlineData("${x,'d'e}", "the default of the policy variable 'x' is not closed: expected a text in single quotes and a brace")]
    [InlineData("${x,'d' ", "the default of the policy variable 'x' is not closed: expected a text in single quotes and a brace")]
    [InlineData("}${x,'d", "the default of the policy variable 'x' is not closed: expected a text in single quotes and a brace")]
    public void A_malformed_variable_stays_as_text_and_is_told(string text, string expected)
    {
        var told = new List<string>();

        Assert.Equal(text, string.Concat(VariableSyntax.Split(text, told.Add).Select(static part => part.Text)));
        Assert.Equal([expected], told);
    }

    [Fact]
    public void Of_faults_behind_each_other_each_is_told()
    {
        var told = new List<string>();

        Assert.Equal("${a b}${|{c}|${d", string.Join('|', VariableSyntax.Split("${a b}${${c}${d", told.Add).Select(Tell)));
        Assert.Equal(
            ["the name of the policy variable 'a b' contains a space", "the name of the policy variable '${c' contains a character that is not allowed", "a policy variable has no closing brace"],
            told);
    }

    [Theory]
    [InlineData(199, 199)]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    [InlineData(300, 200)]
    public void No_more_than_two_hundred_faults_are_told(int faults, int expected)
    {
        var told = new List<string>();
        VariableSyntax.Split(string.Concat(Enumerable.Repeat("${a b}", faults)), told.Add);

        Assert.Equal(Enumerable.Repeat("the name of the policy variable 'a b' contains a space", expected), told);
    }

    [Fact]
    public void A_variable_has_no_text_of_its_own()
    {
        Assert.Equal([("a", false), ("", false), ("*", true), ("", false)], VariableSyntax.Split("a${x}${*}${y,'d'}", null).Select(static part => (part.Text, part.IsEscaped)));
    }

    [Fact]
    public void Faults_that_are_not_told_are_not_put_into_words()
    {
        string openings = string.Concat(Enumerable.Repeat("${", 1000)) + "}";
        string longLast = string.Concat(Enumerable.Repeat("${ }", 200)) + "${" + new string(' ', 100_000) + "}";
        Action<string> report = static _ => { };

        Assert.InRange(Allocations.Of(() => VariableSyntax.Split(openings, null)), 1, 10L * openings.Length);
        Assert.InRange(Allocations.Of(() => VariableSyntax.Split(longLast, report)), 1, 4L * longLast.Length);
    }

    private static string Tell(TemplatePart part) => part switch
    {
        { Variable: { Default: null } variable } => $"{{{variable.Key.Name}}}",
        { Variable: { } variable } => $"{{{variable.Key.Name}={variable.Default}}}",
        { IsEscaped: true } => $"<{part.Text}>",
        _ => part.Text,
    };
}
