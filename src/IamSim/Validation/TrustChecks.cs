using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.Validation;

/// <summary>Whether the principals of a role trust policy can call what it is about (STS-5).</summary>
internal sealed class TrustChecks(PolicyReporter reporter)
{
    private const string Sts = "sts:assumerole";
    private const string Saml = "sts:assumerolewithsaml";
    private const string WebIdentity = "sts:assumerolewithwebidentity";

    public void Check(PolicyStatement statement)
    {
        if (statement.Action is not { } actions || statement.Principal is not { } principal)
        {
            return;
        }

        Pattern[] patterns = [.. actions.Values.Select(static value => Pattern.Compile(AsciiFold.ToLower(value.Text), PatternMode.Text))];
        string[] covered = [.. new[] { Sts, Saml, WebIdentity }.Where(name => Array.Exists(patterns, pattern => pattern.IsMatch(name)))];
        // A statement about session tags alone goes with another that lets the principals in.
        if (covered.Length == 0)
        {
            return;
        }

        foreach (PrincipalGroup group in principal.Groups)
        {
            foreach (PolicyValue value in group.Values)
            {
                if (OperationOf(group.Kind.Text, value.Text) is { } needed && !covered.Contains(needed.Folded, StringComparer.Ordinal))
                {
                    reporter.Report(DiagnosticDescriptors.MismatchedTrust, value.Span, $"{JsonNode.Quote(value.Text)} assumes roles with {needed.Name}, which is not among the actions", $"add {needed.Name}, or name another principal");
                }
            }
        }
    }

    private static (string Folded, string Name)? OperationOf(string kind, string principal) => kind switch
    {
        "AWS" when principal != "*" => (Sts, "sts:AssumeRole"),
        "Service" => (Sts, "sts:AssumeRole"),
        "Federated" when principal.Contains(":saml-provider/", StringComparison.Ordinal) => (Saml, "sts:AssumeRoleWithSAML"),
        "Federated" => (WebIdentity, "sts:AssumeRoleWithWebIdentity"),
        _ => null,
    };
}
