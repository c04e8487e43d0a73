using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Testing.Tests;

public sealed class AssertionTests
{
    private const string Bucket = "arn:aws:s3:::acme-artifacts";

    private const string DeployerPolicy = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "Upload",
              "Effect": "Allow",
              "Action": "s3:PutObject",
              "Resource": "arn:aws:s3:::acme-artifacts/*",
              "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }
            },
            { "Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectTagging"], "Resource": "arn:aws:s3:::acme-artifacts/*" },
            { "Sid": "NoDeletion", "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*" }
          ]
        }
        """;

    private static readonly TestedPrincipal Deployer = Iam.Policy(DeployerPolicy, "deployer.json").Role("deployer");

    [Fact]
    public void A_sentence_that_holds_says_nothing()
    {
        Deployer.Should().BeAllowed("s3:GetObject").On($"{Bucket}/a.zip");
        Deployer.Should().NotBeAllowed("s3:PutObject").On($"{Bucket}/a.zip");
        Deployer.Should().BeImplicitlyDenied("s3:PutObject").On($"{Bucket}/a.zip");
        Deployer.Should().BeExplicitlyDenied("s3:DeleteObject").On($"{Bucket}/a.zip");
        Deployer.When("aws:SourceIp", "203.0.113.7").Should().BeAllowed("s3:PutObject").On($"{Bucket}/a.zip");
        Deployer.Should().BeAllowed("s3:PutObject").On($"{Bucket}/a.zip").When("aws:SourceIp", "203.0.113.7");
    }

    [Fact]
    public void A_failure_tells_what_was_expected_why_it_is_not_so_and_the_smallest_fix()
    {
        PolicyAssertionException exception = Assert.Throws<PolicyAssertionException>(static () => Deployer.Should().BeAllowed("s3:PutObject").On($"{Bucket}/a.zip").When("aws:SourceIp", "198.51.100.1"));

        Assert.StartsWith(
            """
            arn:aws:iam::111122223333:role/deployer should be allowed s3:PutObject on arn:aws:s3:::acme-artifacts/a.zip when aws:SourceIp is 198.51.100.1, but it is implicitly denied
            smallest fix: it would be allowed if aws:SourceIp were in 203.0.113.0/24, such as 203.0.113.0

            DENIED (implicitly)
            """.ReplaceLineEndings("\n"), exception.Message, StringComparison.Ordinal);
        Assert.Contains("deployer.json:4:5", exception.Message, StringComparison.Ordinal);
        Assert.Equal(DecisionKind.ImplicitDeny, Assert.Single(exception.Failures).Decision.Kind);
    }

    [Fact]
    public void What_should_not_be_allowed_and_is_names_the_statement()
    {
        PolicyAssertionException exception = Assert.Throws<PolicyAssertionException>(static () => Deployer.Should().NotBeAllowed("s3:GetObject").On($"{Bucket}/a.zip"));

        Assert.StartsWith(
            "arn:aws:iam::111122223333:role/deployer should not be allowed s3:GetObject on arn:aws:s3:::acme-artifacts/a.zip, but it is allowed by deployer.json:11:5 (Read)\n"
            + "smallest fix: take it out of the statement at deployer.json:11:5 (Read)\n\nALLOW", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_of_deny_than_expected_fails()
    {
        Assert.Contains("should be explicitly denied s3:PutObject on arn:aws:s3:::acme-artifacts/a, but it is implicitly denied", Fails(static () => Deployer.Should().BeExplicitlyDenied("s3:PutObject").On($"{Bucket}/a")), StringComparison.Ordinal);
        Assert.Contains("should be implicitly denied s3:DeleteObject on arn:aws:s3:::acme-artifacts/a, but it is explicitly denied by deployer.json:12:5 (NoDeletion)", Fails(static () => Deployer.Should().BeImplicitlyDenied("s3:DeleteObject").On($"{Bucket}/a")), StringComparison.Ordinal);
    }

    [Fact]
    public void Wildcards_stand_for_the_actions_of_the_catalog_and_all_that_fail_are_told_at_once()
    {
        PolicyAssertionException exception = Assert.Throws<PolicyAssertionException>(static () => Deployer.Should().NotBeAllowedAnyOf("s3:Get*", "s3:DeleteObject").On($"{Bucket}/*"));

        Assert.Equal(["s3:GetObject", "s3:GetObjectTagging"], exception.Failures.Select(static failure => failure.Case.Action.Text));
        Assert.Contains("should not be allowed s3:Get*, s3:DeleteObject on arn:aws:s3:::acme-artifacts/*, but that does not hold for 2 of ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("\n  s3:GetObject on arn:aws:s3:::acme-artifacts/example: it is allowed by deployer.json:11:5 (Read)\n  s3:GetObjectTagging on", exception.Message, StringComparison.Ordinal);
        Assert.Contains("\nthe first of them, s3:GetObject on arn:aws:s3:::acme-artifacts/example:\nALLOW", exception.Message, StringComparison.Ordinal);
        Deployer.Should().NotBeAllowedAnyOf("iam:*");
        Deployer.Should().BeAllowedAllOf("s3:GetObject", "s3:GetObjectTag*").On($"{Bucket}/a", $"{Bucket}/b");
    }

    [Fact]
    public void A_long_list_of_failures_is_cut_with_a_count()
    {
        PolicyAssertionException exception = Assert.Throws<PolicyAssertionException>(static () => Deployer.Should().BeAllowed("iam:*"));

        Assert.True(exception.Failures.Length > 100);
        Assert.Equal(20, exception.Message.Split('\n').Count(static line => line.StartsWith("  iam:", StringComparison.Ordinal)));
        Assert.Contains($"\n  and {exception.Failures.Length - 20} more\n", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_resources_what_is_not_to_be_allowed_must_not_be_allowed_anywhere()
    {
        string message = Fails(static () => Deployer.Should().NotBeAllowed("s3:GetObject"));

        Assert.Contains("should not be allowed s3:GetObject, but that does not hold for 1 of 2:\n  s3:GetObject on arn:aws:s3:::acme-artifacts/example: it is allowed by", message, StringComparison.Ordinal);
        Assert.Contains("should be allowed s3:GetObject, but it is implicitly denied", Fails(static () => Deployer.Should().BeAllowed("s3:GetObject")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3:PutObjet", "has no action 's3:PutObjet': did you mean 's3:PutObject'?")]
    [InlineData("s4:PutObject", "has no action 's4:PutObject': did you mean the service 's3'?")]
    [InlineData("s3:Frobnicate*", "has no action 's3:Frobnicate*': for one that is newer, give an ActionName")]
    [InlineData("PutObject", "has no action 'PutObject': expected service:Name, such as s3:GetObject")]
    public void A_misspelled_action_cannot_pass_as_not_allowed(string action, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Deployer.Should().NotBeAllowed(action)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_action_that_is_newer_than_the_catalog_is_taken_as_it_is()
    {
        Deployer.Should().NotBeAllowed(ActionName.Parse("s3:PutHologram"));
        Deployer.With("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:PutHologram","Resource":"*"}}""").Should().BeAllowed(ActionName.Parse("s3:PutHologram"));
    }

    [Fact]
    public void What_is_no_resource_or_none_of_the_actions_is_an_error()
    {
        Assert.Contains("'acme-artifacts' is no resource: expected an ARN", Assert.Throws<ArgumentException>(static () => Deployer.Should().NotBeAllowed("s3:GetObject").On("acme-artifacts")).Message, StringComparison.Ordinal);
        Assert.Contains("none of the actions iam:* is about arn:aws:s3:::acme-artifacts/a", Assert.Throws<ArgumentException>(static () => Deployer.Should().NotBeAllowedAnyOf("iam:*").On($"{Bucket}/a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_of_the_request_and_the_session_the_time_and_lists_are_stated_before()
    {
        TestedPrincipal tagger = Iam.Policy("""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":"ec2:CreateTags","Resource":"*","Condition":{"StringEquals":{"aws:RequestTag/team":"${aws:PrincipalTag/team}"},"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}},
              {"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["a*"]},"Null":{"dynamodb:LeadingKeys":"false"}}}]}
            """).Role("tagger").WithSessionTags(("team", "blue")).At(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));

        tagger.WithTags(("team", "blue")).Should().BeAllowed("ec2:CreateTags");
        tagger.Should().BeAllowed("dynamodb:GetItem").When("dynamodb:LeadingKeys", ["a1", "a2"]);
        tagger.Should().NotBeAllowed("dynamodb:GetItem").When("dynamodb:LeadingKeys", ["a1", "b2"]);
        Assert.StartsWith(
            "arn:aws:iam::111122223333:role/tagger should be allowed ec2:CreateTags when the request has the tag team=red and the session has the tag team=blue and it is 2025-06-01T00:00:00Z, but it is implicitly denied",
            Fails(() => tagger.WithTags(("team", "red")).Should().BeAllowed("ec2:CreateTags")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_if_there_were_another_policy_or_one_less()
    {
        Iam iam = Iam.Policies(new PolicySet
        {
            Identity = [PolicyDocument.Parse(DeployerPolicy, "policies/deployer.json")],
            ServiceControlPolicies = [[PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"NoReading","Effect":"Deny","Action":"s3:GetObject","Resource":"*"}]}""", "guard")]],
        });

        iam.Role("deployer").Should().BeExplicitlyDenied("s3:GetObject").On($"{Bucket}/a");
        iam.Without("NoReading").Role("deployer").Should().BeAllowed("s3:GetObject").On($"{Bucket}/a");
        iam.Role("deployer").Without("NoDeletion").Should().BeImplicitlyDenied("s3:DeleteObject").On($"{Bucket}/a");
        iam.Without("deployer").Without("NoReading").Role("deployer").Should().BeImplicitlyDenied("s3:GetObject").On($"{Bucket}/a");
        iam.Role("deployer").With(PolicyKind.PermissionsBoundary, PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}"""))
            .Should().NotBeAllowed("s3:PutObject").On($"{Bucket}/a").When("aws:SourceIp", "203.0.113.7");
        Assert.Contains("there is no policy and no statement 'NoReadin' to leave out: did you mean 'NoReading'?", Assert.Throws<ArgumentException>(() => iam.Without("NoReadin")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_that_AWS_would_refuse_are_refused_at_once()
    {
        Assert.Throws<PolicyParseException>(static () => Iam.Policy("{"));
        Assert.Throws<PolicyCompilationException>(static () => Iam.Policy("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*"}}"""));
        Assert.Throws<PolicyCompilationException>(static () => Deployer.With("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*"}}"""));
    }

    [Fact]
    public void Callers_are_named_as_they_are()
    {
        Iam iam = Iam.Policies(new PolicySet { Resource = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme-artifacts/*"}}""") });

        iam.Principal("anonymous").Should().BeAllowed("s3:GetObject").On($"{Bucket}/a");
        Assert.Equal("arn:aws:iam::111122223333:user/alice", iam.User("alice").ToString());
        Assert.Equal("arn:aws:iam::444455556666:role/build", iam.Role("arn:aws:iam::444455556666:role/build").ToString());
        Assert.Contains("is no user: use Principal(…) for other callers", Assert.Throws<ArgumentException>(() => iam.User("arn:aws:iam::444455556666:role/build")).Message, StringComparison.Ordinal);
        Assert.Contains("'nobody at all' is no principal", Assert.Throws<ArgumentException>(() => iam.Principal("nobody at all")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_them_serves_tests_that_run_at_once()
    {
        Parallel.For(0, 400, static i =>
        {
            Deployer.Should().BeAllowed("s3:GetObject").On($"{Bucket}/{i}");
            Assert.Throws<PolicyAssertionException>(() => Deployer.Should().BeAllowed("s3:PutObject").On($"{Bucket}/{i}").When("aws:SourceIp", ContextValue.Absent));
        });
    }

    private static string Fails(Action sentence) => Assert.Throws<PolicyAssertionException>(sentence).Message;
}
