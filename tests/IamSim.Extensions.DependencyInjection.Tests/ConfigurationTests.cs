using IamSim.Policies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamSim.Extensions.DependencyInjection.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public void Every_member_of_the_section_is_read()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "identity", "group", "boundary", "session", "scp", "ou" })
        {
            folder.Write($"{name}.json", Sample.Allow(name));
        }

        foreach (string name in new[] { "bucket", "accesspoint", "endpoint" })
        {
            folder.Write($"{name}.json", Sample.AllowEveryone(name));
        }

        folder.Write("rcp.json", """{ "Version": "2012-10-17", "Statement": { "Sid": "rcp", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*" } }""");
        using ServiceProvider services = Services($$"""
            {
              "Folder": "{{folder.Location}}",
              "identity": ["identity.json", "group.json"],
              "PermissionsBoundary": "boundary.json",
              "Session": ["session.json"],
              "Resource": "bucket.json",
              "ResourcePolicyKind": "s3bucket",
              "AccessPoint": "accesspoint.json",
              "VpcEndpoint": "endpoint.json",
              "VpcEndpointType": "Gateway",
              "ServiceControlPolicies": [["scp.json"], ["scp.json", "ou.json"]],
              "ResourceControlPolicies": [["rcp.json"]],
              "Organization": { "Id": "o-a1b2c3d4e5", "Paths": ["o-a1b2c3d4e5/r-ab12/"], "ManagementAccount": "777788889999" },
              "ResourceOrganization": { "Id": "o-other" },
              "Options": { "Lenient": true, "notPrincipalListsEveryLevel": false }
            }
            """);

        Simulator simulator = services.Simulator().Current;
        PolicySet set = simulator.Policies;

        Assert.Equal(["identity.json", "group.json"], Names(set.Identity));
        Assert.Equal("boundary.json", set.PermissionsBoundary?.ToString());
        Assert.Equal(["session.json"], Names(set.Session!.Value));
        Assert.Equal("bucket.json", set.Resource?.ToString());
        Assert.Equal(ResourcePolicyKind.S3Bucket, set.ResourcePolicyKind);
        Assert.Equal("accesspoint.json", set.AccessPoint?.ToString());
        Assert.Equal("endpoint.json", set.VpcEndpoint?.ToString());
        Assert.Equal(VpcEndpointType.Gateway, set.VpcEndpointType);
        Assert.Equal(2, set.ServiceControlPolicies!.Value.Length);
        Assert.Equal(["scp.json", "ou.json"], Names(set.ServiceControlPolicies.Value[1]));
        Assert.Equal(["rcp.json"], Names(set.ResourceControlPolicies!.Value[0]));
        Assert.Equal("o-a1b2c3d4e5", set.Organization?.Id);
        Assert.Equal(["o-a1b2c3d4e5/r-ab12/"], set.Organization!.Paths);
        Assert.Equal("777788889999", set.Organization.ManagementAccount);
        Assert.Equal("o-other", set.ResourceOrganization?.Id);
        Assert.Equal(new EvaluationOptions { Lenient = true, NotPrincipalListsEveryLevel = false }, simulator.Options);
    }

    [Fact]
    public void What_is_left_out_or_null_does_not_apply_and_an_empty_list_applies_and_allows_nothing()
    {
        using ServiceProvider services = Services("""
            { "Identity": [], "Session": [], "ServiceControlPolicies": [[]], "ResourceControlPolicies": [],
              "PermissionsBoundary": null, "ResourcePolicyKind": null, "Organization": null, "Options": {} }
            """);

        PolicySet set = services.Simulator().Current.Policies;

        Assert.Empty(set.Identity);
        Assert.Empty(set.Session!.Value);
        Assert.Empty(Assert.Single(set.ServiceControlPolicies!.Value));
        Assert.Empty(set.ResourceControlPolicies!.Value);
        Assert.Null(set.PermissionsBoundary);
        Assert.Null(set.Resource);
        Assert.Equal(ResourcePolicyKind.General, set.ResourcePolicyKind);
        Assert.Null(set.Organization);
    }

    [Theory]
    [InlineData("""{ }""", "IamSim: there is no such section, or it is empty: expected members such as Identity")]
    [InlineData("""{ "Options": { "lenient": true } }""", "IamSim: the section names no policies: add at least one of Identity, PermissionsBoundary, Session, Resource, AccessPoint, VpcEndpoint, ServiceControlPolicies, ResourceControlPolicies")]
    [InlineData("""{ "Identiy": ["a.json"] }""", "IamSim:Identiy: there is no such member: did you mean 'Identity'?")]
    [InlineData("""{ "Identity": [], "Logging": { "Level": "x" } }""", "IamSim:Logging: there is no such member: expected one of Folder, Identity, PermissionsBoundary, Session, Resource, ResourcePolicyKind, AccessPoint, VpcEndpoint, VpcEndpointType, ServiceControlPolicies, ResourceControlPolicies, Organization, ResourceOrganization, Options")]
    [InlineData("""{ "Identity": [], "Organization": { "ID": "o-a", "Path": ["p"] } }""", "IamSim:Organization:Path: there is no such member: did you mean 'Paths'?")]
    [InlineData("""{ "Identity": [], "Organization": "o-a" }""", "IamSim:Organization: expected a section with members such as Id, but found 'o-a'")]
    [InlineData("""{ "Identity": [], "Organization": { "ManagementAccount": "77778888999" } }""", "IamSim:Organization:ManagementAccount: expected an account id of twelve digits, but found '77778888999'")]
    [InlineData("""{ "Identity": [], "Options": { "lenint": true } }""", "IamSim:Options:lenint: there is no such member: did you mean 'lenient'?")]
    [InlineData("""{ "Identity": [], "Options": { "lenient": "yes" } }""", "IamSim:Options:lenient: expected true or false, but found 'yes'")]
    [InlineData("""{ "Identity": "a.json" }""", "IamSim:Identity: expected a list of policy files, but found 'a.json': write [ \"a.json\" ]")]
    [InlineData("""{ "Identity": [], "Session": null }""", "IamSim:Session: expected a list of policy files, but found null, which a chained configuration also makes of []: write [] for none, or leave the member out")]
    [InlineData("""{ "Identity": { "first": "a.json" } }""", "IamSim:Identity:first: expected a list of policy files, but found a member named 'first': write [ ... ]")]
    [InlineData("""{ "Identity": ["a.json", ""] }""", "IamSim:Identity:1: expected the path of one policy file, but found an empty text or list")]
    [InlineData("""{ "Identity": [null] }""", "IamSim:Identity:0: a member of the list is null")]
    [InlineData("""{ "Identity": [["a.json"]] }""", "IamSim:Identity:0: expected the path of one policy file, but found a section with members")]
    [InlineData("""{ "Identity": ["a\u0000b"] }""", "IamSim:Identity:0: the path has a null character")]
    [InlineData("""{ "PermissionsBoundary": ["a.json"] }""", "IamSim:PermissionsBoundary: expected the path of one policy file, but found a section with members")]
    [InlineData("""{ "PermissionsBoundary": "" }""", "IamSim:PermissionsBoundary: expected the path of one policy file, but found an empty text or list")]
    [InlineData("""{ "ServiceControlPolicies": ["root.json"] }""", "IamSim:ServiceControlPolicies:0: expected a list of policy files, but found 'root.json': write [ \"root.json\" ]")]
    [InlineData("""{ "ServiceControlPolicies": [["root.json"], null] }""", "IamSim:ServiceControlPolicies:1: a member of the list is null")]
    [InlineData("""{ "Identity": [], "VpcEndpointType": "Gatway" }""", "IamSim:VpcEndpointType: expected one of Interface, Gateway, but found 'Gatway': did you mean 'Gateway'?")]
    [InlineData("""{ "Identity": [], "VpcEndpointType": 1 }""", "IamSim:VpcEndpointType: expected one of Interface, Gateway, but found '1'")]
    [InlineData("""{ "Identity": [], "Folder": "a\u0000b" }""", "IamSim:Folder: the path has a null character")]
    [InlineData("""{ "Identity": [], "Folder": ["x"] }""", "IamSim:Folder: expected the path of one folder, but found a section with members")]
    [InlineData("""{ "Identity": [], "Unknown\u001b[31m": 1 }""", "IamSim:Unknown\uFFFD[31m: there is no such member: expected one of Folder, Identity, PermissionsBoundary, Session, Resource, ResourcePolicyKind, AccessPoint, VpcEndpoint, VpcEndpointType, ServiceControlPolicies, ResourceControlPolicies, Organization, ResourceOrganization, Options")]
    public void A_fault_is_named_by_its_path(string section, string expected)
    {
        using ServiceProvider services = Services(section);

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => services.Simulator());

        Assert.Equal([expected], exception.Failures);
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        using ServiceProvider services = Services("""{ "Identity": "a.json", "Resource": [], "VpcEndpointType": "x", "Typo": "x" }""");

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => services.Simulator());

        Assert.Equal(4, exception.Failures.Count());
    }

    [Fact]
    public void A_list_that_two_sources_of_the_configuration_disagree_on_is_a_fault()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddJson("""{ "IamSim": { "Identity": [], "Session": ["a.json"], "Resource": "r.json" } }""")
            .AddInMemoryCollection([new("IamSim:Session", "")])
            .Build();
        using ServiceProvider services = new ServiceCollection().AddIamSim(policies => policies.FromConfiguration(configuration.GetSection("IamSim"))).BuildServiceProvider();

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => services.Simulator());

        Assert.Equal(["IamSim:Session: expected a list of policy files, but found an empty list in one source of the configuration and members in another"], exception.Failures);
    }

    [Fact]
    public void A_whole_configuration_may_be_the_section_of_a_named_policy_set()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddIamSim("orders", static policies => policies.FromConfiguration(Sample.Json("""{ "Sesion": [] }""")))
            .BuildServiceProvider();

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => services.Simulator("orders"));

        Assert.Equal(["Sesion: there is no such member: did you mean 'Session'?"], exception.Failures);
        Assert.Equal("orders", exception.OptionsName);
    }

    private static ServiceProvider Services(string section) => new ServiceCollection()
        .AddSingleton<IConfiguration>(Sample.Json($$"""{ "IamSim": {{section}} }"""))
        .AddIamSim(static policies => policies.FromConfiguration("IamSim"))
        .BuildServiceProvider();

    private static IEnumerable<string> Names(IEnumerable<PolicyDocument> documents) => documents.Select(static document => document.ToString());
}
