using IamSim.Environments;
using IamSim.Policies;

namespace IamSim.Testing.Tests;

public sealed class EnvironmentAssertionTests
{
    private static readonly Iam Acme = Iam.Load("examples/acme").When("aws:SecureTransport", true).When("aws:RequestedRegion", "eu-west-1");

    [Fact]
    public void An_environment_is_found_above_the_tests() => Assert.Equal(6, Acme.Environment!.Accounts.Length);

    [Fact]
    public void Short_names_of_principals_and_resources_are_understood()
    {
        Acme.Role("OrdersDeveloper").Should().BeAllowed("secretsmanager:GetSecretValue").On("orders/database");
        Acme.Role("PaymentsDeveloper").Should().NotBeAllowed("secretsmanager:GetSecretValue").On("orders/database");
        Acme.User("gus").Should().BeAllowed("ec2:RunInstances").On("arn:aws:ec2:eu-west-1:555566667777:instance/*").When("ec2:InstanceType", "t3.micro");
        Acme.User("gus").Should().BeExplicitlyDenied("ec2:RunInstances").On("arn:aws:ec2:eu-west-1:555566667777:instance/*").When("ec2:InstanceType", "p5.48xlarge");
        Acme.Role("production/OrdersWorker").Should().BeExplicitlyDenied("s3:PutBucketPolicy").On("acme-orders");
        Acme.Principal("production/role/OrdersWorker").Should().BeAllowed("s3:GetObject").On("acme-orders/*");
        Acme.Principal("anonymous").Should().BeAllowed("s3:GetObject").On("acme-www/index.html");
    }

    [Fact]
    public void Names_that_are_none_suggest()
    {
        Assert.Contains("there is no user or role 'role/OrdersDevelopr': did you mean 'OrdersDeveloper'?", Assert.Throws<ArgumentException>(static () => Acme.Role("OrdersDevelopr")).Message, StringComparison.Ordinal);
        Assert.Contains("is the name of 2 principals", Assert.Throws<ArgumentException>(static () => Acme.Role("OrdersWorker")).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'acme-orders'?", Assert.Throws<ArgumentException>(static () => Acme.Role("OrdersDeveloper").Should().NotBeAllowed("s3:ListBucket").On("acme-order")).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'vpce-0a1b2c3d4e5f60718'?", Assert.Throws<ArgumentException>(static () => Acme.Role("OrdersDeveloper").Through("vpce-0a1b2c3d4e5f60719")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_names_the_places_of_the_environment()
    {
        PolicyAssertionException exception = Assert.Throws<PolicyAssertionException>(static () => Acme.Role("SecurityAuditor").Should().NotBeAllowedAnyOf("iam:*"));
        PolicyAssertionException trail = Assert.Throws<PolicyAssertionException>(static () => Acme.Role("IncidentResponder").Should().BeAllowed("cloudtrail:StopLogging").On("arn:aws:cloudtrail:eu-west-1:210987654321:trail/acme"));

        Assert.NotEmpty(exception.Failures);
        Assert.Contains("but it is explicitly denied by ", trail.Message, StringComparison.Ordinal);
        Assert.Contains("p-keeptrail1.json", trail.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_control_policy_can_be_left_out()
    {
        Acme.Role("IncidentResponder").Should().BeExplicitlyDenied("cloudtrail:StopLogging").On("arn:aws:cloudtrail:eu-west-1:210987654321:trail/acme");
        Acme.Without("ProtectTheTrail").Role("IncidentResponder").Should().BeAllowed("cloudtrail:StopLogging").On("arn:aws:cloudtrail:eu-west-1:210987654321:trail/acme");
    }

    [Fact]
    public void A_policy_that_is_left_out_stays_where_another_has_its_text()
    {
        // The texts of FullAWSAccess and of AdministratorAccess may be the same one; without the first nothing is allowed below it, and the second is still attached.
        TestedPrincipal administrator = Acme.Role("arn:aws:iam::444455556666:role/PlatformAutomation");
        administrator.Should().BeAllowed("ec2:DescribeInstances").When("aws:RequestedRegion", "eu-west-1");
        administrator.Without("FullAWSAccess").Should().BeImplicitlyDenied("ec2:DescribeInstances").When("aws:RequestedRegion", "eu-west-1");
        PolicyAssertionException exception = Assert.Throws<PolicyAssertionException>(() => administrator.Without("FullAWSAccess").Should().BeAllowed("ec2:DescribeInstances"));
        Assert.Contains("service control policies", exception.Message, StringComparison.Ordinal);
        Assert.Equal(DecisionSources.ServiceControl, Assert.Single(exception.Failures).Decision.BlockedBy);
    }

    [Fact]
    public void A_boundary_a_managed_policy_and_a_statement_can_be_left_out_and_a_policy_added()
    {
        TestedPrincipal frida = Acme.User("frida");
        string boundary = Assert.IsType<IamUser>(Acme.Environment!.Principals.Single(static principal => principal.Name == "frida")).PermissionsBoundary!.Arn;
        const string Tooling = "arn:aws:iam::555566667777:policy/SandboxTooling";
        frida.Should().BeImplicitlyDenied("iam:CreatePolicyVersion").On(Tooling);
        frida.Without(boundary).Should().BeAllowed("iam:CreatePolicyVersion").On(Tooling);
        Acme.User("erik").Without("SandboxTooling").Should().NotBeAllowed("iam:CreatePolicyVersion").On(Tooling);
        frida.With(PolicyKind.ServiceControl, PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""", "closed")).Should().BeExplicitlyDenied("s3:ListAllMyBuckets");
        Assert.Contains("did you mean 'ProtectTheTrail'?", Assert.Throws<ArgumentException>(static () => Acme.Without("ProtectTheTrial")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_fails_either_way_and_says_what()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", """
            {"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/alice","UserName":"alice","UserPolicyList":[],"GroupList":[],
            "AttachedManagedPolicies":[{"PolicyName":"gone","PolicyArn":"arn:aws:iam::111122223333:policy/gone"}]}],"GroupDetailList":[],"RoleDetailList":[],"Policies":[]}
            """);
        TestedPrincipal alice = Iam.Of(folder.Load()).User("alice");

        foreach (Action sentence in new Action[] { () => alice.Should().BeAllowed("ec2:DescribeInstances"), () => alice.Should().NotBeAllowed("ec2:DescribeInstances") })
        {
            PolicyAssertionException exception = Assert.Throws<PolicyAssertionException>(sentence);
            Assert.Contains("but that is not certain: the text of arn:aws:iam::111122223333:policy/gone was not found: what it allows or denies is not known", exception.Message, StringComparison.Ordinal);
            Assert.Equal(PolicyTestVerdict.Uncertain, Assert.Single(exception.Failures).Verdict);
        }

        alice.Without("arn:aws:iam::111122223333:policy/gone").Should().NotBeAllowed("ec2:DescribeInstances");
    }

    [Fact]
    public void A_folder_that_is_nowhere_tells_where_it_was_looked_for()
    {
        DirectoryNotFoundException exception = Assert.Throws<DirectoryNotFoundException>(static () => Iam.Load("no-such-environment"));

        Assert.Contains($"there is no 'no-such-environment': it was looked for in {Directory.GetCurrentDirectory()}, in {AppContext.BaseDirectory} and in every directory above that", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_current_directory_comes_first_and_then_the_nearest()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("a/env/x.json", "{}").With("b/c/d/x.json", "{}").With("b/env/x.json", "{}").With("env/x.json", "{}");
        string a = Path.Combine(folder.Path, "a");
        string d = Path.Combine(folder.Path, "b", "c", "d");

        Assert.Equal("env", NearbyPath.Find("env", a, d));
        Assert.Equal(Path.Combine(folder.Path, "b", "env"), NearbyPath.Find("env", d, d));
        Assert.Equal(Path.Combine(folder.Path, "env"), NearbyPath.Find(Path.Combine(folder.Path, "env"), a, d));
        Assert.Throws<DirectoryNotFoundException>(() => NearbyPath.Find(Path.Combine(folder.Path, "c", "env"), a, d));
    }
}
