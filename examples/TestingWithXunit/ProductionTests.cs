using IamSim.Policies;
using IamSim.Testing;

namespace Acme.Policies;

public sealed class ProductionTests
{
    // Loaded once; all tests ask it at the same time.
    private static readonly Iam Acme = Iam.Load("examples/acme").When("aws:SecureTransport", true);

    [Fact]
    public void Each_team_reads_its_own_secrets()
    {
        Acme.Role("OrdersDeveloper").Should().BeAllowed("secretsmanager:GetSecretValue").On("orders/database");
        Acme.Role("OrdersDeveloper").Should().NotBeAllowed("secretsmanager:GetSecretValue").On("payments/api-key");
    }

    [Fact]
    public void The_trail_is_read_in_the_network_of_the_SIEM_only()
    {
        TestedPrincipal reader = Acme.User("siem-reader").When("aws:ViaAWSService", false);

        reader.Should().BeAllowed("s3:GetObject").On("acme-trail-logs/AWSLogs/*").When("aws:SourceIp", "198.51.100.20");
        reader.Should().BeExplicitlyDenied("s3:GetObject").On("acme-trail-logs/AWSLogs/*").When("aws:SourceIp", "203.0.113.7");
    }

    [Fact]
    public void The_shop_has_nothing_to_do_with_permissions() =>
        Acme.Role("production/ShopApi").Should().NotBeAllowedAnyOf("iam:*", "organizations:*");

    [Fact]
    public void Only_the_organization_keeps_responders_from_stopping_the_trail()
    {
        TestedPrincipal responder = Acme.Role("IncidentResponder");
        const string Trail = "arn:aws:cloudtrail:eu-west-1:210987654321:trail/acme";

        responder.Should().BeExplicitlyDenied("cloudtrail:StopLogging").On(Trail);
        responder.Without("ProtectTheTrail").Should().BeAllowed("cloudtrail:StopLogging").On(Trail);
    }

    [Fact]
    public void A_boundary_for_everybody_would_keep_administrators_from_users()
    {
        PolicyDocument boundary = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}}""");

        Acme.With(PolicyKind.PermissionsBoundary, boundary).Role("PlatformAutomation").Should().NotBeAllowedAnyOf("iam:Create*");
    }

    [Fact]
    public void What_does_not_hold_says_why()
    {
        PolicyAssertionException failure = Assert.Throws<PolicyAssertionException>(static () => Acme.User("gus").Should().BeAllowed("ec2:RunInstances").On("arn:aws:ec2:eu-west-1:555566667777:instance/*").When("ec2:InstanceType", "p5.48xlarge"));

        Assert.Contains("explicitly denied", failure.Message, StringComparison.Ordinal);
        Assert.Contains("smallest fix: it would be allowed if ec2:InstanceType", failure.Message, StringComparison.Ordinal);
    }
}
