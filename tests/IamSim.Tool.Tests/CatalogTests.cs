using System.Text.Json;

namespace IamSim.Tool.Tests;

/// <summary>The commands actions, keys and resource-types.</summary>
public sealed class CatalogTests
{
    [Fact]
    public void Actions_are_listed_with_level_and_resource_types()
    {
        ToolResult result = ToolProcess.Run(["actions", "s3:get*tagging"]);

        Assert.Equal(
            """
            ACTION                                 LEVEL  RESOURCE TYPES
            s3:GetBucketTagging                    read   bucket*
            s3:GetJobTagging                       read   job*
            s3:GetObjectTagging                    read   accesspointobject object
            s3:GetObjectVersionTagging             read   accesspointobject object
            s3:GetStorageLensConfigurationTagging  read   storagelensconfiguration*

            5 actions; * marks a resource type that every request names, - an action for which Resource must be *

            service data of 2026-09-26

            """,
            result.Output);
        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void One_action_is_told_with_its_arns_keys_and_dependent_actions()
    {
        string output = ToolProcess.Run(["actions", "iam:passrole"]).Output;

        Assert.Contains("iam:PassRole  write  role*\n", output, StringComparison.Ordinal);
        Assert.Contains("permission only", output, StringComparison.Ordinal);
        Assert.Contains("role             arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}\n", output, StringComparison.Ordinal);
        Assert.Contains("iam:PassedToService", output, StringComparison.Ordinal);
        Assert.Contains("depends on", ToolProcess.Run(["actions", "ec2:RunInstances"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_fit_into_a_hundred_columns_but_for_long_names() =>
        Assert.All(ToolProcess.Run(["actions", "ec2:Run*"]).Output.Split('\n').Where(static line => line.StartsWith(' ')), static line => Assert.InRange(line.Length, 1, 100));

    [Fact]
    public void Options_narrow_what_is_listed()
    {
        string bucket = ToolProcess.Run(["actions", "s3:*", "--resource", "arn:aws:s3:::reports", "--access-level", "permissions-management"]).Output;
        string resourceLess = ToolProcess.Run(["actions", "s3:List*", "--resource-less"]).Output;

        Assert.Contains("s3:PutBucketPolicy", bucket, StringComparison.Ordinal);
        Assert.DoesNotContain("s3:PutObjectAcl", bucket, StringComparison.Ordinal);
        Assert.DoesNotContain("s3:ListBucket ", bucket, StringComparison.Ordinal);
        Assert.Contains("s3:ListAllMyBuckets", resourceLess, StringComparison.Ordinal);
        Assert.DoesNotContain("s3:ListBucket ", resourceLess, StringComparison.Ordinal);
        Assert.Equal(1, ToolProcess.Run(["actions", "s3:GetObject", "--resource-less"]).ExitCode);
    }

    [Fact]
    public void Json_has_the_sources_and_every_fact()
    {
        using JsonDocument actions = JsonDocument.Parse(ToolProcess.Run(["actions", "s3:GetObject", "--format", "json"]).Output);
        using JsonDocument keys = JsonDocument.Parse(ToolProcess.Run(["keys", "--format", "json"]).Output);
        using JsonDocument types = JsonDocument.Parse(ToolProcess.Run(["resource-types", "s3", "--format", "json"]).Output);

        Assert.Equal("2026-09-26", actions.RootElement.GetProperty("serviceData").GetProperty("date").GetString());
        JsonElement action = Assert.Single(actions.RootElement.GetProperty("actions").EnumerateArray());
        Assert.Equal("s3:GetObject", action.GetProperty("action").GetString());
        Assert.Equal("read", action.GetProperty("accessLevel").GetString());
        Assert.Equal(["accesspointobject", "object"], action.GetProperty("resourceTypes").EnumerateArray().Select(static row => row.GetProperty("name").GetString()));
        Assert.Contains("aws:SourceIp", keys.RootElement.GetProperty("conditionKeys").EnumerateArray().Select(static key => key.GetProperty("key").GetString()));
        Assert.Contains("bucket", types.RootElement.GetProperty("resourceTypes").EnumerateArray().Select(static type => type.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("s3:ListBucket", "s3:prefix", "global keys besides, which 'iamsim keys' lists")]
    [InlineData("s3", "s3:ExistingObjectTag/<key>", "String")]
    [InlineData("aws:ResourceTag/team", "aws:ResourceTag/${TagKey}", "String")]
    [InlineData("aws:TagKeys", "aws:TagKeys", "several of String")]
    public void Keys_are_those_of_an_action_or_a_service_or_the_one_that_is_named(string name, string key, string text)
    {
        ToolResult result = ToolProcess.Run(["keys", name]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(key, result.Output, StringComparison.Ordinal);
        Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nservice data of 2026-09-26\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_arn_is_of_the_resource_types_whose_form_it_has() =>
        Assert.Equal(
            """
            SERVICE  RESOURCE TYPE  ARN
            s3       object         arn:${Partition}:s3:::${BucketName}/${ObjectName}

            service data of 2026-09-26

            """,
            ToolProcess.Run(["resource-types", "arn:aws:s3:::reports/*"]).Output);

    [Theory]
    [InlineData("actions s3:GetObjct", "there is no action 's3:GetObjct' in the service data of 2026-09-26: did you mean 's3:GetObject'?", 1)]
    [InlineData("actions s33:GetObject", "there is no action 's33:GetObject' in the service data of 2026-09-26: did you mean", 1)]
    [InlineData("actions s4:NoSuchAction", "there is no action 's4:NoSuchAction' in the service data of 2026-09-26\n", 1)]
    [InlineData("actions dynamodb", "there is no action 'dynamodb' in the service data of 2026-09-26: did you mean 'dynamodb:*'?", 1)]
    [InlineData("keys aws:nope", "there is no action, service or condition key 'aws:nope' in the service data of 2026-09-26\n", 1)]
    [InlineData("keys s3:perfix", "there is no action, service or condition key 's3:perfix' in the service data of 2026-09-26: did you mean 's3:prefix'?", 1)]
    [InlineData("resource-types dynamdb", "there is no service 'dynamdb' in the service data of 2026-09-26: did you mean 'dynamodb'?", 1)]
    [InlineData("resource-types arn:aws:nosuch:::x", "no resource type has ARNs such as 'arn:aws:nosuch:::x'", 1)]
    [InlineData("actions s3:* --acess-level read", "unknown option '--acess-level': did you mean '--access-level'?", 2)]
    [InlineData("actions s3:* --service-data nosuch.bin", "cannot read nosuch.bin: ", 2)]
    [InlineData("keys --service-data IamSim.Tool.dll", "IamSim.Tool.dll: found something else than a catalog of services", 2)]
    public void What_does_not_exist_is_told_with_the_nearest(string commandLine, string message, int exitCode)
    {
        ToolResult result = ToolProcess.Run(commandLine.Split(' '));

        Assert.Contains("iamsim: " + message, result.Error, StringComparison.Ordinal);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public void Services_and_actions_are_completed()
    {
        Assert.Contains("s3:\n", ToolProcess.Run(["[suggest:17]", "iamsim actions s3"]).Output, StringComparison.Ordinal);
        Assert.Contains("s3:GetObject\n", ToolProcess.Run(["[suggest:24]", "iamsim actions s3:GetObj"]).Output, StringComparison.Ordinal);
        Assert.Contains("dynamodb\n", ToolProcess.Run(["[suggest:29]", "iamsim resource-types dynamod"]).Output, StringComparison.Ordinal);
    }
}
