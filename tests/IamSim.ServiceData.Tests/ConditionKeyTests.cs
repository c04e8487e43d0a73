namespace IamSim.ServiceData.Tests;

public sealed class ConditionKeyTests
{
    [Theory]
    [InlineData("aws:SourceIp", "aws:SourceIp", ConditionKeyType.IPAddress, false, true)]
    [InlineData("AWS:sourcearn", "aws:SourceArn", ConditionKeyType.Arn, false, true)]
    [InlineData("aws:ResourceTag/team", "aws:ResourceTag/${TagKey}", ConditionKeyType.String, false, true)]
    [InlineData("aws:principaltag/a/b:c", "aws:PrincipalTag/${TagKey}", ConditionKeyType.String, false, true)]
    [InlineData("aws:TagKeys", "aws:TagKeys", ConditionKeyType.String, true, true)]
    [InlineData("s3:prefix", "s3:prefix", ConditionKeyType.String, false, false)]
    [InlineData("s3:ExistingObjectTag/owner", "s3:ExistingObjectTag/<key>", ConditionKeyType.String, false, false)]
    [InlineData("s3:existingJobPriority", "s3:ExistingJobPriority", ConditionKeyType.Numeric, false, false)]
    [InlineData("kms:EncryptionContext:app", "kms:EncryptionContext:${EncryptionContextKey}", ConditionKeyType.String, false, false)]
    [InlineData("codebuild:environment.environmentVariables/STAGE.value", "codebuild:environment.environmentVariables/${name}.value", ConditionKeyType.String, false, false)]
    [InlineData("codebuild:secondarySources/lib.auth.type", "codebuild:secondarySources/${sourceIdentifier}.auth.type", ConditionKeyType.String, false, false)]
    [InlineData("token.actions.githubusercontent.com:sub", "${IdentityProvider}:sub", ConditionKeyType.String, false, false)]
    [InlineData("token.actions.githubusercontent.com:Repository", "token.actions.githubusercontent.com:repository", ConditionKeyType.String, false, false)]
    [InlineData("oidc.eks.eu-west-1.amazonaws.com/id/ABC:aud", "${IdentityProvider}:aud", ConditionKeyType.String, false, false)]
    [InlineData("token.actions.githubusercontent.com/octo-org:ref", "token.actions.githubusercontent.com/${SubPath}:ref", ConditionKeyType.String, false, false)]
    [InlineData("token.actions.acme.ghe.com:actor", "token.actions.${Domain}.ghe.com:actor", ConditionKeyType.String, false, false)]
    [InlineData("cognito-identity.amazonaws.com:amr", "cognito-identity.amazonaws.com:amr", ConditionKeyType.String, false, false)]
    [InlineData("accounts.google.com:aud", "accounts.google.com:aud", ConditionKeyType.String, false, false)]
    [InlineData("saml:aud", "saml:aud", ConditionKeyType.String, false, false)]
    public void A_key_is_found_by_name_or_by_the_template_that_stands_for_it(string key, string name, ConditionKeyType type, bool isMultivalued, bool isGlobal)
    {
        ConditionKeyDefinition found = ServiceReference.Default.FindConditionKey(key)!;

        Assert.NotNull(found);
        Assert.Equal((name, type, isMultivalued, isGlobal), (found.Name, found.Type, found.IsMultivalued, found.IsGlobal));
        Assert.Equal(name.AsSpan().ContainsAny('$', '<'), found.IsTemplate);
        Assert.True(found.IsMatch(key));
    }

    [Theory]
    [InlineData("secretsmanager:ResourceTag/team", "secretsmanager:ResourceTag/tag-key")]
    [InlineData("secretsmanager:ResourceTag/tag-key", "secretsmanager:ResourceTag/tag-key")]
    [InlineData("glacier:ResourceTag/team", "glacier:ResourceTag/")]
    [InlineData("elasticloadbalancing:ResourceTag/team", "elasticloadbalancing:ResourceTag/${TagKey}")]
    [InlineData("ssm:resourceTag/team", "ssm:resourceTag/${TagKey}")]
    public void An_example_or_nothing_where_others_write_a_placeholder_stands_for_any_tag(string key, string name)
    {
        ConditionKeyDefinition found = ServiceReference.Default.FindConditionKey(key)!;

        Assert.NotNull(found);
        Assert.Equal(name, found.Name);
        Assert.True(found.IsTemplate);
    }

    [Theory]
    [InlineData("aws:NoSuchKey")]
    [InlineData("aws:ResourceTag/")]
    [InlineData("s3:nothing")]
    [InlineData("codebuild:secondarySources/.auth.type")]
    [InlineData("example.com:shoe-size")]
    [InlineData("example:sub")]
    [InlineData("prefix")]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("${")]
    public void What_no_service_documents_is_not_found(string key) => Assert.Null(ServiceReference.Default.FindConditionKey(key));

    [Fact]
    public void Global_keys_are_those_that_the_evaluation_knows()
    {
        ConditionKeyDefinition[] keys = [.. ServiceReference.Default.GlobalConditionKeys];

        Assert.Equal(54, keys.Length);
        Assert.All(keys, static key => Assert.True(key.IsGlobal));
        Assert.Equal(
            ["aws:CalledVia", "aws:PrincipalOrgPaths", "aws:PrincipalServiceNamesList", "aws:ResourceOrgPaths", "aws:SourceOrgPaths", "aws:TagKeys", "aws:VpceOrgPaths"],
            keys.Where(static key => key.IsMultivalued).Select(static key => key.Name));
        Assert.Equal(
            ["aws:CurrentTime", "aws:EpochTime", "aws:RequestedRegion", "aws:SecureTransport", "aws:UserAgent", "aws:ViaAWSService"],
            keys.Where(static key => !key.MayBeAbsent).Select(static key => key.Name));
        Assert.Equal([ConditionKeyType.Date, ConditionKeyType.Numeric], keys.Single(static key => key.Name == "aws:EpochTime").Types);
    }
}
