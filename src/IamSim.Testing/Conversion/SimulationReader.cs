using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;
using IamSim.Scenarios;
using IamSim.Testing.Suites;

namespace IamSim.Testing.Conversion;

/// <summary>Reads the JSON of AWS's simulator. What it does not know, such as MaxItems, it leaves alone: it is AWS's form.</summary>
internal sealed class SimulationReader(DiagnosticBag findings, string? principal)
{
    private const int MaximumDepth = 32;
    private const string MadeUpAccount = "123456789012";

    private static readonly MemberFaults Faults = new(PolicyTestDiagnostics.UnusableSimulation, PolicyTestDiagnostics.UnusableSimulation, PolicyTestDiagnostics.UnusableSimulation);

    private readonly List<SimulationInput> _inputs = [];

    /// <summary>The inputs with their results.</summary>
    public IReadOnlyList<SimulationInput> Inputs => _inputs;

    /// <summary>Reads a file.</summary>
    public void Read(SourceText source)
    {
        if (JsonSyntaxTree.Parse(source, MaximumDepth, findings) is not { } tree)
        {
            return;
        }

        var members = new MemberReader(tree.Root, "a simulation", findings, Faults);
        if (tree.Root.Kind != JsonKind.Object)
        {
            return;
        }

        if (members.Optional("EvaluationResults") is { } results)
        {
            ReadResults(members, results, source);
        }
        else if (members.Optional("ActionNames") is not null || members.Optional("PolicyInputList") is not null)
        {
            ReadInput(members, source);
        }
        else
        {
            findings.Add(PolicyTestDiagnostics.UnusableSimulation, source, tree.Root.Span with { Length = 1 }, "the object is neither an input of AWS's policy simulator nor a result: it has none of ActionNames, PolicyInputList and EvaluationResults", "give what aws iam simulate-custom-policy takes as --cli-input-json, or what it prints");
        }
    }

    private void ReadInput(MemberReader members, SourceText source)
    {
        string? sourceArn = members.String("PolicySourceArn");
        List<PolicyDocument> identity = ReadPolicies(members, "PolicyInputList");
        List<PolicyDocument> boundary = ReadPolicies(members, "PermissionsBoundaryPolicyInputList");
        PolicyDocument? resource = members.Optional("ResourcePolicy") is { } text && members.Text(text, "ResourcePolicy") is { } json ? ReadPolicy(text, json, "ResourcePolicy") : null;
        string? owner = ReadOwner(members);
        Principal? caller = ReadCaller(members, sourceArn, owner);
        ImmutableArray<ActionName> actions = [.. Texts(members, "ActionNames").Select(one => ReadAction(members, one)).OfType<ActionName>()];
        ImmutableArray<string> resources = [.. Texts(members, "ResourceArns").Where(one => IsResource(members, one)).Select(static one => one.Text)];
        if (members.Optional("ActionNames") is null)
        {
            members.Required("ActionNames");
        }

        if (boundary.Count > 1)
        {
            members.Invalid(members.Optional("PermissionsBoundaryPolicyInputList")!.Value, $"a principal has one permissions boundary, but here are {boundary.Count}");
        }

        bool isOfPrincipal = sourceArn is not null;
        if (isOfPrincipal && identity.Count + boundary.Count > 0)
        {
            Lose(members.Node, "policies beside those of the principal: only those of the environment are asked");
        }

        if (caller is null)
        {
            return;
        }

        if (owner is not null && caller.HasAccount && owner != caller.AccountId && resources.Any(static arn => arn == "*" || (Arn.TryParse(arn, out Arn parsed) && parsed.AccountId.IsEmpty)))
        {
            Lose(members.Optional("ResourceOwner")!.Value, $"that {owner} owns resources whose ARN has no account: the caller's account is taken to");
        }

        _inputs.Add(new SimulationInput
        {
            Name = NameOf(source),
            Caller = caller,
            IsOfPrincipal = isOfPrincipal,
            Identity = isOfPrincipal ? [] : [.. identity],
            Boundary = isOfPrincipal ? null : boundary.FirstOrDefault(),
            Resource = resource,
            Actions = actions,
            Resources = resources.IsEmpty ? ["*"] : resources,
            Context = StatedContext.None with { Keys = ReadContext(members) },
        });
    }

    private void ReadResults(MemberReader members, JsonNode results, SourceText source)
    {
        if (_inputs.Count == 0)
        {
            // Without an input an environment may have the policies.
            _inputs.Add(new SimulationInput { Name = NameOf(source), Caller = ReadCaller(members, null, null)!, IsOfPrincipal = true });
        }

        SimulationInput input = _inputs[^1];
        foreach (JsonNode result in members.Array(results, "EvaluationResults"))
        {
            MemberReader one = members.Nested(result, "a result");
            if (one.Required("EvalActionName") is not { } name || one.Text(name, "EvalActionName") is null || ReadAction(one, name) is not { } action)
            {
                continue;
            }

            JsonNode[] specific = one.Optional("ResourceSpecificResults") is { } list ? [.. one.Array(list, "ResourceSpecificResults")] : [];
            if (specific.Length == 0)
            {
                Add(input, action, one, ReadDecision(one, "EvalDecision"));
            }

            foreach (JsonNode part in specific)
            {
                MemberReader resource = one.Nested(part, "a result of a resource");
                Add(input, action, resource, ReadDecision(resource, "EvalResourceDecision"));
            }
        }
    }

    private static void Add(SimulationInput input, ActionName action, MemberReader members, ExpectedDecision? expected)
    {
        JsonNode? name = members.Optional("EvalResourceName");
        string? resource = name is { } node ? members.Text(node, "EvalResourceName") : "*";
        if (expected is { } answer && resource is not null && (name is not { } written || IsResource(members, written)))
        {
            input.Results.Add(new SimulationResult(action, resource, answer));
        }
    }

    // What is neither would be the name of something else in a suite.
    private static bool IsResource(MemberReader members, JsonNode node)
    {
        if (node.Text == "*" || Arn.TryParse(node.Text, out _))
        {
            return true;
        }

        members.Invalid(node, $"{JsonNode.Quote(node.Text)} is no resource: expected an ARN or *");
        return false;
    }

    private static ExpectedDecision? ReadDecision(MemberReader members, string name)
    {
        if (members.Required(name) is not { } node || members.Text(node, name) is not { } text)
        {
            return null;
        }

        ExpectedDecision? expected = text switch
        {
            "allowed" => ExpectedDecision.Allow,
            "explicitDeny" => ExpectedDecision.ExplicitDeny,
            "implicitDeny" => ExpectedDecision.ImplicitDeny,
            _ => null,
        };
        if (expected is null)
        {
            members.Invalid(node, $"'{name}' must be allowed, explicitDeny or implicitDeny, but is {JsonNode.Quote(text)}");
        }

        return expected;
    }

    private static ActionName? ReadAction(MemberReader members, JsonNode node)
    {
        if (ActionName.TryParse(node.Text, out ActionName action))
        {
            return action;
        }

        members.Invalid(node, ActionName.DescribeFault(node.Text)!);
        return null;
    }

    private Principal? ReadCaller(MemberReader members, string? sourceArn, string? owner)
    {
        JsonNode? stated = members.Optional("CallerArn") ?? members.Optional("PolicySourceArn");
        string text = (stated is { } node ? members.Text(node, node.Name!) : null) ?? principal ?? sourceArn ?? $"arn:aws:iam::{owner ?? MadeUpAccount}:user/simulated";
        if (Principal.TryParse(text, out Principal? caller))
        {
            return caller;
        }

        findings.Add(PolicyTestDiagnostics.UnusableSimulation, members.Node.Source, (stated ?? members.Node).Span, $"{JsonNode.Quote(text)} is no principal: expected the ARN of a user or role");
        return null;
    }

    // An account, or the ARN of one.
    private static string? ReadOwner(MemberReader members)
    {
        if (members.String("ResourceOwner") is not { } text)
        {
            return null;
        }

        return Arn.TryParse(text, out Arn arn) ? arn.AccountId.ToString() : AccountId.IsValid(text) ? text : null;
    }

    private List<PolicyDocument> ReadPolicies(MemberReader members, string name)
    {
        var policies = new List<PolicyDocument>();
        int index = 0;
        foreach (JsonNode item in Texts(members, name))
        {
            if (ReadPolicy(item, item.Text, $"{name}[{index++}]") is { } policy)
            {
                policies.Add(policy);
            }
        }

        return policies;
    }

    private PolicyDocument? ReadPolicy(JsonNode node, string json, string name)
    {
        if (PolicyDocument.TryParse(new SourceText(json, name), out PolicyDocument? document, out IReadOnlyList<Diagnostic> faults))
        {
            return document with { Name = name };
        }

        Diagnostic first = faults.First(static fault => fault.Severity == DiagnosticSeverity.Error);
        findings.Add(PolicyTestDiagnostics.UnusableSimulation, node.Source, node.Span, $"the text is no policy: {first}");
        return null;
    }

    private static List<JsonNode> Texts(MemberReader members, string name)
    {
        var texts = new List<JsonNode>();
        foreach (JsonNode item in members.Optional(name) is { } list ? members.Array(list, name) : [])
        {
            if (members.Text(item, name) is not null)
            {
                texts.Add(item);
            }
        }

        return texts;
    }

    private ImmutableSortedDictionary<string, ContextValue> ReadContext(MemberReader members)
    {
        ImmutableSortedDictionary<string, ContextValue>.Builder keys = StatedContext.None.Keys.ToBuilder();
        foreach (JsonNode entry in members.Optional("ContextEntries") is { } list ? members.Array(list, "ContextEntries") : [])
        {
            MemberReader one = members.Nested(entry, "a context entry");
            if (one.Required("ContextKeyName") is { } name && one.Text(name, "ContextKeyName") is { } key)
            {
                if (!key.Contains(':', StringComparison.Ordinal))
                {
                    Lose(name, key.Length == 0 ? "a context key without a name" : $"the context key {JsonNode.Quote(key)}, which has no colon");
                    continue;
                }

                string[] values = [.. Texts(one, "ContextKeyValues").Select(static value => value.Text)];
                bool isList = one.String("ContextKeyType") is { } type && type.EndsWith("List", StringComparison.Ordinal);
                keys[key] = isList || values.Length != 1 ? ContextValue.Create(values) : values[0];
            }
        }

        return keys.ToImmutable();
    }

    private void Lose(JsonNode node, string what) => findings.Add(PolicyTestDiagnostics.LostInConversion, node.Source, node.Span with { Length = 1 }, $"a suite cannot say: {what}");

    private static string NameOf(SourceText source) => Path.GetFileNameWithoutExtension(source.Name ?? "") is { Length: > 0 } name ? name : "simulation";
}
