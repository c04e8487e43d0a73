using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Explanations;

/// <summary>Every member of every enum has words, and every switch over one knows all its members.</summary>
public sealed class WordsTests
{
    private static readonly AccessRequest Request = new("arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::b/k");

    private static readonly PolicyValue Entry = new("entry", PolicyValueKind.String, default);

    [Fact]
    public void Members_of_an_enum_are_told_apart()
    {
        Distinct<DecisionKind>(DecisionText.Name);
        Distinct<DecisionSource>(DecisionText.Name);
        Distinct<PolicyKind>(DecisionText.Name);
        Distinct<LayerExemption>(DecisionText.Describe);
        Distinct<ContextKeyOrigin>(DecisionText.Describe);
        Distinct<PublicAccessReason>(ElementText.Describe);
        Distinct<OtherGrantKind>(CheckText.Name);
        Distinct<GrantClass>(static grant => LayerText.Reach(grant, Request.Principal));
        Distinct<ActionMismatch>(static mismatch => Describe(new ActionExplanation(mismatch, false, Entry, default)));
        Distinct<ResourceMismatch>(static mismatch => Describe(new ResourceExplanation(mismatch, false, Entry, default) { EntryPart = "one", RequestPart = "other", UnresolvedKey = "aws:username" }));
        Distinct<PrincipalMismatch>(static mismatch => Describe(new PrincipalExplanation(mismatch, GrantClass.Direct, false, Entry, default)));
        Distinct<PrincipalAssumption>(static assumption => Describe(new PrincipalExplanation(PrincipalMismatch.None, GrantClass.Direct, false, Entry, default) { Assumption = assumption }));
        Distinct<KmsGrantMismatch>(static mismatch => Wording.Plain(CheckText.Detail(
            new OtherGrantExplanation(OtherGrantKind.KmsGrant, GrantClass.None, new KmsGrant { GranteePrincipal = "arn:aws:iam::111122223333:user/alice", Operations = ["Encrypt"] }, mismatch), Request.Principal)));
        Assert.All(Enum.GetValues<NotSparedReason>(), static reason => Assert.NotEmpty(Describe(new PrincipalExplanation(PrincipalMismatch.None, GrantClass.Direct, true, null, default) { NotSpared = reason, MissingPrincipals = ["x"] })));
        Assert.All(Enum.GetValues<DecisionAssumptions>(), static assumption => Assert.Equal(assumption == DecisionAssumptions.None ? 0 : 1, DecisionText.Assumptions(default(Decision).Assuming(assumption)).Count()));
        Assert.All(Enum.GetValues<DecisionAssumptions>(), static assumption => Assert.Equal(assumption == DecisionAssumptions.None ? 0 : 1, DecisionNames.Of(assumption).Count()));
    }

    [Theory]
    [InlineData(ConditionOutcome.KeyMissing, false, "the request has no aws:x, so StringEquals fails")]
    [InlineData(ConditionOutcome.KeyMissing, true, "the request has no aws:x, and StringEquals holds without a value")]
    [InlineData(ConditionOutcome.KeyPresent, true, "aws:x is '1', so StringEquals holds")]
    [InlineData(ConditionOutcome.ValueMatches, true, "aws:x is '1', so StringEquals holds")]
    [InlineData(ConditionOutcome.ValueDiffers, false, "aws:x is '1', so StringEquals fails")]
    [InlineData(ConditionOutcome.ValueMalformed, false, "aws:x is '1', which is not of the type that StringEquals compares, so it fails")]
    [InlineData(ConditionOutcome.SetOperatorMissing, false, "aws:x is the list '1', which StringEquals never matches without ForAnyValue: or ForAllValues:")]
    public void Every_outcome_of_a_condition_has_words(ConditionOutcome outcome, bool holds, string expected)
    {
        var condition = new ConditionExplanation(outcome, holds, new PolicyValue("StringEquals", PolicyValueKind.String, default), new PolicyValue("aws:x", PolicyValueKind.String, default), default)
        {
            Value = outcome == ConditionOutcome.KeyMissing ? ContextValue.Absent : "1",
            Operands = [new ConditionOperand(Entry, null, null)],
        };

        Assert.Equal(expected, Describe(condition));
    }

    [Theory]
    [InlineData("arn:aws:s3:::b/*", "covers arn:aws:s3:::b/k")]
    [InlineData("arn:aws:s3:::b/k", "is the resource asked for")]
    [InlineData("arn:aws:s3:::b/K", "differs from arn:aws:s3:::b/k in upper and lower case, which counts")]
    [InlineData("arn:aws:s3:::c/*", "does not cover b/k")]
    [InlineData("arn:aws:s3:::b/k/*", "does not cover b/k: it covers what is inside, not the resource itself")]
    [InlineData("arn:aws:s3:::b", "does not cover b/k: it covers the resource itself, not what is inside")]
    [InlineData("arn:aws:s3:eu-west-1::b/*", "the request is about no region, this about region 'eu-west-1'")]
    [InlineData("arn:aws:s3::111122223333:b/*", "the request is about no account, this about account '111122223333'")]
    [InlineData("arn:aws:sqs:::b/*", "the request is about service 's3', this about service 'sqs'")]
    [InlineData("arn:aws-cn:s3:::b/*", "the request is about partition 'aws', this about partition 'aws-cn'")]
    [InlineData("arn:aws:s3:::b/${aws:username}", "is arn:aws:s3:::b/alice here: does not cover b/k")]
    [InlineData("arn:aws:s3:::b/${aws:PrincipalTag/x}", "covers nothing: the request has no single value for aws:PrincipalTag/x")]
    [InlineData("no-arn", "does not cover arn:aws:s3:::b/k")]
    public void A_resource_is_told_by_the_first_part_that_differs(string entry, string expected)
    {
        PolicyDocument policy = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"{{entry}}"}]}""");

        StatementExplanation statement = Explain(new PolicySet { Identity = [policy] }).Checks[0].Layers.Single(static layer => layer.Kind == PolicyKind.Identity).Statements[0];

        Assert.Equal(expected, Describe(statement.Elements[1]));
    }

    [Theory]
    [InlineData("""{"NotPrincipal":{"AWS":"arn:aws:iam::111122223333:user/bob"}}""", false, "arn:aws:iam::111122223333:user/alice is not among these")]
    [InlineData("""{"NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"}}""", false, "arn:aws:iam::111122223333:user/alice is not among these")]
    [InlineData("""{"NotPrincipal":{"AWS":"arn:aws:iam::111122223333:user/alice"}}""", false, "does not spare arn:aws:iam::111122223333:user/alice: arn:aws:iam::111122223333:root would have to be listed too")]
    [InlineData("""{"NotPrincipal":{"AWS":["arn:aws:iam::111122223333:user/alice","111122223333"]}}""", true, "does not spare arn:aws:iam::111122223333:user/alice, who has a permissions boundary: the list does not count then")]
    [InlineData("""{"NotPrincipal":{"AWS":["arn:aws:iam::111122223333:user/alice","111122223333"]}}""", false, "NotPrincipal leaves arn:aws:iam::111122223333:user/alice out")]
    [InlineData("""{"Principal":{"AWS":"111122223333"}}""", false, "is the caller's account")]
    [InlineData("""{"Principal":"*"}""", false, "is everyone")]
    [InlineData("""{"Principal":{"AWS":"arn:aws:iam::111122223333:user/bob"}}""", false, "is not arn:aws:iam::111122223333:user/alice")]
    public void A_principal_is_told_by_how_it_reaches_the_caller(string element, bool boundary, string expected)
    {
        PolicyDocument bucket = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Deny",{{element[1..^1]}},"Action":"s3:*","Resource":"*"}]}""");
        PolicyDocument full = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");

        StatementExplanation statement = Explain(new PolicySet { Resource = bucket, PermissionsBoundary = boundary ? full : null }).Checks[0].Layers.Single(static layer => layer.Kind == PolicyKind.Resource).Statements[0];

        Assert.Equal(expected, Describe(statement.Elements[2]));
    }

    [Fact]
    public void A_sentence_keeps_braces_and_sets_only_what_it_quotes_apart()
    {
        string foreign = "{0} {";
        FormattableString sentence = Wording.Join(" and ", [Wording.Say($"{{own}} {foreign}"), Wording.Own("{1}"), $"{Wording.Say($"inner {foreign}")}"]);

        Assert.Equal("{own} {0} { and {1} and inner {0} {", Wording.Plain(sentence));
        Assert.Equal("{own} `{0} {` and {1} and inner `{0} {`", MarkdownText.Of(sentence));
    }

    private static Explanation Explain(PolicySet set) => Simulator.Compile(set, new EvaluationOptions { Lenient = true }).Explain(Request);

    private static string Describe(ElementExplanation element) => ElementText.Describe(element, Request, "arn:aws:s3:::b/k");

    private static void Distinct<T>(Func<T, string> words)
        where T : struct, Enum
    {
        string[] all = [.. Enum.GetValues<T>().Select(words)];

        Assert.All(all, static text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.Equal(all.Distinct(StringComparer.Ordinal), all);
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => words((T)Enum.ToObject(typeof(T), 99)));
    }
}
