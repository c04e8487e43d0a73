using System.Collections.Frozen;
using IamSim.Environments.Loading;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>Texts of policies of AWS that never changed: templates and plans attach them by ARN alone.</summary>
internal static class WellKnownPolicies
{
    private const string AdministratorAccess = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AdministratorAccess"] = AdministratorAccess,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Adds the policy of an ARN, if it is one of these and not there yet.</summary>
    public static void AddTo(EnvironmentBuilder builder, string arn)
    {
        const string Before = ":iam::aws:policy/";
        int at = arn.IndexOf(Before, StringComparison.Ordinal);
        if (at < 0 || builder.AwsManagedPolicies.ContainsKey(arn) || !Texts.TryGetValue(arn[(at + Before.Length)..], out string? text))
        {
            return;
        }

        string name = arn[(at + Before.Length)..];
        EnvironmentPolicy policy = builder.CreatePolicy(text, name, arn, default);
        var parts = new ManagedPolicyParts(arn, name) { DefaultVersionId = "v1", DefaultVersion = policy };
        parts.Versions.Add("v1", policy);
        builder.Add(parts);
    }
}
