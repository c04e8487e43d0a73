using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>Finds the account and Region that a plan or state is for.</summary>
internal static class TerraformPlace
{
    /// <summary>The account: of aws_caller_identity, of the role that the provider assumes, or of the first ARN among the values. The Region: of the provider, of aws_region, or of the first ARN.</summary>
    public static (string? Account, string? Region) Of(TerraformDocument document)
    {
        JsonNode root = document.Root;
        string? account = document.Resources.Where(static resource => resource is { IsData: true, Type: "aws_caller_identity" }).Select(static resource => resource.KnownText("account_id")).FirstOrDefault(static id => AccountId.IsValid(id));
        string? region = ProviderRegion(root) ?? document.Resources.Where(static resource => resource is { IsData: true, Type: "aws_region" }).Select(static resource => resource.KnownText("name") ?? resource.KnownText("region")).FirstOrDefault(static name => name is not null);
        account ??= AssumedAccount(root);
        foreach (TerraformResource resource in document.Resources.Where(static resource => !resource.IsData))
        {
            if (account is not null && region is not null)
            {
                break;
            }

            if (Arn.TryParse(resource.KnownText("arn"), out Arn arn))
            {
                account ??= AccountId.IsValid(arn.AccountId) ? arn.AccountId.ToString() : null;
                region ??= arn.Region.Length > 0 ? arn.Region.ToString() : null;
            }
        }

        return (account, region);
    }

    private static string? ProviderRegion(JsonNode root)
    {
        if (Provider(root) is not { } provider || !provider.TryGetObject("region", out JsonNode region))
        {
            return null;
        }

        string? variable = region.GetTexts("references").Find(static reference => reference.StartsWith("var.", StringComparison.Ordinal));
        return region.GetText("constant_value")
            ?? (variable is not null && root.TryGetObject("variables", out JsonNode variables) && variables.TryGetObject(variable["var.".Length..], out JsonNode value) ? value.GetText("value") : null);
    }

    private static string? AssumedAccount(JsonNode root) =>
        Provider(root) is { } provider && provider.GetItems("assume_role") is [var role, ..] && role.TryGetObject("role_arn", out JsonNode written)
        && Arn.TryParse(written.GetText("constant_value"), out Arn arn) && AccountId.IsValid(arn.AccountId) ? arn.AccountId.ToString() : null;

    private static JsonNode? Provider(JsonNode root) =>
        root.TryGetObject("configuration", out JsonNode configuration) && configuration.TryGetObject("provider_config", out JsonNode providers)
        && providers.TryGetObject("aws", out JsonNode aws) && aws.TryGetObject("expressions", out JsonNode expressions) ? expressions : null;
}
