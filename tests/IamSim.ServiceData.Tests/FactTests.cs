namespace IamSim.ServiceData.Tests;

/// <summary>Facts that everybody who knows AWS can check.</summary>
public sealed class FactTests
{
    private static readonly ServiceReference Reference = ServiceReference.Default;

    [Fact]
    public void An_object_is_read_with_or_without_an_access_point()
    {
        ActionDefinition action = Reference.FindAction("S3:getobject")!;

        Assert.Equal("s3:GetObject", action.FullName);
        Assert.Equal("s3", action.Service);
        Assert.Equal(AccessLevel.Read, action.AccessLevel);
        Assert.Equal(["accesspointobject", "object"], action.ResourceTypes.Select(static row => row.Name));
        Assert.False(action.IsResourceLess);
        Assert.Contains("s3:ExistingObjectTag/<key>", action.ConditionKeys.Select(static key => key.Name));
        Assert.Equal("s3:ExistingObjectTag/<key>", action.FindConditionKey("s3:existingobjecttag/team")?.Name);
        Assert.Null(action.FindConditionKey("s3:prefix"));
        Assert.NotNull(Reference.FindAction("s3:ListBucket")!.FindConditionKey("s3:prefix"));
    }

    [Fact]
    public void Passing_a_role_is_permission_only_and_about_a_role()
    {
        ActionDefinition action = Reference.FindAction("iam:PassRole")!;

        Assert.True(action.IsPermissionOnly);
        Assert.True(Assert.Single(action.ResourceTypes).IsRequired);
        Assert.Equal("role", action.ResourceTypes[0].Name);
        Assert.Equal(["arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}"], action.ResourceTypes[0].ResourceType.ArnPatterns);
        Assert.NotNull(action.FindConditionKey("iam:PassedToService"));
    }

    [Fact]
    public void Starting_instances_takes_many_resources_of_which_some_are_required()
    {
        ActionDefinition action = Reference.FindAction("ec2:RunInstances")!;

        Assert.Equal(["image", "instance", "network-interface", "security-group", "subnet"], action.ResourceTypes.Where(static row => row.IsRequired).Select(static row => row.Name));
        Assert.Equal(18, action.ResourceTypes.Count);
        Assert.Contains("iam:PassRole", action.DependentActions.Concat(action.ResourceTypes.SelectMany(static row => row.DependentActions)));
        Assert.Contains("ec2:ImageType", action.ResourceTypes.Single(static row => row.Name == "image").ConditionKeys.Select(static key => key.Name));
    }

    [Theory]
    [InlineData("kms:Decrypt", AccessLevel.Write, "key")]
    [InlineData("sts:AssumeRole", AccessLevel.Write, "role")]
    [InlineData("lambda:InvokeFunction", AccessLevel.Write, "function")]
    [InlineData("s3:ListAllMyBuckets", AccessLevel.List, "")]
    [InlineData("s3:PutBucketPolicy", AccessLevel.PermissionsManagement, "bucket")]
    [InlineData("ec2:CreateTags", AccessLevel.Tagging, "application-status-check")]
    public void Actions_have_their_level_and_their_first_resource_type(string name, AccessLevel level, string type)
    {
        ActionDefinition action = Reference.FindAction(name)!;

        Assert.Equal(level, action.AccessLevel);
        Assert.Equal(type, action.ResourceTypes.Count == 0 ? "" : action.ResourceTypes[0].Name);
        Assert.Equal(type.Length == 0, action.IsResourceLess);
    }

    [Theory]
    [InlineData("s3")]
    [InlineData("s3:")]
    [InlineData(":GetObject")]
    [InlineData("s3:GetObject:x")]
    [InlineData("s3:Get*")]
    [InlineData("")]
    [InlineData("s4:GetObject")]
    [InlineData("s3:GetObjec\u212A")]
    public void What_is_no_action_is_not_found(string name)
    {
        Assert.Null(Reference.FindAction(name));
        Assert.Null(Reference.FindService(name is "s3" ? "s3 " : name));
    }

    [Fact]
    public void All_keys_of_an_action_are_its_own_those_of_its_types_and_the_global_ones_each_once()
    {
        ActionDefinition action = Reference.FindAction("s3:GetObject")!;
        string[] keys = [.. action.AllConditionKeys().Select(static key => key.Name)];

        Assert.Equal(keys.Distinct(StringComparer.OrdinalIgnoreCase), keys);
        Assert.Contains("aws:SourceIp", keys);
        Assert.Contains("aws:ResourceTag/${TagKey}", keys);
        Assert.Contains("aws:PrincipalTag/${TagKey}", keys);
        Assert.Contains("s3:DataAccessPointArn", keys);
        // AWS does not list it: no tags are passed when an object is read.
        Assert.DoesNotContain("aws:RequestTag/${TagKey}", keys);
        Assert.Null(action.FindConditionKey("aws:TagKeys"));
        Assert.NotNull(Reference.FindAction("ec2:RunInstances")!.FindConditionKey("aws:RequestTag/team"));
    }
}
