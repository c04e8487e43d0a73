namespace IamSim;

/// <summary>How a method of an API Gateway API authorizes callers (SVC-3). See the API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow".</summary>
public enum ApiGatewayAuthorization
{
    /// <summary>IAM authorization, also for a Lambda authorizer, whose policy then stands in the identity layer.</summary>
    Iam,

    /// <summary>No authorization on the method: only the resource policy decides.</summary>
    None,

    /// <summary>A Cognito user pool whose token was accepted.</summary>
    CognitoUserPool,

    /// <summary>A Lambda authorizer; its policy is given as the identity policy.</summary>
    LambdaAuthorizer,
}
