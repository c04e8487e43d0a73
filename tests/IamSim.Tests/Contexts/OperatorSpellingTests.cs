using IamSim.Conditions;

namespace IamSim.Tests.Contexts;

/// <summary>Names of operators, taken apart (GRAM-31).</summary>
public sealed class OperatorSpellingTests
{
    [Theory]
    [InlineData("StringEquals", null, SetOperator.None, "StringEquals", false, "StringEquals")]
    [InlineData("stringequals", null, SetOperator.None, "stringequals", false, "StringEquals")]
    [InlineData("StringEqualsIfExists", null, SetOperator.None, "StringEquals", true, "StringEqualsIfExists")]
    [InlineData("BoolIFEXISTS", null, SetOperator.None, "Bool", true, "BoolIfExists")]
    [InlineData("ForAnyValue:StringLike", "ForAnyValue", SetOperator.ForAnyValue, "StringLike", false, "ForAnyValue:StringLike")]
    [InlineData("forallvalues:stringlikeifexists", "forallvalues", SetOperator.ForAllValues, "stringlike", true, "ForAllValues:StringLikeIfExists")]
    [InlineData("FORANYVALUE:Bool", "FORANYVALUE", SetOperator.ForAnyValue, "Bool", false, "ForAnyValue:Bool")]
    [InlineData("ForAllValues:ArnLikeIfExists", "ForAllValues", SetOperator.ForAllValues, "ArnLike", true, "ForAllValues:ArnLikeIfExists")]
    public void A_known_operator_is_prefix_name_and_suffix(string written, string? prefix, object set, string baseName, bool ifExists, string usual)
    {
        OperatorSpelling spelling = OperatorSpelling.Read(written);

        Assert.Equal((prefix, (SetOperator)set, baseName, ifExists), (spelling.Prefix, spelling.Set, spelling.BaseName, spelling.IfExists));
        Assert.True(spelling.IsKnown);
        Assert.Equal(usual, spelling.Usual);
        Assert.Equal(written == usual, OperatorSpelling.IsUsual(written));
    }

    [Theory]
    [InlineData("IfExists", null, "IfExists", false)]
    [InlineData("xIfExists", null, "x", true)]
    [InlineData("StringEqual", null, "StringEqual", false)]
    [InlineData("ForSomeValues:StringLike", "ForSomeValues", "StringLike", false)]
    [InlineData(":StringLike", "", "StringLike", false)]
    [InlineData("ForAnyValue:", "ForAnyValue", "", false)]
    [InlineData("ForAnyValue:ForAnyValue:Bool", "ForAnyValue", "ForAnyValue:Bool", false)]
    [InlineData("", null, "", false)]
    public void Anything_else_is_taken_apart_all_the_same(string written, string? prefix, string baseName, bool ifExists)
    {
        OperatorSpelling spelling = OperatorSpelling.Read(written);

        Assert.Equal((prefix, baseName, ifExists), (spelling.Prefix, spelling.BaseName, spelling.IfExists));
        Assert.False(spelling.IsKnown);
        Assert.False(OperatorSpelling.IsUsual(written));
    }

    [Fact]
    public void Every_operator_is_found_by_its_name_in_any_case()
    {
        Assert.Equal(27, ConditionOperators.All.Count);
        Assert.Equal(
            ["StringNotEquals", "StringNotEqualsIgnoreCase", "StringNotLike", "NumericNotEquals", "DateNotEquals", "NotIpAddress", "ArnNotEquals", "ArnNotLike"],
            ConditionOperators.All.Where(static named => named.IsNegated).Select(static named => named.Name));
        Assert.All(ConditionOperators.All, static named => Assert.Same(named, ConditionOperators.Find(named.Name.ToUpperInvariant())));
        Assert.Null(ConditionOperators.Find("String"));
    }

    [Fact]
    public void A_derived_key_is_told_with_its_origin()
    {
        Assert.Equal("aws:userid = AIDAX, from Principal", new DerivedContextKey("aws:userid", "AIDAX", ContextKeyOrigin.Principal).ToString());
    }
}
