using System.Linq.Expressions;
using IamSim.Conditions;

namespace IamSim.Testing.Tests;

/// <summary>A sentence is checked at its last step, whichever that is, and never passes unchecked.</summary>
public sealed class SentenceEndTests
{
    private const string File = "arn:aws:s3:::reports/a";

    private const string NeedsAddress = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::reports/*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1","aws:PrincipalOrgID":["o-1","o-2"]}}}}""";

    private static readonly TestedPrincipal Alice = Iam.Policy(NeedsAddress).User("alice");

    private static readonly TestedPrincipal Member = Alice.When("aws:PrincipalOrgID", "o-1");

    [Fact]
    public void What_is_said_last_counts()
    {
        Member.Should().BeAllowed("s3:GetObject").On(File).When("aws:SourceVpc", "vpc-1");
        Member.Should().BeAllowed("s3:GetObject").When("aws:SourceVpc", "vpc-1").On(File);
        Alice.Should().BeAllowed("s3:GetObject").On(File).When("aws:SourceVpc", "vpc-1").When("aws:PrincipalOrgID", "o-2");
        Alice.Should()
            .BeAllowed("s3:GetObject")
            .On(File)
            .When("aws:PrincipalOrgID", "o-2")
            .When("aws:SourceVpc", "vpc-1");
    }

    [Fact]
    public void Every_way_to_end_too_early_fails()
    {
        Assert.Throws<PolicyAssertionException>(static () => Member.Should().BeAllowed("s3:GetObject"));
        Assert.Throws<PolicyAssertionException>(static () => Member.Should().BeAllowed("s3:GetObject").On(File));
        Assert.Throws<PolicyAssertionException>(static () => Member.Should().BeAllowed("s3:GetObject").When("aws:SourceVpc", "vpc-1"));
        Assert.Throws<PolicyAssertionException>(static () => { Member.Should().BeAllowed("s3:GetObject").On(File); });
        Assert.Throws<PolicyAssertionException>(static () => { _ = Member.Should().BeAllowed("s3:GetObject").On(File); });
        Assert.Throws<PolicyAssertionException>(static () => { PolicyExpectation kept = Member.Should().BeAllowed("s3:GetObject").On(File); GC.KeepAlive(kept); });
        Assert.Throws<PolicyAssertionException>(static () => Returned());
        Assert.Throws<PolicyAssertionException>(static () => GC.KeepAlive(Member.Should().BeAllowed("s3:GetObject").On(File)));
    }

    [Fact]
    public void A_sentence_without_an_end_checks_nothing_and_says_so()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(static () => { Member.Should(); });

        Assert.Contains("the sentence ends behind Should() and checks nothing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_may_be_computed_within_a_sentence()
    {
        string[] organizations = ["o-1", "o-2"];
        Member.Should().BeAllowed("s3:GetObject").On(string.Concat("arn:aws:s3:::", "reports", "/", organizations.Length)).When("aws:SourceVpc", Vpc(1));
        Alice.Should().BeAllowed("s3:GetObject").On(File, $"{File}{organizations.Length}").When("aws:PrincipalOrgID", organizations[1]).When("aws:SourceVpc", new string("vpc-1"));
        Assert.Throws<PolicyAssertionException>(() => Alice.Should().NotBeAllowed("s3:GetObject").On(File).When("aws:PrincipalOrgID", organizations[0]).When("aws:SourceVpc", Vpc(1)));
    }

    [Fact]
    public async Task Sentences_stand_in_loops_lambdas_and_asynchronous_methods()
    {
        foreach (string vpc in new[] { "vpc-1", "vpc-1" })
        {
            await Task.Yield();
            Member.Should().BeAllowed("s3:GetObject").On(File).When("aws:SourceVpc", vpc);
        }

        Action inLambda = static () => Member.Should().BeAllowed("s3:GetObject").On(File).When("aws:SourceVpc", "vpc-1");
        Func<PolicyExpectation> inFunction = static () => Member.Should().BeAllowed("s3:GetObject").On(File).When("aws:SourceVpc", "vpc-1");
        inLambda();
        inFunction();
    }

    [Fact]
    public void A_sentence_inside_another_one_is_a_sentence_of_its_own()
    {
        Member.Should().BeAllowed("s3:GetObject").On(Checked(
            Member.Should().BeAllowed("s3:GetObject").On(File).When("aws:SourceVpc", "vpc-1"))).When("aws:SourceVpc", "vpc-1");
        Assert.Throws<PolicyAssertionException>(static () => Member.Should().BeAllowed("s3:GetObject").On(Checked(
            Member.Should().BeAllowed("s3:GetObject").On(File))).When("aws:SourceVpc", "vpc-1"));
    }

    [Fact]
    public void Where_the_end_cannot_be_told_every_step_checks_and_says_so()
    {
        bool isFirst = File.Length > 3;
        int line = File.Length;
        PolicyAssertionException branching = Assert.Throws<PolicyAssertionException>(() => Member.Should().BeAllowed("s3:GetObject").On(File).When("aws:SourceVpc", isFirst ? "vpc-1" : "vpc-2"));
        Expression<Func<PolicyExpectation>> expression = () => Member.Should("nowhere.cs", line).NotBeAllowed("s3:PutObject");

        Assert.Contains("it was checked before the end of the sentence, which cannot be told here: write the sentence in one piece, or When(…) in front of Should()", branching.Message, StringComparison.Ordinal);
        expression.Compile()();
        Assert.Throws<PolicyAssertionException>(() => Member.Should("nowhere.cs", line).BeAllowed("s3:GetObject").On(File).When("aws:SourceVpc", "vpc-1"));
    }

    [Fact]
    public void Two_sentences_of_one_line_end_where_the_shorter_one_does()
    {
        static void Both(string vpc) { Member.When("aws:SourceVpc", vpc).Should().BeAllowed("s3:GetObject").On(File); Member.Should().BeAllowed("s3:GetObject").On(File).When("aws:SourceVpc", vpc); }

        // The first holds; the second is checked at On already, and fails there rather than pass unseen.
        Assert.Throws<PolicyAssertionException>(static () => Both("vpc-1"));
        Assert.Throws<PolicyAssertionException>(static () => Both("vpc-2"));
    }

    private static PolicyExpectation Returned() => Member.Should().BeAllowed("s3:GetObject").On(File);

    private static string Checked(PolicyExpectation expectation) => expectation.ToString().Length > 0 ? File : "";

    private static ContextValue Vpc(int number) => ContextValue.FromString("vpc-" + number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
