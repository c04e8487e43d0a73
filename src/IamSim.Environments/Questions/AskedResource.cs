using IamSim.Identifiers;

namespace IamSim.Environments.Questions;

/// <summary>What a question about an ARN is about, where requests may name a resource otherwise than policies do.</summary>
/// <param name="Arn">The ARN that policies are compared with.</param>
/// <param name="RequestAlias">KMS: the alias by which the request names the key; <c>null</c> for none.</param>
/// <param name="Gap">That several resources have the name; <c>null</c> otherwise.</param>
internal readonly record struct AskedResource(string Arn, string? RequestAlias = null, EnvironmentGap? Gap = null)
{
    // -6RaNdM
    private const int SuffixLength = 7;

    /// <summary>Finds out what a question is about.</summary>
    /// <param name="arn">The ARN of the question.</param>
    /// <param name="action">The action.</param>
    /// <param name="environment">The environment.</param>
    public static AskedResource Of(string arn, ActionName action, AwsEnvironment environment)
    {
        if (!Identifiers.Arn.TryParse(arn, out Arn parsed))
        {
            return new AskedResource(arn);
        }

        if (parsed.Service is "secretsmanager" && parsed.Resource.StartsWith("secret:", StringComparison.Ordinal))
        {
            return OfSecret(arn, environment);
        }

        // The actions on aliases are about the alias besides the key.
        bool isAlias = parsed.Service is "kms" && action.Service is "kms" && parsed.Resource.StartsWith("alias/", StringComparison.Ordinal) && !action.Name.Contains("Alias", StringComparison.OrdinalIgnoreCase);
        return isAlias && environment.TryGetResource(arn, out EnvironmentResource? key) ? new AskedResource(key.Arn, parsed.Resource.ToString()) : new AskedResource(arn);
    }

    // Secrets Manager takes an ARN without the six characters at its end, and policies are compared with the whole one: Secrets Manager User Guide, "What's in a secret".
    private static AskedResource OfSecret(string arn, AwsEnvironment environment)
    {
        if (environment.TryGetResource(arn, out EnvironmentResource? known) && known.Arn == arn)
        {
            return new AskedResource(arn);
        }

        string[] full = [.. environment.Resources.Select(static resource => resource.Arn)
            .Where(other => other.Length == arn.Length + SuffixLength && other[arn.Length] == '-' && other.StartsWith(arn, StringComparison.Ordinal) && !other.AsSpan(arn.Length + 1).ContainsAny('-', '/'))];
        return full.Length switch
        {
            0 => new AskedResource(arn),
            1 => new AskedResource(full[0]),
            _ => new AskedResource(arn, Gap: new EnvironmentGap(EnvironmentGapKind.MissingPolicy, arn, $"{arn} is the beginning of {full.Length} secrets: {string.Join(", ", full)}: which of them it names is not known")),
        };
    }
}
