using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Linting.Rules;

/// <summary>ARNs of resources whose parts cannot go together: service, region, account and resource.</summary>
internal sealed class ResourceArnRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        // Of a trust policy the validator has told that it names no resources.
        if (policy.IsRoleTrust)
        {
            return;
        }

        foreach (LintedResource resource in policy.Statements.SelectMany(static statement => statement.Resources))
        {
            // GRAM-59: of a variable in front of the fifth colon the validator has told; its own colon would shift the parts.
            if (resource.IsArn && resource.Service.Length > 0 && IsConcrete(resource.Service) && ResourceChecks.FirstVariableSegment(resource.Text) >= 5)
            {
                Check(resource, policy, reporter);
            }
        }
    }

    private static void Check(LintedResource resource, LintedPolicy policy, LintReporter reporter)
    {
        ArnForms forms = ArnForms.Of(resource, policy.Services);
        if (!forms.HasForms && policy.Services.FindService(resource.Service) is null)
        {
            if (!ReferenceGaps.HasService(resource.Service))
            {
                ReportService(resource, policy, reporter);
            }
        }
        else if (AsciiFold.ToLower(resource.Service) != resource.Service)
        {
            ReportCase(resource, policy, reporter);
        }
        else
        {
            CheckAccount(resource, forms, reporter);
            if (forms.Fits)
            {
                CheckRegion(resource, forms, reporter);
            }
            else if (forms.HasForms)
            {
                CheckResource(resource, forms, reporter);
            }
        }
    }

    private static void ReportService(LintedResource resource, LintedPolicy policy, LintReporter reporter)
    {
        string? meant = reporter.IsFullOfWarnings ? null : CommonMisnomers.Service(resource.Service) ?? Suggestion.Closest(resource.Service, policy.Services.ServicePrefixes);
        reporter.Report(LintDescriptors.UnknownService, resource.Value.Span, $"no service has ARNs with {JsonNode.Quote(resource.Service)}", meant is null ? $"as of {reporter.AsOf}; the ARNs of a service stand in the Service Authorization Reference" : $"did you mean '{meant}'? (as of {reporter.AsOf})");
    }

    // Case counts in resources, so what stands there matches nothing yet.
    private static void ReportCase(LintedResource resource, LintedPolicy policy, LintReporter reporter)
    {
        string lower = AsciiFold.ToLower(resource.Service);
        var span = policy.Document.Source.Slice(resource.Value.Span).ToString();
        int at = span.IndexOf($":{resource.Service}:", StringComparison.Ordinal);
        DiagnosticFix? fix = at < 0 ? null : DiagnosticFix.Replace($"write '{lower}'", resource.Value.Span, string.Concat(span.AsSpan(0, at + 1), lower, span.AsSpan(at + 1 + lower.Length)));
        reporter.Report(LintDescriptors.ServiceCase, resource.Value.Span, $"the service {JsonNode.Quote(resource.Service)} of an ARN is written in lower case, and case counts", $"write '{lower}'", fix);
    }

    private static void CheckRegion(LintedResource resource, ArnForms forms, LintReporter reporter)
    {
        string region = resource.Region;
        if (region.Length == 0)
        {
            if (!forms.CanLackRegion)
            {
                reporter.Report(LintDescriptors.MissingRegion, resource.Value.Span, $"the ARNs of such resources of {resource.Service} have a Region, and {JsonNode.Quote(resource.Text)} has none", "write the Region between the third and the fourth colon, or *");
            }
        }
        else if (IsConcrete(region))
        {
            // Of IAM and of buckets the validator knows.
            if (!forms.HasRegion && resource.Service is not ("iam" or "s3"))
            {
                reporter.Report(LintDescriptors.RegionNotAllowed, resource.Value.Span, $"the ARNs of such resources of {resource.Service} have no Region, and {JsonNode.Quote(resource.Text)} names {JsonNode.Quote(region)}", "leave out what stands between the third and the fourth colon");
            }
            else if (forms.HasRegion && !Regions.IsRegion(region))
            {
                reporter.Report(LintDescriptors.InvalidArnRegion, resource.Value.Span, $"{JsonNode.Quote(region)} is not the code of a Region", reporter.IsFullOfWarnings ? null : Suggestion.DidYouMean(region, Regions.Names) ?? "write a code such as eu-west-1, or *");
            }
        }
    }

    private static void CheckAccount(LintedResource resource, ArnForms forms, LintReporter reporter)
    {
        string account = resource.Account;
        if (account.Length == 0)
        {
            if (forms.Fits && !forms.CanLackAccount && !ReferenceGaps.HasResourcesWithoutAccount(resource.Service))
            {
                reporter.Report(LintDescriptors.MissingAccount, resource.Value.Span, $"the ARNs of such resources of {resource.Service} have an account, and {JsonNode.Quote(resource.Text)} has none", "write the account between the fourth and the fifth colon, or *");
            }
        }
        else if (IsConcrete(account) && !forms.NamesAccount(account))
        {
            if (forms.Fits && !forms.HasAccount)
            {
                reporter.Report(LintDescriptors.AccountNotAllowed, resource.Value.Span, $"the ARNs of such resources of {resource.Service} have no account, and {JsonNode.Quote(resource.Text)} names {JsonNode.Quote(account)}", "leave out what stands between the fourth and the fifth colon");
            }
            // Resources that AWS owns have its name there.
            else if (!AccountId.IsValid(account) && account != "aws")
            {
                reporter.Report(LintDescriptors.InvalidArnAccount, resource.Value.Span, $"the account {JsonNode.Quote(account)} of an ARN does not have twelve digits", "write the account id, or *");
            }
        }
    }

    private static void CheckResource(LintedResource resource, ArnForms forms, LintReporter reporter)
    {
        // Of IAM the validator knows.
        if (resource.Service == "iam" || ReferenceGaps.HasResource(resource.Service, resource.Resource))
        {
            return;
        }

        string[] alike = reporter.IsFullOfWarnings ? [] : forms.Alike(resource.Resource);
        string help = alike.Length == 0 ? "its ARNs stand in the Service Authorization Reference" : $"they end in {string.Join(", or in ", alike)}";
        reporter.Report(LintDescriptors.InvalidArnResource, resource.Value.Span, $"no ARN of {resource.Service} ends in {JsonNode.Quote(resource.Resource)}", $"{help} (as of {reporter.AsOf})");
    }

    private static bool IsConcrete(string part) => !part.AsSpan().ContainsAny('*', '?');
}
