using System.Collections.Immutable;
using System.Globalization;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Scenarios;

/// <summary>Reads scenarios: see docs/scenario-format.md. Never throws on what it reads.</summary>
public sealed class ScenarioReader
{
    // The format needs three levels around a policy; the rest is slack for what a policy may nest.
    private const int MaximumDepth = PolicyDocument.MaximumDepth + 8;

    private readonly ScenarioReaderOptions _options;
    private readonly DiagnosticBag _input = new();
    private readonly ScenarioPolicyReader _policies;

    private ScenarioReader(ScenarioReaderOptions options)
    {
        _options = options;
        _policies = new ScenarioPolicyReader(options.BaseDirectory, _input);
    }

    /// <summary>Reads one scenario.</summary>
    /// <param name="source">The JSON object, with the name and line it has in its file.</param>
    /// <param name="options">How to read; <c>null</c> means the defaults.</param>
    public static ScenarioReading Read(SourceText source, ScenarioReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ScenarioReader(options ?? new ScenarioReaderOptions()).ReadSource(source);
    }

    private ScenarioReading ReadSource(SourceText source)
    {
        var syntax = new DiagnosticBag();
        JsonSyntaxTree? tree = JsonSyntaxTree.Parse(source, MaximumDepth, syntax);
        if (tree is null || tree.Root.Kind != JsonKind.Object)
        {
            if (tree is not null)
            {
                _input.Add(DiagnosticDescriptors.InvalidMember, source, tree.Root.Span, $"a scenario is an object, but found {tree.Root.Describe()}");
            }

            _input.AddRange(syntax.ToList());
            return new ScenarioReading(null, null, null, [.. _input.ToList()], []);
        }

        (string? id, Scenario? scenario, ScenarioExpectation? expectation) = ReadScenario(tree.Root);
        AssignSyntaxFaults(syntax);
        ImmutableArray<Diagnostic> inputErrors = [.. _input.ToList().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        bool faulty = !inputErrors.IsEmpty || !_policies.Faults.IsEmpty;
        return new ScenarioReading(id, faulty ? null : scenario, expectation, inputErrors, _policies.Faults);
    }

    // A name that stands twice is a fault of the policy that it stands in.
    private void AssignSyntaxFaults(DiagnosticBag syntax)
    {
        foreach (Diagnostic diagnostic in syntax.ToList())
        {
            if (_policies.LabelAt(diagnostic.Span) is { } label)
            {
                _policies.AddFault(label, diagnostic);
            }
            else
            {
                _input.AddRange([diagnostic]);
            }
        }
    }

    private (string? Id, Scenario? Scenario, ScenarioExpectation? Expectation) ReadScenario(JsonNode root)
    {
        var members = new MemberReader(root, "the scenario", _input);
        string? id = members.String("id");
        string? title = members.String("title");
        foreach (string ignored in new[] { "rules", "source", "confidence", "$schema" })
        {
            members.String(ignored);
        }

        ScenarioExpectation? expectation = ReadExpectation(members);
        EvaluationOptions options = ReadOptions(members);
        DateTimeOffset? now = ReadNow(members);
        JsonNode? policies = members.Optional("policies");
        PolicySet set = policies is null ? new PolicySet() : ReadPolicies(policies.Value);
        var settings = new ResourceSettingsReader(members.Optional("resourceSettings"), _policies, _input);
        set = set with
        {
            AccessPoint = settings.AccessPointPolicy,
            VpcEndpointType = settings.VpcEndpointType,
            Organization = ReadOrganization(members, "organization"),
            ResourceOrganization = ReadOrganization(members, "resourceOrganization"),
        };
        JsonNode? request = members.Required("request");
        members.RefuseOthers();
        AccessRequest? question = request is null ? null : ReadRequest(request.Value, settings, now);
        if (question is null)
        {
            return (id, null, expectation);
        }

        set = set with { ResourcePolicyKind = InferKind(question) };
        return (id, new Scenario(id, title, question, set, options, expectation, _policies.Documents), expectation);
    }

    private AccessRequest? ReadRequest(JsonNode node, ResourceSettingsReader settings, DateTimeOffset? now)
    {
        var members = new MemberReader(node, "the request", _input);
        JsonNode? principalNode = members.Required("principal");
        Principal? principal = principalNode is null ? null : PrincipalReader.Read(principalNode.Value, _input);
        string? action = ReadAction(members);
        JsonNode? resourceNode = members.Required("resource");
        string? owner = members.Account("resourceAccount");
        ImmutableDictionary<string, string> tags = members.Map("resourceTags");
        ImmutableDictionary<string, string> requestTags = members.Map("requestTags");
        RequestContext context = members.Optional("context") is { } stated ? ReadContext(members, stated) : RequestContext.Empty;
        ImmutableArray<RequestResource> resources = resourceNode is null ? [] : ReadResources(members, resourceNode.Value, settings, owner, tags);
        members.RefuseOthers();
        return principal is null || action is null || resources.IsEmpty
            ? null
            : new AccessRequest(principal, action, resources) { Context = context, RequestTags = requestTags, Time = now };
    }

    private static string? ReadAction(MemberReader members)
    {
        if (members.Required("action") is not { } node || members.Text(node, "action") is not { } action)
        {
            return null;
        }

        if (AccessRequest.DescribeActionFault(action) is not { } fault)
        {
            return action;
        }

        members.Invalid(node, fault);
        return null;
    }

    private static ImmutableArray<RequestResource> ReadResources(MemberReader members, JsonNode node, ResourceSettingsReader settings, string? owner, ImmutableDictionary<string, string> tags)
    {
        if (node.Kind == JsonKind.String)
        {
            return ReadResource(members, node) is { } arn ? [settings.Describe(arn, owner, tags)] : [];
        }

        var resources = ImmutableArray.CreateBuilder<RequestResource>();
        foreach (JsonNode member in members.Array(node, "resource"))
        {
            if (members.Text(member, "resource") is not null && ReadResource(members, member) is { } arn)
            {
                resources.Add(settings.Describe(arn, owner, tags));
            }
        }

        if (node.Kind == JsonKind.Array && resources.Count == 0)
        {
            members.Invalid(node, "'resource' names no resource", "write an ARN or \"*\"");
        }

        return resources.ToImmutable();
    }

    private static string? ReadResource(MemberReader members, JsonNode node)
    {
        if (node.Text == "*" || Arn.TryParse(node.Text, out _))
        {
            return node.Text;
        }

        members.Invalid(node, $"'resource' must be an ARN with six parts or \"*\", but is {JsonNode.Quote(node.Text)}", "write arn:partition:service:region:account:resource");
        return null;
    }

    private static RequestContext ReadContext(MemberReader members, JsonNode node)
    {
        var values = new List<KeyValuePair<string, ContextValue>>();
        var seen = new HashSet<string>(AsciiFold.Comparer.Instance);
        foreach (JsonNode key in members.Members(node, "context"))
        {
            if (!seen.Add(key.Name!))
            {
                members.InvalidName(key, $"the context key {JsonNode.Quote(key.Name!)} stands twice, in different case", "context keys compare without case");
            }
            else if (key.Kind == JsonKind.Null)
            {
                values.Add(new(key.Name!, ContextValue.Absent));
            }
            else if (key.IsScalarText)
            {
                values.Add(new(key.Name!, key.Text));
            }
            else
            {
                values.Add(new(key.Name!, ReadList(members, key)));
            }
        }

        return new RequestContext(values);
    }

    private static ContextValue ReadList(MemberReader members, JsonNode node)
    {
        var list = ImmutableArray.CreateBuilder<string>();
        if (node.Kind != JsonKind.Array)
        {
            members.Invalid(node, $"the context key {JsonNode.Quote(node.Name!)} must be a string, number, boolean, null or an array, but is {node.Describe()}");
            return ContextValue.Absent;
        }

        foreach (JsonNode member in node)
        {
            if (member.IsScalarText)
            {
                list.Add(member.Text);
            }
            else
            {
                members.Invalid(member, $"a value of the context key {JsonNode.Quote(node.Name!)} must be a string, number or boolean, but is {member.Describe()}");
            }
        }

        return ContextValue.FromList(list.ToImmutable());
    }

    private PolicySet ReadPolicies(JsonNode node)
    {
        var members = new MemberReader(node, "'policies'", _input);
        PolicyDocument? Single(string name) => members.Optional(name) is { } value ? _policies.Read(value, name) : null;
        var set = new PolicySet
        {
            Identity = members.Optional("identity") is { } identity ? ReadLevel(members, identity, "identity") : [],
            PermissionsBoundary = Single("permissionsBoundary"),
            Session = members.Optional("session") is { } session ? ReadLevel(members, session, "session") : null,
            Resource = Single("resource"),
            VpcEndpoint = Single("vpcEndpoint"),
            ServiceControlPolicies = ReadLevels(members, "serviceControl"),
            ResourceControlPolicies = ReadLevels(members, "resourceControl"),
        };
        members.RefuseOthers();
        return set;
    }

    private ImmutableArray<PolicyDocument> ReadLevel(MemberReader members, JsonNode node, string name)
    {
        var documents = ImmutableArray.CreateBuilder<PolicyDocument>();
        int index = 0;
        foreach (JsonNode member in members.Array(node, name))
        {
            if (_policies.Read(member, $"{name}[{index++}]") is { } document)
            {
                documents.Add(document);
            }
        }

        return documents.ToImmutable();
    }

    private ImmutableArray<ImmutableArray<PolicyDocument>>? ReadLevels(MemberReader members, string name)
    {
        if (members.Optional(name) is not { } node)
        {
            return null;
        }

        var levels = ImmutableArray.CreateBuilder<ImmutableArray<PolicyDocument>>();
        foreach (JsonNode level in members.Array(node, name))
        {
            levels.Add(ReadLevel(members, level, $"{name}[{levels.Count}]"));
        }

        return levels.ToImmutable();
    }

    private OrganizationFacts? ReadOrganization(MemberReader scenario, string name)
    {
        if (scenario.Optional(name) is not { } node)
        {
            return null;
        }

        var members = new MemberReader(node, $"'{name}'", _input);
        var facts = new OrganizationFacts
        {
            Id = members.String("id"),
            ManagementAccount = members.Account("managementAccount"),
            Paths = members.String("path") is { } path ? [path] : [],
        };
        members.RefuseOthers();
        return facts;
    }

    private EvaluationOptions ReadOptions(MemberReader members)
    {
        EvaluationOptions options = _options.Evaluation;
        if (members.Boolean("lenient") is { } lenient)
        {
            options = options with { Lenient = lenient };
        }

        if (members.Optional("options") is not { } node)
        {
            return options;
        }

        foreach (JsonNode option in members.Members(node, "options"))
        {
            if (option.Kind != JsonKind.Boolean)
            {
                members.Invalid(option, $"the option {JsonNode.Quote(option.Name!)} must be true or false, but is {option.Describe()}");
            }
            else if (ScenarioOptions.TrySet(options, option.Name!, option.Text == "true") is { } varied)
            {
                options = varied;
            }
            else
            {
                members.InvalidName(option, $"there is no option {JsonNode.Quote(option.Name!)}: expected one of {string.Join(", ", ScenarioOptions.Names)}", Suggestion.DidYouMean(option.Name!, ScenarioOptions.Names));
            }
        }

        return options;
    }

    private DateTimeOffset? ReadNow(MemberReader members)
    {
        if (members.Optional("now") is not { } node || members.Text(node, "now") is not { } text)
        {
            return _options.Now;
        }

        if (TryParseTime(text, out DateTimeOffset now))
        {
            return now;
        }

        members.Invalid(node, $"'now' must be a time such as 2026-01-31T12:00:00Z, but is {JsonNode.Quote(text)}");
        return null;
    }

    /// <summary>Reads a time in ISO 8601 with a zone; without one it is UTC.</summary>
    /// <param name="text">The text, such as <c>2026-01-31T12:00:00Z</c>.</param>
    /// <param name="time">The time, or <c>default</c>.</param>
    public static bool TryParseTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time) && text.Length >= 10 && char.IsAsciiDigit(text[0]);

    private static ScenarioExpectation? ReadExpectation(MemberReader scenario)
    {
        if (scenario.Optional("expect") is not { } node)
        {
            return null;
        }

        var members = scenario.Nested(node, "'expect'");
        string? decision = members.String("decision");
        bool? allowed = members.Boolean("allowed");
        bool? policyError = members.Boolean("policyError");
        members.RefuseOthers();
        int given = (decision is null ? 0 : 1) + (allowed is null ? 0 : 1) + (policyError is null ? 0 : 1);
        if (given != 1 || policyError == false)
        {
            members.Invalid(node, "'expect' needs exactly one of \"decision\": \"Allowed\" | \"ImplicitDeny\" | \"ExplicitDeny\", \"allowed\": true | false, \"policyError\": true");
            return null;
        }

        if (decision is null)
        {
            return new ScenarioExpectation(null, allowed, policyError ?? false);
        }

        if (Enum.GetNames<DecisionKind>().Contains(decision, StringComparer.Ordinal))
        {
            return new ScenarioExpectation(Enum.Parse<DecisionKind>(decision), null, false);
        }

        members.Invalid(node, $"'decision' must be one of {string.Join(", ", Enum.GetNames<DecisionKind>())}, but is {JsonNode.Quote(decision)}", Suggestion.DidYouMean(decision, Enum.GetNames<DecisionKind>()));
        return null;
    }

    private static ResourcePolicyKind InferKind(AccessRequest request)
    {
        if (!Arn.TryParse(request.Resources[0].Arn, out Arn arn))
        {
            return ResourcePolicyKind.General;
        }

        return request.Service switch
        {
            "sts" when arn.Service is "iam" && arn.Resource.StartsWith("role/", StringComparison.Ordinal) => ResourcePolicyKind.RoleTrust,
            "kms" when arn.Service is "kms" => ResourcePolicyKind.KmsKey,
            "s3" when arn.Service is "s3" => ResourcePolicyKind.S3Bucket,
            _ => ResourcePolicyKind.General,
        };
    }
}
