using IamSim.Identifiers;

namespace IamSim.Environments.Loading;

/// <summary>Which resource of an environment an ARN of a request is about.</summary>
internal static class ResourceNames
{
    /// <summary>The ARN itself, then those of what may hold it, from the closest.</summary>
    public static IEnumerable<string> Holders(string arn)
    {
        yield return arn;
        if (!Arn.TryParse(arn, out Arn parsed))
        {
            yield break;
        }

        int resource = arn.Length - parsed.Resource.Length;
        string service = parsed.Service.ToString();
        switch (service)
        {
            // Objects of a bucket, and of an access point (accesspoint/NAME/object/KEY).
            case "s3":
                int from = parsed.Resource.StartsWith("accesspoint/", StringComparison.Ordinal) ? resource + "accesspoint/".Length : resource;
                int slash = arn.IndexOf('/', from);
                if (slash > 0)
                {
                    yield return arn[..slash];
                }

                break;
            // function:NAME:VERSION
            case "lambda":
                int last = arn.LastIndexOf(':');
                if (parsed.Resource.StartsWith("function:", StringComparison.Ordinal) && last > resource + "function:".Length)
                {
                    yield return arn[..last];
                }

                break;
            // secret:NAME-6RaNdM is also known as secret:NAME
            case "secretsmanager":
                if (arn.Length > 7 && arn[^7] == '-' && parsed.Resource.StartsWith("secret:", StringComparison.Ordinal))
                {
                    yield return arn[..^7];
                }

                break;
            // TOPIC:SUBSCRIPTION
            case "sns":
                int colon = arn.IndexOf(':', resource);
                if (colon > 0)
                {
                    yield return arn[..colon];
                }

                break;
            // API/STAGE/METHOD/PATH; the API is managed under another name.
            case RestApi.InvokedService:
                int stage = arn.IndexOf('/', resource);
                if (stage > 0)
                {
                    yield return arn[..stage];
                }

                yield return RestApi.ManagedAs(parsed);
                break;
            default:
                foreach (string holder in HoldersByPath(arn, resource, service))
                {
                    yield return holder;
                }

                break;
        }
    }

    // table/NAME/index/INDEX and table/NAME/stream/LABEL; log-group:NAME:* and log-group:NAME:log-stream:STREAM.
    private static IEnumerable<string> HoldersByPath(string arn, int resource, string service)
    {
        if (service == "dynamodb" && arn.IndexOf('/', resource) is var first and > 0 && arn.IndexOf('/', first + 1) is var second and > 0)
        {
            yield return arn[..second];
        }

        if (service == "logs" && arn.IndexOf(':', resource) is var one and > 0 && arn.IndexOf(':', one + 1) is var two and > 0)
        {
            yield return arn[..two];
        }
    }
}
