using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Tests.PartialEvaluation;

/// <summary>What is certain of keys whose values the request leaves open.</summary>
public sealed class KnownEndsOfKeysTests
{
    private const string User = "arn:aws:iam::111122223333:user/alice";
    private const string Role = "arn:aws:iam::111122223333:role/app";
    private const string Session = "arn:aws:sts::111122223333:assumed-role/app/s";
    private const string FederatedUser = "arn:aws:sts::111122223333:federated-user/fed";

    [Theory]
    [InlineData(User, null, "aws:userid", "AIDA…")]
    [InlineData(User, "AIDAX", "aws:userid", null)]
    [InlineData(Role, null, "aws:userid", "AROA…")]
    [InlineData(Role, "AROAX", "aws:userid", "AROAX:…")]
    [InlineData(Session, null, "aws:userid", "AROA…:s")]
    [InlineData(Session, "AROAX", "aws:userid", null)]
    [InlineData(FederatedUser, null, "aws:userid", null)]
    [InlineData(User, null, "aws:TokenIssueTime", null)]
    [InlineData(Role, null, "aws:TokenIssueTime", "…")]
    [InlineData(Session, null, "AWS:tokenissuetime", "…")]
    [InlineData(FederatedUser, null, "aws:TokenIssueTime", "…")]
    [InlineData(Session, null, "aws:SourceIp", null)]
    [InlineData(Session, null, "aws:TokenIssueTimes", null)]
    public void Of_ids_and_times_of_issue_something_is_known(string principal, string? id, string key, string? expected)
    {
        KnownEnds? ends = PrincipalKeys.EndsOf(Principal.Parse(principal) with { UniqueId = id }, new ContextKey(key));

        Assert.Equal(expected, ends is { } known ? $"{known.Beginning}…{known.Ending}" : null);
    }

    [Theory]
    [InlineData("""{"StringLike":{"aws:userid":"AIDA*"}}""", PartialDecisionKind.Allowed)]
    [InlineData("""{"StringNotLike":{"aws:userid":"AIDA*"}}""", PartialDecisionKind.Denied)]
    [InlineData("""{"StringLike":{"aws:userid":"AROA*"}}""", PartialDecisionKind.Denied)]
    [InlineData("""{"StringNotLike":{"aws:userid":"AROA*"}}""", PartialDecisionKind.Allowed)]
    [InlineData("""{"StringLike":{"aws:userid":["AROA*","AIDA*"]}}""", PartialDecisionKind.Allowed)]
    [InlineData("""{"StringLike":{"aws:userid":["AROA*","AIDAX*"]}}""", PartialDecisionKind.Depends)]
    [InlineData("""{"StringLike":{"aws:userid":"AIDAX*"}}""", PartialDecisionKind.Depends)]
    [InlineData("""{"StringLike":{"aws:userid":["AIDAX*","AIDAY*"]}}""", PartialDecisionKind.Depends)]
    [InlineData("""{"StringEquals":{"aws:userid":"AIDAX"}}""", PartialDecisionKind.Depends)]
    [InlineData("""{"StringEquals":{"aws:userid":"AROAX"}}""", PartialDecisionKind.Denied)]
    [InlineData("""{"StringNotEquals":{"aws:userid":"AROAX"}}""", PartialDecisionKind.Allowed)]
    [InlineData("""{"StringEquals":{"aws:userid":"aidax"}}""", PartialDecisionKind.Denied)]
    [InlineData("""{"StringEqualsIgnoreCase":{"aws:userid":"aidax"}}""", PartialDecisionKind.Depends)]
    [InlineData("""{"StringEqualsIgnoreCase":{"aws:userid":"aroax"}}""", PartialDecisionKind.Denied)]
    [InlineData("""{"StringLike":{"aws:userid":["AROA*","${aws:username}"]}}""", PartialDecisionKind.Depends)]
    [InlineData("""{"ArnLike":{"aws:userid":"arn:aws:iam::111122223333:user/x"}}""", PartialDecisionKind.Depends)]
    [InlineData("""{"StringEquals":{"app:Key":[]}}""", PartialDecisionKind.Denied)]
    [InlineData("""{"StringNotEquals":{"app:Key":[]}}""", PartialDecisionKind.Depends)]
    [InlineData("""{"ArnLike":{"app:Key":"*"}}""", PartialDecisionKind.Denied)]
    [InlineData("""{"Null":{"app:Key":["true","false"]}}""", PartialDecisionKind.Allowed)]
    [InlineData("""{"ForAllValues:Null":{"app:Key":"true"}}""", PartialDecisionKind.Allowed)]
    [InlineData("""{"ForAnyValue:Null":{"app:Key":"true"}}""", PartialDecisionKind.Denied)]
    [InlineData("""{"Null":{"app:Key":"true"}}""", PartialDecisionKind.Depends)]
    [InlineData("""{"Null":{"aws:userid":"true"}}""", PartialDecisionKind.Denied)]
    [InlineData("""{"Null":{"aws:userid":"false"}}""", PartialDecisionKind.Allowed)]
    public void A_condition_on_an_unknown_key_is_settled_where_it_can_be(string condition, PartialDecisionKind expected)
    {
        PolicyDocument policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":""" + condition + "}}");
        var simulator = Simulator.Compile(new PolicySet { Identity = [policy] });

        Assert.Equal(expected, simulator.EvaluatePartial(new AccessRequest(User, "s3:GetObject", "arn:aws:s3:::b/k"), UnknownContextKeys.Unstated).Kind);
    }

    [Theory]
    [InlineData(Role, "AROA*:*", PartialDecisionKind.Allowed)]
    [InlineData(Role, "AROA*;*", PartialDecisionKind.Depends)]
    [InlineData(Session, "AROA*:s", PartialDecisionKind.Allowed)]
    [InlineData(Session, "AROA*s", PartialDecisionKind.Allowed)]
    [InlineData(Session, "AROA*:t", PartialDecisionKind.Denied)]
    public void The_id_of_a_role_is_followed_by_a_colon_and_the_name_of_its_session(string principal, string pattern, PartialDecisionKind expected)
    {
        PolicyDocument policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringLike":{"aws:userid":"PATTERN"}}}}""".Replace("PATTERN", pattern, StringComparison.Ordinal));
        var simulator = Simulator.Compile(new PolicySet { Identity = [policy] });

        Assert.Equal(expected, simulator.EvaluatePartial(new AccessRequest(principal, "s3:GetObject", "arn:aws:s3:::b/k"), UnknownContextKeys.Unstated).Kind);
    }

    /// <summary>VAR-1: variables stand in the values of text and ARN operators only, and a wildcard of StringEquals is a character.</summary>
    [Theory]
    [InlineData("""{"NumericEquals":{"app:Key":["${aws:username}","5"]}}""", "5", PartialDecisionKind.Allowed)]
    [InlineData("""{"NumericEquals":{"app:Key":["${aws:username}","5"]}}""", "6", PartialDecisionKind.Denied)]
    [InlineData("""{"StringEquals":{"app:Key":"a*${aws:username}"}}""", "abc", PartialDecisionKind.Denied)]
    [InlineData("""{"StringEquals":{"app:Key":"a*${aws:username}"}}""", "a*c", PartialDecisionKind.Depends)]
    [InlineData("""{"StringNotEquals":{"app:Key":"a*${aws:username}"}}""", "abc", PartialDecisionKind.Allowed)]
    [InlineData("""{"StringEqualsIgnoreCase":{"app:Key":"${aws:username}?"}}""", "abc", PartialDecisionKind.Denied)]
    [InlineData("""{"StringLike":{"app:Key":"a*${aws:username}"}}""", "abc", PartialDecisionKind.Depends)]
    public void An_unknown_variable_leaves_open_what_it_can_make_true_only(string condition, string value, PartialDecisionKind expected)
    {
        PolicyDocument policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":""" + condition + "}}");
        var simulator = Simulator.Compile(new PolicySet { Identity = [policy] }, new EvaluationOptions { Lenient = true });
        AccessRequest request = new(User, "s3:GetObject", "arn:aws:s3:::b/k") { Context = RequestContext.Create(("app:Key", value)) };

        Assert.Equal(expected, simulator.EvaluatePartial(request, ["aws:username"]).Kind);
    }
}
