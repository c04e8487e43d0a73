using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    private const string Minimal = "\"principal\":\"anonymous\",\"action\":\"s3:GetObject\",\"resource\":\"*\"";

    [Theory]
    [InlineData("{\"request\":{" + Minimal + "},\"extra\":1}", "IAM1001", "\"extra\"", "the scenario has no member 'extra'")]
    [InlineData("{\"request\":{\"principal\":\"anonymous\",\"action\":\"s3:GetObject\"}}", "IAM1002", "{", "the request has no member 'resource'")]
    [InlineData("{\"request\":{\"principal\":\"alice\",\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"alice\"", "'principal' is the string 'alice': expected the ARN")]
    [InlineData("{\"request\":{\"principal\":\"anonymous\",\"action\":\"s3:Get*\",\"resource\":\"*\"}}", "IAM1003", "\"s3:Get*\"", "'s3:Get*' is not an action: a request names one action, without wildcards")]
    [InlineData("{\"request\":{\"principal\":\"anonymous\",\"action\":\"GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"GetObject\"", "'GetObject' is not an action: expected service:Name, such as s3:GetObject")]
    [InlineData("{\"request\":{" + Minimal + ",\"context\":{\"a:b\":{}}}}", "IAM1003", "{}", "the context key 'a:b' must be a string, number, boolean, null or an array, but is an object")]
    [InlineData("{\"request\":{" + Minimal + ",\"context\":{\"a:b\":1,\"A:B\":2}}}", "IAM1003", "\"A:B\"", "the context key 'A:B' stands twice, in different case")]
    [InlineData("{\"request\":{" + Minimal + "},\"options\":{\"strict\":true}}", "IAM1003", "\"strict\"", "there is no option 'strict'")]
    [InlineData("{\"request\":{" + Minimal + "},\"now\":\"noon\"}", "IAM1003", "\"noon\"", "'now' must be a time such as 2026-01-31T12:00:00Z, but is 'noon'")]
    [InlineData("{\"request\":{" + Minimal + "},\"expect\":{\"decision\":\"Denied\"}}", "IAM1003", "\"Denied\"", "'decision' must be one of ImplicitDeny, ExplicitDeny, Allowed, but is 'Denied'")]
    [InlineData("{\"request\":{" + Minimal + "},\"request\":{}}", "IAM0004", "\"request\"", "the name 'request' stands twice in one object")]
    [InlineData("{\"request\":{" + Minimal + "},\"lenient\":\"yes\"}", "IAM1003", "\"yes\"", "'lenient' must be true or false, but is the string 'yes'")]
    [InlineData("{\"request\":{" + Minimal + "},\"options\":[]}", "IAM1003", "[]", "'options' must be an object, but is an array")]
    [InlineData("{\"request\":{" + Minimal + "},\"options\":{\"lenient\":1}}", "IAM1003", "1", "the option 'lenient' must be true or false, but is the number 1")]
    [InlineData("{\"request\":{" + Minimal + "},\"expect\":{}}", "IAM1003", "{}", "'expect' needs exactly one of \"decision\": ")]
    [InlineData("{\"request\":{" + Minimal + "},\"expect\":{\"allowed\":true,\"policyError\":true}}", "IAM1003", "{\"allowed\":true,\"policyError\":true}", "'expect' needs exactly one of \"decision\": ")]
    [InlineData("{\"request\":{" + Minimal + "},\"expect\":{\"policyError\":false}}", "IAM1003", "{\"policyError\":false}", "'expect' needs exactly one of \"decision\": ")]
    [InlineData("{\"request\":{\"principal\":\"anonymous\",\"action\":\"s3:GetObject\",\"resource\":[]}}", "IAM1003", "[]", "'resource' names no resource")]
    [InlineData("{\"request\":{\"principal\":\"anonymous\",\"action\":\"s3:GetObject\",\"resource\":[5]}}", "IAM1003", "5", "'resource' must be a string, but is the number 5")]
    [InlineData("{\"request\":{\"principal\":\"anonymous\",\"action\":\"s3:GetObject\",\"resource\":\"bucket\"}}", "IAM1003", "\"bucket\"", "'resource' must be an ARN with six parts or \"*\", but is 'bucket'")]
    [InlineData("{\"request\":{" + Minimal + ",\"resourceAccount\":\"1\"}}", "IAM1003", "\"1\"", "'resourceAccount' must be an account id of twelve digits, but is '1'")]
    [InlineData("{\"request\":{" + Minimal + ",\"context\":{\"a:b\":[[]]}}}", "IAM1003", "[]", "a value of the context key 'a:b' must be a string, number or boolean, but is an array")]
    [InlineData("{\"request\":{\"principal\":{},\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "{}", "the principal needs exactly one of 'arn', 'service' and 'federatedProvider'")]
    [InlineData("{\"request\":{\"principal\":{\"arn\":5},\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "5", "'arn' must be a string, but is the number 5")]
    [InlineData("{\"request\":{\"principal\":{\"arn\":\"ec2.amazonaws.com\"},\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"ec2.amazonaws.com\"", "'arn' is the string 'ec2.amazonaws.com': expected the ARN of a user, role")]
    [InlineData("{\"request\":{\"principal\":{\"service\":\"anonymous\"},\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"anonymous\"", "'service' is the string 'anonymous': expected a service name such as lambda.amazonaws.com")]
    [InlineData("{\"request\":{\"principal\":{\"federatedProvider\":\"nobody\"},\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"nobody\"", "'federatedProvider' is the string 'nobody': expected a saml-provider or oidc-provider ARN")]
    [InlineData("{\"request\":{\"principal\":{\"arn\":\"arn:aws:iam::111122223333:role/a/r\",\"rolePath\":\"/b/\"},\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"/b/\"", "'rolePath' is '/b/', but the ARN of the role says '/a/'")]
    [InlineData("{\"request\":{\"principal\":{\"arn\":\"arn:aws:sts::111122223333:assumed-role/r/s\",\"rolePath\":\"/b\"},\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"/b\"", "'rolePath' must begin and end with a slash, but is '/b'")]
    [InlineData("{\"request\":{\"principal\":{\"arn\":\"arn:aws:sts::111122223333:federated-user/f\",\"issuer\":\"arn:aws:iam::444455556666:user/u\"},\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"arn:aws:iam::444455556666:user/u\"", "'issuer' must be the ARN of the user, or root user, of the same account who called GetFederationToken, but is 'arn:aws:iam::444455556666:user/u'")]
    [InlineData("{\"request\":{\"principal\":{\"arn\":\"arn:aws:iam::111122223333:user/a\",\"issuer\":\"arn:aws:iam::111122223333:user/u\"},\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"arn:aws:iam::111122223333:user/u\"", "'issuer' must be the ARN of the user, or root user, of the same account who called GetFederationToken")]
    [InlineData("{\"request\":{\"principal\":{\"arn\":\"arn:aws:iam::111122223333:user/a\",\"sourceAccount\":\"111122223333\"},\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"sourceAccount\"", "'sourceAccount' goes with a service principal only (CTX-9)")]
    [InlineData("{\"request\":{\"principal\":{\"arn\":\"arn:aws:iam::111122223333:user/a\",\"canonicalUserId\":\"7\"},\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"7\"", "'canonicalUserId' must be 64 hexadecimal digits, but is '7'")]
    [InlineData("{\"request\":{" + Minimal + "},\"resourceSettings\":{\"kmsGrants\":{}}}", "IAM1003", "{}", "'kmsGrants' must be an array, but is an object")]
    [InlineData("{\"request\":{" + Minimal + "},\"resourceSettings\":{\"kmsGrants\":[{\"operations\":[]}]}}", "IAM1002", "{", "a KMS grant has no member 'granteePrincipal'")]
    [InlineData("{\"request\":{" + Minimal + "},\"resourceSettings\":{\"kmsGrants\":[{\"granteePrincipal\":\"anonymous\"}]}}", "IAM1002", "{", "a KMS grant has no member 'operations'")]
    [InlineData("{\"request\":{" + Minimal + "},\"resourceSettings\":{\"kmsGrants\":[{\"granteePrincipal\":\"anonymous\",\"operations\":[5]}]}}", "IAM1003", "5", "'operations' must be a string, but is the number 5")]
    [InlineData("{\"request\":{" + Minimal + "},\"resourceSettings\":{\"kmsGrants\":[{\"granteePrincipal\":\"anonymous\",\"operations\":[\"Decrypted\"]}]}}", "IAM1003", "\"Decrypted\"", "'Decrypted' is not an operation that a grant can hold")]
    [InlineData("{\"request\":{" + Minimal + "},\"resourceSettings\":{\"accessPoint\":{}}}", "IAM1002", "{", "the access point has no member 'arn'")]
    [InlineData("{\"request\":{" + Minimal + "},\"resourceSettings\":{\"accessPoint\":{\"arn\":\"arn:aws:s3:::b\"}}}", "IAM1003", "\"arn:aws:s3:::b\"", "'arn' must be the ARN of an access point, but is 'arn:aws:s3:::b'")]
    [InlineData("{\"request\":{" + Minimal + "},\"resourceSettings\":{\"vpcEndpointType\":\"gatway\"}}", "IAM1003", "\"gatway\"", "'vpcEndpointType' must be one of interface, gateway, but is 'gatway'")]
    [InlineData("7", "IAM1003", "7", "a scenario is an object, but found the number 7")]
    public void A_malformed_scenario_is_refused_with_its_place(string text, string id, string underlined, string message)
    {
        ScenarioReading reading = ScenarioReader.Read(new SourceText(text, "s.json"));

        Diagnostic error = reading.InputErrors[0];
        Assert.Null(reading.Scenario);
        Assert.Equal(id, error.Id);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(underlined, error.Source.Slice(error.Span).ToString());
        Assert.Equal(new LinePosition(1, error.Span.Start + 1), error.Position);
    }

    [Fact]
    public void A_name_twice_in_a_policy_is_a_fault_of_that_policy()
    {
        ScenarioReading reading = ScenarioReader.Read(new SourceText("{\"request\":{" + Minimal + "},\"policies\":{\"serviceControl\":[[],[{\"Statement\":[{\"Effect\":\"Allow\",\"Effect\":\"Deny\"}]}]]}}", "s.json", firstLine: 7));

        ScenarioFault fault = Assert.Single(reading.PolicyErrors);
        Assert.Empty(reading.InputErrors);
        Assert.Equal(("serviceControl[1][0]", "IAM0004", 7), (fault.Policy, fault.Diagnostic.Id, fault.Diagnostic.Position.Line));
    }

    [Fact]
    public void A_policy_in_a_string_has_places_in_its_own_text()
    {
        ScenarioReading reading = ScenarioReader.Read(new SourceText("{\"request\":{" + Minimal + "},\"policies\":{\"resource\":\"{\\n \\\"Statement\\\": 5}\"}}", "s.json"));

        ScenarioFault fault = Assert.Single(reading.PolicyErrors);
        Assert.Equal(("resource", new LinePosition(2, 15)), (fault.Policy, fault.Diagnostic.Position));
    }

    [Fact]
    public void The_owner_that_was_assumed_is_said()
    {
        const string Question = "{\"request\":{\"principal\":\"arn:aws:iam::111122223333:user/a\",\"action\":\"s3:GetObject\",\"resource\":\"RESOURCE\"}}";
        ScenarioAnswer Ask(string resource) => ScenarioAnswer.Create(ScenarioReader.Read(new SourceText(Question.Replace("RESOURCE", resource, StringComparison.Ordinal))));

        Assert.Equal(DecisionAssumptions.ResourceOwner, Ask("arn:aws:s3:::b/k").Decision!.Value.Assumptions);
        Assert.Equal(DecisionAssumptions.None, Ask("arn:aws:sqs:eu-west-1:444455556666:q").Decision!.Value.Assumptions);
        Assert.Equal(DecisionAssumptions.None, Ask("*").Decision!.Value.Assumptions);
    }

    [Fact]
    public void A_policy_file_outside_reach_is_an_error_of_the_scenario()
    {
        ScenarioReading reading = ScenarioReader.Read(new SourceText("{\"request\":{" + Minimal + "},\"policies\":{\"resource\":{\"file\":\"nowhere.json\"}}}"), new ScenarioReaderOptions { BaseDirectory = AppContext.BaseDirectory });

        Diagnostic error = Assert.Single(reading.InputErrors);
        Assert.Equal("IAM1004", error.Id);
        Assert.StartsWith("the policy file 'nowhere.json' cannot be read:", error.Message, StringComparison.Ordinal);
    }
}
