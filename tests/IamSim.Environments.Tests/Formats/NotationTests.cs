using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Tests.Formats;

public sealed class NotationTests
{
    private const string ReadReports = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/${aws:PrincipalTag/team}/*" }
          ]
        }
        """;

    private const string Yaml = """
        # Two accounts in one unit.
        organization:
          id: o-a1b2c3d4e5
          managementAccount: 999988887777
          delegatedAdministrators:
            "111122223333": [guardduty.amazonaws.com]
          root:
            id: r-ab12
            name: Root
            accounts: [999988887777]
            units:
              - id: ou-ab12-11111111
                name: Workloads
                serviceControlPolicies:
                  - FullAWSAccess
                  - name: NoDeletes
                    policy:
                      Version: 2012-10-17
                      Statement:
                        - { Effect: Deny, Action: "s3:Delete*", Resource: "*" }
                resourceControlPolicies: [policies/perimeter.yaml]
                accounts:
                  - 012345678901
                  - { id: 111122223333, name: production }
        awsManagedPolicies:
          - arn: arn:aws:iam::aws:policy/ReadOnlyAccess
            policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:List*","Resource":"*"}]}'
        accounts:
          - id: 111122223333
            name: production
            tags: { stage: prod }
            blockPublicAccess: true
            managedPolicies:
              - name: ReadReports
                path: /team/
                policy: policies/read-reports.json
            groups:
              - name: readers
                managedPolicies: [ReadReports]
            users:
              - name: alice
                id: AIDAALICE
                groups: [readers]
                tags: &blue
                  team: blue
                permissionsBoundary: arn:aws:iam::aws:policy/ReadOnlyAccess
              - name: bob
                groups: [readers]
                tags: *blue
                inlinePolicies:
                  - policies/read-reports.json
                  - Version: 2012-10-17
                    Statement: { Effect: Allow, Action: kms:Decrypt, Resource: "*" }
            roles:
              - name: deployer
                path: /app/
                maximumSessionDuration: 7200
                instanceProfiles: [arn:aws:iam::111122223333:instance-profile/app]
                trustPolicy:
                  Version: 2012-10-17
                  Statement:
                    Effect: Allow
                    Principal: { AWS: 111122223333 }
                    Action: sts:AssumeRole
        resources:
          - arn: arn:aws:s3:::reports
            owner: 111122223333
            region: eu-west-1
            tags: { class: open }
            blockPublicAccess: { restrictPublicBuckets: true }
            accessControlLists: false
          - arn: arn:aws:kms:eu-central-1:111122223333:key/1234
            aliases: [arn:aws:kms:eu-central-1:111122223333:alias/app]
            awsManagedKey: false
            kmsGrants:
              - granteePrincipal: arn:aws:iam::111122223333:role/app/deployer
                operations: [Decrypt]
                encryptionContextSubset: { tenant: a }
            policy:
              Version: 2012-10-17
              Statement: { Effect: Allow, Principal: { AWS: 111122223333 }, Action: kms:*, Resource: "*" }
          - arn: arn:aws:lambda:eu-central-1:111122223333:function:charge
            executionRoles: [arn:aws:iam::111122223333:role/app/deployer]
        vpcEndpoints:
          - id: vpce-1
            type: Gateway
            owner: 111122223333
            vpc: vpc-1
            service: com.amazonaws.eu-central-1.s3
            policy:
              Version: 2012-10-17
              Statement: { Effect: Allow, Principal: "*", Action: "*", Resource: "*" }
        """;

    private static TemporaryFolder Folder() => new TemporaryFolder()
        .With("environment.yaml", Yaml)
        .With("a-note.json", "{}")
        .With("policies/read-reports.json", ReadReports)
        .With("policies/perimeter.yaml", "Version: 2012-10-17\nStatement:\n  - { Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': o-a1b2c3d4e5 } } }\n");

    [Fact]
    public void Everything_that_the_notation_says_is_in_the_environment()
    {
        using TemporaryFolder folder = Folder();
        AwsEnvironment environment = folder.Load();

        Assert.Equal(["a-note.json:1:1: info IAM3001: an object of none of the known forms"], folder.Findings(environment));
        AwsOrganization organization = environment.Organization!;
        Assert.Equal(("o-a1b2c3d4e5", "999988887777"), (organization.Id, organization.ManagementAccountId));
        Assert.Equal(["guardduty.amazonaws.com"], organization.DelegatedAdministrators["111122223333"]);
        Assert.Equal(["012345678901", "111122223333", "999988887777"], environment.Accounts.Select(static account => account.Id));
        OrganizationNode unit = Assert.Single(Assert.Single(organization.Roots).Children, static child => child.Kind == OrganizationNodeKind.OrganizationalUnit);
        Assert.Equal(["FullAWSAccess", "NoDeletes"], unit.ServiceControlPolicies!.Value.Select(static policy => policy.Name));
        Assert.Equal(["RCPFullAWSAccess", "perimeter"], unit.ResourceControlPolicies!.Value.Select(static policy => policy.Name));
        Assert.Equal(["FullAWSAccess"], organization.Roots[0].ServiceControlPolicies!.Value.Select(static policy => policy.Name));
        Assert.Equal(["r-ab12 (Root)", "ou-ab12-11111111 (Workloads)", "111122223333 (production)"], environment.Accounts[1].Node!.Path.Select(static node => node.ToString()));
        Assert.Equal("arn:aws:iam::aws:policy/ReadOnlyAccess", Assert.Single(environment.AwsManagedPolicies).Arn);
    }

    [Fact]
    public void Identities_have_what_was_written()
    {
        using TemporaryFolder folder = Folder();
        AwsAccount account = folder.Load().Accounts[1];

        Assert.Equal(("production", "prod", true), (account.Name, account.Tags["stage"], account.HasIdentities));
        Assert.Equal(new S3PublicAccessBlock(true, true, true, true), account.PublicAccessBlock);
        ManagedPolicy policy = Assert.Single(account.ManagedPolicies);
        Assert.Equal(("arn:aws:iam::111122223333:policy/team/ReadReports", ReadReports), (policy.Arn, policy.DefaultVersion!.Text));
        Assert.Equal("AIDAALICE", account.Users[0].UniqueId);
        Assert.Equal(policy.DefaultVersion, Assert.Single(Assert.Single(account.Users[0].Groups).AttachedPolicies).Policy);
        Assert.Equal("arn:aws:iam::aws:policy/ReadOnlyAccess", account.Users[0].PermissionsBoundary!.Arn);
        Assert.Equal("blue", account.Users[1].Tags["team"]);
        Assert.Equal(["read-reports", "policy 2"], account.Users[1].InlinePolicies.Select(static inline => inline.Name));
        IamRole role = Assert.Single(account.Roles);
        Assert.Equal(("arn:aws:iam::111122223333:role/app/deployer", 7200), (role.Arn, role.MaximumSessionDuration));
        Assert.Contains("\"AWS\": \"111122223333\"", role.TrustPolicy!.Text, StringComparison.Ordinal);
        Assert.NotNull(role.TrustPolicy.Document);
        Assert.Equal(["arn:aws:iam::111122223333:instance-profile/app"], role.InstanceProfiles);
    }

    [Fact]
    public void Resources_and_endpoints_have_what_was_written()
    {
        using TemporaryFolder folder = Folder();
        AwsEnvironment environment = folder.Load();

        EnvironmentResource bucket = environment.Resource("arn:aws:s3:::reports");
        Assert.Equal(("111122223333", ResourcePolicyKind.S3Bucket, true, "open"), (bucket.OwnerAccountId, bucket.PolicyKind, bucket.IsPolicyKnown, bucket.Tags!["class"]));
        Assert.Null(bucket.Policy);
        Assert.Equal("eu-west-1", bucket.Region);
        Assert.False(bucket.HasAccessControlLists);
        Assert.Equal(new S3PublicAccessBlock(false, false, false, true), bucket.PublicAccessBlock);
        EnvironmentResource key = environment.Resource("arn:aws:kms:eu-central-1:111122223333:key/1234");
        Assert.Equal(ResourcePolicyKind.KmsKey, key.PolicyKind);
        Assert.False(key.IsAwsManagedKey);
        Assert.Equal(["arn:aws:kms:eu-central-1:111122223333:alias/app"], key.Aliases);
        Assert.Equal("a", Assert.Single(key.KmsGrants!.Value).EncryptionContextSubset!["tenant"]);
        Assert.Equal(["arn:aws:iam::111122223333:role/app/deployer"], environment.Resource("arn:aws:lambda:eu-central-1:111122223333:function:charge").ExecutionRoles);
        AwsVpcEndpoint endpoint = Assert.Single(environment.VpcEndpoints);
        Assert.Equal((VpcEndpointType.Gateway, "111122223333", "vpc-1", "com.amazonaws.eu-central-1.s3"), (endpoint.Type, endpoint.OwnerAccountId, endpoint.VpcId, endpoint.ServiceName));
        Assert.NotNull(endpoint.Policy!.Document);
    }

    [Fact]
    public void Policies_point_into_their_files_and_those_in_YAML_at_their_mapping()
    {
        using TemporaryFolder folder = Folder();
        AwsEnvironment environment = folder.Load();
        AwsAccount account = environment.Accounts[1];

        EnvironmentPolicy file = account.ManagedPolicies[0].DefaultVersion!;
        Assert.Equal((Path.Combine(folder.Path, "policies/read-reports.json"), 1, 1, true), (file.Place.File, file.Place.Line, file.Place.Column, file.IsVerbatim));
        EnvironmentPolicy inline = account.Users[1].InlinePolicies[1];
        Assert.Equal((Path.Combine(folder.Path, "environment.yaml"), 52, 13, false), (inline.Place.File, inline.Place.Line, inline.Place.Column, inline.IsVerbatim));
        Assert.Equal("kms:Decrypt", inline.Document!.Statements[0].Action!.Values[0].Text);
        Assert.Equal((41, 9), (account.Users[0].Place.Line, account.Users[0].Place.Column));
    }

    [Fact]
    public void Questions_are_answered_from_it()
    {
        using TemporaryFolder folder = Folder();
        var analyzer = new EnvironmentAnalyzer(folder.Load());
        var bob = Principal.Parse("arn:aws:iam::111122223333:user/bob");

        Assert.Equal(AccessState.Allowed, analyzer.Can(bob, "s3:GetObject", "arn:aws:s3:::reports/blue/q1.csv").State);
        Assert.Equal(AccessState.Denied, analyzer.Can(bob, "s3:GetObject", "arn:aws:s3:::reports/red/q1.csv").State);
        // The boundary of alice allows lists only.
        Assert.Equal(AccessState.Denied, analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject", "arn:aws:s3:::reports/blue/q1.csv").State);
        Assert.Equal(AccessState.Denied, analyzer.Can(bob, "s3:DeleteObject", "arn:aws:s3:::reports/blue/q1.csv").State);
    }

    [Fact]
    public void The_same_is_read_as_JSON_with_policies_at_their_places()
    {
        const string Json = """
            {
              "$schema": "https://example.com/environment.schema.json",
              "partition": "aws-cn",
              "accounts": [
                {
                  "id": "111122223333",
                  "users": [
                    { "name": "alice", "inlinePolicies": [{ "name": "read", "policy": { "Version": "2012-10-17", "Statement": [] } }] }
                  ]
                }
              ]
            }
            """;
        using TemporaryFolder folder = new TemporaryFolder().With("environment.json", Json).With("shop.environment.json", """{ "accounts": [{ "id": "444455556666" }] }""");
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        IamUser alice = Assert.Single(environment.Accounts[0].Users);
        Assert.Equal("arn:aws-cn:iam::111122223333:user/alice", alice.Arn);
        EnvironmentPolicy policy = Assert.Single(alice.InlinePolicies);
        Assert.Equal(("read", 8, 75, true), (policy.Name, policy.Place.Line, policy.Place.Column, policy.IsVerbatim));
        Assert.False(environment.Accounts[1].HasIdentities);
    }
}
