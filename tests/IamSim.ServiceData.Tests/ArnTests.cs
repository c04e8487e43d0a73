namespace IamSim.ServiceData.Tests;

public sealed class ArnTests
{
    private static readonly ServiceReference Reference = ServiceReference.Default;

    [Theory]
    [InlineData("arn:aws:s3:::reports", "s3 bucket, ssm bucket")]
    [InlineData("arn:aws:s3:::reports/q1.csv", "s3 object")]
    [InlineData("arn:aws:s3:::reports/2026/q1:a.csv", "s3 object")]
    [InlineData("arn:aws:s3:::reports/*", "s3 object")]
    [InlineData("arn:aws:s3:::reports*", "s3 bucket, s3 object, ssm bucket")]
    [InlineData("arn:aws:s3:::${aws:username}", "s3 bucket, s3 object, ssm bucket")]
    [InlineData("arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap", "s3 multiregionaccesspoint")]
    [InlineData("arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap/object/q1.csv", "s3 accesspointobject")]
    [InlineData("arn:aws:s3:eu-west-1:111122223333:accesspoint/reports/object/q1.csv", "s3 accesspointobject")]
    [InlineData("arn:aws:s3:::accesspoint/reports", "s3 object")]
    [InlineData("arn:aws-cn:s3:::reports", "s3 bucket, ssm bucket")]
    [InlineData("arn:aws:s3:::", "")]
    [InlineData("arn:aws:s3:eu-west-1:111122223333:reports", "")]
    [InlineData("arn:aws:iam::111122223333:role/team/app/deployer", "ec2 role, iam role, ssm iam-role, sts role")]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:alias/team/data", "kms alias")]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:resize", "lambda function")]
    [InlineData("arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/resize:*", "logs log-group, logs log-stream")]
    [InlineData("arn:aws:apigateway:eu-west-1::/restapis/a1/models/pet", "apigateway Model")]
    [InlineData("arn:aws:apigateway:eu-west-1::/apis/a1/models/pet", "apigateway Model")]
    [InlineData("arn:aws:dynamodb:eu-west-1:111122223333:table/orders", "dynamodb table")]
    [InlineData("arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/by-day", "dynamodb index")]
    [InlineData("arn:aws:ssm:eu-west-1::document/AWS-RunShellScript", "ssm document")]
    [InlineData("arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-11-26T08:30:00.000", "dynamodb stream")]
    [InlineData("arn:aws:codebuild:eu-west-1:111122223333:build/site:0a1b", "codebuild build")]
    [InlineData("arn:aws:codebuild:eu-west-1:111122223333:build-batch/site:0a1b", "codebuild build-batch")]
    [InlineData("arn:aws:cognito-identity:eu-west-1:111122223333:identitypool/eu-west-1:0a1b", "cognito-identity identitypool")]
    [InlineData("arn:aws:cognito-sync:eu-west-1:111122223333:identitypool/eu-west-1:0a/identity/eu-west-1:1b", "cognito-sync identity")]
    [InlineData("arn:aws:comprehend:eu-west-1:111122223333:document-classifier/mail/version/two", "comprehend document-classifier")]
    [InlineData("arn:aws:elasticbeanstalk:eu-west-1::platform/Docker running on 64bit Amazon Linux 2023/4.3.0", "elasticbeanstalk platform")]
    [InlineData("arn:aws:iot:eu-west-1:111122223333:client/floor-2/sensor", "iot client")]
    [InlineData("arn:aws:iot:eu-west-1:111122223333:thing/floor:2", "iot thing")]
    [InlineData("arn:aws:iot:eu-west-1:111122223333:thing/floor/2", "")]
    [InlineData("arn:aws:quicksight:eu-west-1:111122223333:user/default/alice", "quicksight user")]
    [InlineData("arn:aws:rds:eu-west-1:111122223333:og:default:mysql-8-0", "rds og")]
    [InlineData("arn:aws:redshift:eu-west-1:111122223333:snapshot:sales/rds:sales-2026-11-26-08-30-00", "redshift snapshot")]
    [InlineData("arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/3", "sagemaker model-package")]
    [InlineData("arn:aws:nosuch:eu-west-1:111122223333:thing/x", "")]
    [InlineData("reports", "")]
    [InlineData("", "")]
    public void An_arn_is_of_the_types_whose_form_it_has(string arn, string expected)
    {
        // Recovery points have whatever ARN the backed up resource's service gives them.
        string[] types = [.. Reference.FindResourceTypes(arn).Select(static type => type.ToString()).Where(static type => type != "backup recoveryPoint")];

        Assert.Equal(expected, string.Join(", ", types));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("arn:*")]
    [InlineData("arn:aws:*")]
    public void A_pattern_that_says_nothing_of_the_service_is_of_every_type(string pattern) =>
        Assert.Equal(2334, Reference.FindResourceTypes(pattern).Count());

    [Fact]
    public void A_star_in_front_of_the_fifth_colon_passes_colons_only_at_the_end_of_its_part()
    {
        ResourceTypeDefinition table = Reference.FindService("dynamodb")!.FindResourceType("table")!;

        Assert.True(table.CanMatch("arn:aws:dynamodb:*:table/orders"));
        Assert.True(table.CanMatch("arn:aws:dynamodb:eu-*:111122223333:table/orders"));
        Assert.True(table.CanMatch("arn:aws:dynamodb:eu-west-?:111122223333:table/${aws:username}"));
        Assert.False(table.CanMatch("arn:aws:dynamodb:eu-west-1:111122223333:tables/*"));
        Assert.False(table.CanMatch("arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/x"));
        // GRAM-55: fewer than six parts cover whatever follows.
        Assert.True(table.CanMatch("arn:aws:dynamodb:eu-west-1"));
        Assert.False(table.CanMatch("arn:aws:dynamodb:eu-west-1:111122223333:"));
    }

    [Fact]
    public void In_a_concrete_arn_every_character_is_itself()
    {
        ResourceTypeDefinition bucket = Reference.FindService("s3")!.FindResourceType("bucket")!;

        Assert.True(bucket.IsMatch("arn:aws:s3:::reports"));
        Assert.True(bucket.IsMatch("arn:aws:s3:::reports*"));
        Assert.False(bucket.IsMatch("arn:aws:s3:::reports/*"));
        Assert.False(bucket.IsMatch("*"));
        Assert.False(bucket.IsMatch("ARN:aws:s3:::reports"));
    }

    [Fact]
    public void An_arn_leads_to_the_actions_that_it_can_be_the_resource_of()
    {
        string[] actions = [.. Reference.FindActionsFor("arn:aws:s3:::reports").Where(static action => action.Service == "s3").Select(static action => action.Name)];

        Assert.Contains("ListBucket", actions);
        Assert.Contains("PutBucketPolicy", actions);
        Assert.DoesNotContain("GetObject", actions);
        Assert.DoesNotContain("ListAllMyBuckets", actions);
        Assert.Contains("GetObject", Reference.FindActionsFor("arn:aws:s3:::reports/*").Select(static action => action.Name));
    }

    [Fact]
    public void Every_form_is_matched_by_an_arn_made_of_it()
    {
        int count = 0;
        foreach (ResourceTypeDefinition type in Reference.ServicePrefixes.SelectMany(static prefix => Reference.FindService(prefix)!.ResourceTypes))
        {
            foreach (string pattern in type.ArnPatterns)
            {
                string arn = Fill(pattern);
                Assert.True(type.IsMatch(arn), $"{type}: {arn}");
                Assert.True(type.CanMatch(arn), $"{type}: {arn}");
                Assert.True(type.CanMatch(pattern), $"{type}: {pattern}");
                Assert.Contains(type, Reference.FindResourceTypes(arn));
                count++;
            }
        }

        Assert.Equal(2347, count);
    }

    [Fact]
    public void A_hostile_pattern_is_answered_in_bounded_work()
    {
        ResourceTypeDefinition log = Reference.FindService("logs")!.FindResourceType("log-stream")!;

        Assert.True(log.CanMatch("arn:aws:logs:eu-west-1:111122223333:log-group:" + string.Concat(Enumerable.Repeat("*a", 4000)) + ":/x"));
        Assert.False(log.CanMatch("arn:aws:logs:eu-west-1:111122223333:log-groups:" + string.Concat(Enumerable.Repeat("*a", 4000))));
        Assert.True(log.CanMatch("arn:aws:logs:" + new string('*', 20_000)));
        Assert.True(log.CanMatch(string.Concat(Enumerable.Repeat("${a}", 5_000))));
    }

    private static string Fill(string pattern)
    {
        string arn = pattern;
        for (int start = arn.IndexOf('{', StringComparison.Ordinal); start >= 0; start = arn.IndexOf('{', StringComparison.Ordinal))
        {
            int from = start > 0 && arn[start - 1] == '$' ? start - 1 : start;
            arn = string.Concat(arn.AsSpan(0, from), "x1", arn.AsSpan(arn.IndexOf('}', start) + 1));
        }

        return arn.Replace("*", "y", StringComparison.Ordinal);
    }
}
