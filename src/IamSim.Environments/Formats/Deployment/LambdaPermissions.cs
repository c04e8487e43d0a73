using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>Collects the permissions of functions, each of which Lambda makes a statement of the function's policy.</summary>
internal sealed class LambdaPermissions(DeploymentScope scope, DeployedPolicies policies)
{
    private readonly Dictionary<string, List<DeployedValue>> _statements = new(StringComparer.Ordinal);

    /// <summary>Takes a permission.</summary>
    /// <param name="function">The ARN of the function, without version or alias.</param>
    /// <param name="permission">What it says.</param>
    /// <param name="condition">The symbol of the condition, not known, under which it is deployed; <c>null</c> for none.</param>
    public void Add(string function, LambdaPermission permission, string? condition)
    {
        JsonNode origin = permission.Origin;
        List<KeyValuePair<string, DeployedValue>> members =
        [
            KeyValuePair.Create("Effect", Text(origin, "Allow")),
            KeyValuePair.Create("Principal", PrincipalOf(permission.Principal)),
            KeyValuePair.Create("Action", permission.Action),
            KeyValuePair.Create("Resource", Text(origin, function)),
        ];
        KeyValuePair<string, DeployedValue>[] blocks =
        [
            .. Block(origin, "ArnLike", [("aws:SourceArn", permission.SourceArn)]),
            .. Block(origin, "StringEquals",
            [
                ("aws:SourceAccount", permission.SourceAccount), ("aws:PrincipalOrgID", permission.OrganizationId), ("lambda:EventSourceToken", permission.EventSourceToken),
                ("lambda:FunctionUrlAuthType", permission.FunctionUrlAuthType),
            ]),
        ];
        if (blocks.Length > 0)
        {
            members.Add(KeyValuePair.Create("Condition", DeployedValue.OfMap(origin, blocks)));
        }

        DeployedValue statement = DeployedValue.OfMap(origin, members);
        if (!_statements.TryGetValue(function, out List<DeployedValue>? statements))
        {
            _statements.Add(function, statements = []);
        }

        statements.Add(condition is null ? statement : DeployedValue.OfChoice(origin, condition, statement, null));
    }

    /// <summary>Gives the functions their policies. A function of another place becomes a resource by it.</summary>
    public void Finish()
    {
        foreach ((string function, List<DeployedValue> statements) in _statements)
        {
            JsonNode origin = statements[0].Origin;
            DeployedValue policy = DeployedValue.OfMap(origin,
            [
                KeyValuePair.Create("Version", Text(origin, "2012-10-17")), KeyValuePair.Create("Statement", DeployedValue.OfList(origin, statements)),
            ]);
            ResourceParts resource = scope.Builder.Resource(OpenText.Show(function), PolicyTexts.PlaceOf(origin));
            resource.Policy ??= policies.Create(policy, $"policy of {resource.Arn}", null, PolicyShape.Resource);
        }
    }

    // s3.amazonaws.com, an account, an ARN, or everyone.
    private static DeployedValue PrincipalOf(DeployedValue principal)
    {
        string text = principal.Text;
        bool isService = text.Contains('.', StringComparison.Ordinal) && !text.StartsWith("arn:", StringComparison.Ordinal);
        return text == "*" ? principal : DeployedValue.OfMap(principal.Origin, [KeyValuePair.Create(isService && !AccountId.IsValid(text) ? "Service" : "AWS", principal)]);
    }

    private static IEnumerable<KeyValuePair<string, DeployedValue>> Block(JsonNode origin, string name, (string Key, DeployedValue? Value)[] tests)
    {
        KeyValuePair<string, DeployedValue>[] stated = [.. tests.Where(static test => test.Value is not null).Select(static test => KeyValuePair.Create(test.Key, test.Value!))];
        return stated.Length == 0 ? [] : [KeyValuePair.Create(name, DeployedValue.OfMap(origin, stated))];
    }

    private static DeployedValue Text(JsonNode origin, string text) => DeployedValue.OfText(origin, text);
}
