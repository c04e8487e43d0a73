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
            if (reporter.IsFullOfWarnings)
            {
                return;
            }

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
            var findings = new Findings(resource, forms);
            findings.CheckParts(reporter);
            if (findings.Any && !ArnForms.IsReachable(resource, policy.Services))
            {
                findings.ReportAll(reporter);
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

    private static bool IsConcrete(string part) => !part.AsSpan().ContainsAny('*', '?');

    /// <summary>What is wrong with the parts of one ARN, told only if no other reading of it can match.</summary>
    private sealed class Findings(LintedResource resource, ArnForms forms)
    {
        private readonly List<(DiagnosticDescriptor Descriptor, string Message, string? Help)> _found = [];

        public bool Any => _found.Count > 0;

        public void CheckParts(LintReporter reporter)
        {
            CheckAccount();
            if (forms.Fits)
            {
                CheckRegion(reporter);
            }
            else if (forms.HasForms)
            {
                CheckResource(reporter);
            }
        }

        public void ReportAll(LintReporter reporter)
        {
            foreach ((DiagnosticDescriptor descriptor, string message, string? help) in _found)
            {
                reporter.Report(descriptor, resource.Value.Span, message, help);
            }
        }

        private void CheckRegion(LintReporter reporter)
        {
            string region = resource.Region;
            if (region.Length == 0)
            {
                if (!forms.CanLackRegion)
                {
                    Add(LintDescriptors.MissingRegion, $"the ARNs of such resources of {resource.Service} have a Region, and {JsonNode.Quote(resource.Text)} has none", "write the Region between the third and the fourth colon, or *");
                }
            }
            else if (IsConcrete(region))
            {
                // Of IAM and of buckets the validator knows.
                if (!forms.HasRegion && resource.Service is not ("iam" or "s3"))
                {
                    Add(LintDescriptors.RegionNotAllowed, $"the ARNs of such resources of {resource.Service} have no Region, and {JsonNode.Quote(resource.Text)} names {JsonNode.Quote(region)}", "leave out what stands between the third and the fourth colon");
                }
                else if (forms.HasRegion && !Regions.IsRegion(region))
                {
                    Add(LintDescriptors.InvalidArnRegion, $"{JsonNode.Quote(region)} is not the code of a Region", reporter.IsFullOfWarnings ? null : Suggestion.DidYouMean(region, Regions.Names) ?? "write a code such as eu-west-1, or *");
                }
            }
        }

        private void CheckAccount()
        {
            string account = resource.Account;
            if (account.Length == 0)
            {
                if (forms.Fits && !forms.CanLackAccount && !ReferenceGaps.HasResourcesWithoutAccount(resource.Service))
                {
                    Add(LintDescriptors.MissingAccount, $"the ARNs of such resources of {resource.Service} have an account, and {JsonNode.Quote(resource.Text)} has none", "write the account between the fourth and the fifth colon, or *");
                }
            }
            else if (IsConcrete(account) && !forms.NamesAccount(account))
            {
                if (forms.Fits && !forms.HasAccount)
                {
                    Add(LintDescriptors.AccountNotAllowed, $"the ARNs of such resources of {resource.Service} have no account, and {JsonNode.Quote(resource.Text)} names {JsonNode.Quote(account)}", "leave out what stands between the fourth and the fifth colon");
                }
                // Resources that AWS owns have its name there.
                else if (!AccountId.IsValid(account) && account != "aws")
                {
                    Add(LintDescriptors.InvalidArnAccount, $"the account {JsonNode.Quote(account)} of an ARN does not have twelve digits", "write the account id, or *");
                }
            }
        }

        private void CheckResource(LintReporter reporter)
        {
            // Of IAM the validator knows.
            if (resource.Service == "iam" || ReferenceGaps.HasResource(resource.Service, resource.Resource))
            {
                return;
            }

            string[] alike = reporter.IsFullOfWarnings ? [] : forms.Alike(resource.Resource);
            string help = alike.Length == 0 ? "its ARNs stand in the Service Authorization Reference" : $"they end in {string.Join(", or in ", alike)}";
            Add(LintDescriptors.InvalidArnResource, $"no ARN of {resource.Service} ends in {JsonNode.Quote(resource.Resource)}", $"{help} (as of {reporter.AsOf})");
        }

        private void Add(DiagnosticDescriptor descriptor, string message, string? help) => _found.Add((descriptor, message, help));
    }
}
