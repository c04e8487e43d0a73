using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Validation;

/// <summary>Where the statements of a policy say what AWS saves but what cannot be meant.</summary>
internal sealed class StatementChecks
{
    private readonly PolicyReporter _reporter;
    private readonly PolicyKind _kind;
    private readonly PolicyValidationOptions _options;
    private readonly VariableChecks _variables;
    private readonly ConditionChecks _conditions;
    private readonly TrustChecks _trust;

    private StatementChecks(PolicyReporter reporter, PolicyKind kind, PolicyValidationOptions options)
    {
        _reporter = reporter;
        _kind = kind;
        _options = options;
        _variables = new VariableChecks(reporter);
        _conditions = new ConditionChecks(reporter, _variables);
        _trust = new TrustChecks(reporter);
    }

    public static void Check(PolicyReporter reporter, PolicyKind kind, PolicyValidationOptions options)
    {
        var checks = new StatementChecks(reporter, kind, options);
        foreach (PolicyStatement statement in reporter.Document.Statements)
        {
            checks.Check(statement);
        }
    }

    private void Check(PolicyStatement statement)
    {
        foreach (PolicyValue action in (statement.Action ?? statement.NotAction)?.Values ?? [])
        {
            CheckAction(action);
        }

        foreach (PolicyValue resource in (statement.Resource ?? statement.NotResource)?.Values ?? [])
        {
            CheckResource(resource);
        }

        CheckPrincipals(statement);
        _conditions.Check(statement.Condition);
    }

    private void CheckAction(PolicyValue value)
    {
        string action = value.Text;
        int colon = action.IndexOf(':', StringComparison.Ordinal);
        // What has no prefix or two is refused by the compiler; variables are told there, too.
        if (colon <= 0 || action.IndexOf(':', colon + 1) >= 0 || action.Contains("${", StringComparison.Ordinal))
        {
            return;
        }

        string prefix = action[..colon];
        string name = action[(colon + 1)..];
        if (name.Length == 0)
        {
            _reporter.Report(DiagnosticDescriptors.ImpossibleActionName, value.Span, $"the action {JsonNode.Quote(action)} has no name and matches nothing", "write service:* for every action of a service");
        }
        else if (IndexOfStranger(name) is var stranger and >= 0)
        {
            string help = name[stranger] is ',' or ';' or ' ' ? "one string names one action: remove the character, or make a list of strings" : "remove the character";
            _reporter.Report(DiagnosticDescriptors.ImpossibleActionName, value.Span, $"the name of the action {JsonNode.Quote(action)} contains {JsonNode.Quote(name.Substring(stranger, 1))}, as no action does, and matches nothing", help);
        }

        if (prefix.AsSpan().ContainsAny('*', '?'))
        {
            _reporter.Report(DiagnosticDescriptors.WildcardServicePrefix, value.Span, $"the service prefix of {JsonNode.Quote(action)} has a wildcard and reaches services of similar name, also those to come", "name each service");
        }
        else if (_kind == PolicyKind.ResourceControl && !ResourceControlServices.Contains(AsciiFold.ToLower(prefix)))
        {
            _reporter.Report(DiagnosticDescriptors.UnreachedService, value.Span, $"resource control policies do not reach {JsonNode.Quote(prefix)}, as of {ResourceControlServices.AsOf}", "use a service control policy, or a resource policy");
        }
    }

    // GRAM-44: AWS saves any text behind the colon, yet every action it has is made of letters and digits.
    private static int IndexOfStranger(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i]) && name[i] is not ('*' or '?' or '-' or '_' or '.' or '/'))
            {
                return i;
            }
        }

        return -1;
    }

    private void CheckResource(PolicyValue value)
    {
        _variables.Check(value);
        // KMS-7, KMS-9: "*" is this key; another ARN has an effect only if it is that of the key, and an alias never is.
        bool isKeyPolicy = _kind == PolicyKind.Resource && _options.ResourcePolicyKind == ResourcePolicyKind.KmsKey;
        if (isKeyPolicy && Arn.TryParse(value.Text, out Arn arn) && !arn.Service.ContainsAny('*', '?') && !IsKey(arn))
        {
            _reporter.Report(DiagnosticDescriptors.ForeignKeyResource, value.Span, $"a key policy is about its own key, so {JsonNode.Quote(value.Text)} has no effect", "write \"*\", which means this key");
        }
    }

    private static bool IsKey(Arn arn) => arn.Service.SequenceEqual("kms") && !arn.Resource.StartsWith("alias/", StringComparison.Ordinal);

    private void CheckPrincipals(PolicyStatement statement)
    {
        if (_kind == PolicyKind.Resource && _options.ResourcePolicyKind == ResourcePolicyKind.RoleTrust)
        {
            _trust.Check(statement);
        }

        if (_kind != PolicyKind.VpcEndpoint || _options.VpcEndpointType != VpcEndpointType.Gateway || statement.Principal is not { } principal)
        {
            return;
        }

        foreach (PolicyValue value in principal.Groups.Where(static group => group.Kind.Text == "AWS").SelectMany(static group => group.Values))
        {
            bool isAccount = AccountId.IsValid(value.Text) || (Principal.TryParse(value.Text, out Principal? parsed) && parsed.Kind == PrincipalKind.Root);
            if (isAccount)
            {
                _reporter.Report(DiagnosticDescriptors.GatewayAccount, value.Span, $"in the policy of a gateway endpoint {JsonNode.Quote(value.Text)} means the root user of the account, not everyone in it", "write \"*\" and a condition on aws:PrincipalAccount");
            }
        }
    }
}
