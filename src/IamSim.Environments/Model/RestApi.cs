using IamSim.Identifiers;

namespace IamSim.Environments;

/// <summary>The two names of a REST API: the one it is managed under, and the one that its policy and its callers use (SVC-3).</summary>
/// <remarks>See the API Gateway Developer Guide, "ARN format for permissions" and "Control access to a REST API with API Gateway resource policies".</remarks>
internal static class RestApi
{
    /// <summary>The service that methods are called through; actions of <c>apigateway</c> manage the API and do not ask its policy.</summary>
    public const string InvokedService = "execute-api";

    private const string Managed = "/restapis/";

    /// <summary>Whether an ARN is that of a whole API, under either name.</summary>
    public static bool IsName(string arn) => Arn.TryParse(arn, out Arn parsed) && (parsed.Service is InvokedService || parsed.Service is "apigateway") && IdOf(parsed).Length > 0;

    /// <summary>The name under which the methods are called; <c>null</c> when nothing tells which account owns the API, and the ARN itself when it is no API.</summary>
    /// <param name="resource">A resource.</param>
    public static string? InvokedAs(EnvironmentResource resource) =>
        !Arn.TryParse(resource.Arn, out Arn parsed) || parsed.Service is not "apigateway" || IdOf(parsed) is not { Length: > 0 } id ? resource.Arn
        : resource.OwnerAccountId is { } account ? $"arn:{parsed.Partition}:{InvokedService}:{parsed.Region}:{account}:{id}"
        : null;

    /// <summary>The name that an API is managed under.</summary>
    /// <param name="invoked">The ARN of the API or of a method, as callers use it.</param>
    public static string ManagedAs(Arn invoked) => $"arn:{invoked.Partition}:apigateway:{invoked.Region}::{Managed}{invoked.Resource.ToString().Split('/')[0]}";

    private static string IdOf(Arn arn)
    {
        string resource = arn.Resource.ToString();
        string id = arn.Service is InvokedService ? resource : resource.StartsWith(Managed, StringComparison.Ordinal) ? resource[Managed.Length..] : "";
        return id.Contains('/', StringComparison.Ordinal) ? "" : id;
    }
}
