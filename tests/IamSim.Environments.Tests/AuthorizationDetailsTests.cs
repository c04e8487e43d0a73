using IamSim.Explanations;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

public sealed class AuthorizationDetailsTests
{
    private const string Details = """
        {
            "UserDetailList": [
                {
                    "Arn": "arn:aws:iam::111122223333:user/alice", "UserName": "alice", "UserId": "AIDAALICE", "GroupList": ["readers"],
                    "UserPolicyList": [], "AttachedManagedPolicies": [], "Tags": [{ "Key": "team", "Value": "blue" }]
                }
            ],
            "GroupDetailList": [
                {
                    "Arn": "arn:aws:iam::111122223333:group/readers", "GroupName": "readers", "GroupId": "AGPAREADERS",
                    "GroupPolicyList": [
                        {
                            "PolicyName": "read",
                            "PolicyDocument": {
                                "Version": "2012-10-17",
                                "Statement": [
                                    { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/${aws:PrincipalTag/team}/*" }
                                ]
                            }
                        }
                    ],
                    "AttachedManagedPolicies": []
                }
            ],
            "RoleDetailList": [
                {
                    "Arn": "arn:aws:iam::111122223333:role/app/deployer", "RoleName": "deployer", "RoleId": "AROADEPLOYER",
                    "AssumeRolePolicyDocument": "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22AWS%22%3A%22arn%3Aaws%3Aiam%3A%3A111122223333%3Auser%2Falice%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%7D",
                    "RolePolicyList": [], "AttachedManagedPolicies": []
                }
            ],
            "Policies": []
        }
        """;

    [Fact]
    public void A_user_can_what_its_group_allows_with_the_tags_it_has()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", Details);
        var analyzer = new EnvironmentAnalyzer(folder.Load());
        var alice = Principal.Parse("arn:aws:iam::111122223333:user/alice");
        Assert.Equal(AccessState.Allowed, analyzer.Can(alice, "s3:GetObject", "arn:aws:s3:::reports/blue/q1.csv").State);
        Assert.Equal(AccessState.Denied, analyzer.Can(alice, "s3:GetObject", "arn:aws:s3:::reports/red/q1.csv").State);
    }

    [Fact]
    public void An_explanation_points_at_the_line_of_the_file()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", Details);
        var analyzer = new EnvironmentAnalyzer(folder.Load());
        AccessAnswer answer = analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject", "arn:aws:s3:::reports/blue/q1.csv");
        Explanation explanation = answer.Explain();
        Assert.Contains("details.json:17:29", explanation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_percent_encoded_trust_policy_lets_the_user_assume_the_role()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", Details);
        var analyzer = new EnvironmentAnalyzer(folder.Load());
        Assert.Equal(AccessState.Allowed, analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "sts:AssumeRole", "arn:aws:iam::111122223333:role/app/deployer").State);
        Assert.Equal(AccessState.Denied, analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:user/bob"), "sts:AssumeRole", "arn:aws:iam::111122223333:role/app/deployer").State);
    }
}
