using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>
/// The resources that the policies of an environment's resources are ever asked about: what a policy hangs on, and what lies within it, such as the
/// objects of a bucket. What an entry of Resource covers beyond that is of no consequence. Immutable and thread-safe.
/// </summary>
internal sealed class ResourceDomain
{
    private readonly Dictionary<PolicyDocument, List<string>> _resources = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finds the resources of an environment; without one there is nothing to find.</summary>
    public ResourceDomain(AwsEnvironment? environment)
    {
        foreach (EnvironmentResource resource in environment?.Resources ?? [])
        {
            if (resource.Policy?.Content.Document is { } document)
            {
                Of(document).AddRange(resource.Aliases.Prepend(resource.Arn).SelectMany(Within));
            }
        }

        foreach (IamRole role in environment?.Principals.OfType<IamRole>() ?? [])
        {
            if (role.TrustPolicy?.Content.Document is { } trust)
            {
                Of(trust).Add(role.Arn);
            }
        }
    }

    /// <summary>What lies within a resource too, as far as its policy reaches: the resource itself first.</summary>
    public static IEnumerable<string> Within(string arn) => !Arn.TryParse(arn, out Arn parsed) ? [arn] : parsed.Service switch
    {
        "s3" or "dynamodb" => [arn, arn + "/*"],
        "lambda" or "sns" or "logs" => [arn, arn + ":*"],
        // Requests name a secret with six characters behind its name.
        "secretsmanager" => [arn, arn + "-*"],
        "sqs" or "kms" or "ecr" or "iam" => [arn],
        _ => [arn, arn + ":*", arn + "/*"],
    };

    /// <summary>Patterns of the resources that a policy hangs on; <c>null</c> when it hangs on none.</summary>
    public IReadOnlyList<string>? Find(PolicyDocument document) => _resources.GetValueOrDefault(document);

    private List<string> Of(PolicyDocument document)
    {
        if (!_resources.TryGetValue(document, out List<string>? resources))
        {
            _resources[document] = resources = [];
        }

        return resources;
    }
}
