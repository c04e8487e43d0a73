using System.Collections.Immutable;
using System.Globalization;
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

    // What setting an option takes: another set of options.
    private const int BytesOfOption = 256;

    private readonly ScenarioReaderOptions _options;
    private readonly DiagnosticBag _input = new();
    private readonly ScenarioPolicyReader _policies;

    private ScenarioReader(ScenarioReaderOptions options)
    {
        _options = options;
        _policies = new ScenarioPolicyReader(options.BaseDirectory, options.MaximumPolicyFileBytes, _input);
    }

    /// <summary>Reads one scenario.</summary>
    /// <param name="source">The JSON object, with the name and line it has in its file.</param>
    /// <param name="options">How to read; <c>null</c> means the defaults.</param>
    public static ScenarioReading Read(SourceText source, ScenarioReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ScenarioReader(options ?? new ScenarioReaderOptions()).ReadSource(source);
    }

    /// <summary>Reads a scenario without its question, to be asked many.</summary>
    /// <param name="source">A scenario that has no <c>request</c>, <c>expect</c>, <c>id</c> and <c>title</c>; or its <c>policies</c> alone.</param>
    /// <param name="options">How to read; <c>null</c> means the defaults.</param>
    public static ScenarioTemplateReading ReadTemplate(SourceText source, ScenarioReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ScenarioReader(options ?? new ScenarioReaderOptions()).ReadTemplateSource(source);
    }

    /// <summary>The folder that policies in files are relative to.</summary>
    public override string ToString() => $"ScenarioReader in {_options.BaseDirectory ?? "no folder"}";

    private ScenarioReading ReadSource(SourceText source)
    {
        if (ParseObject(source, out DiagnosticBag syntax) is not { } root)
        {
            return new ScenarioReading(null, null, null, [.. _input.ToList()], []);
        }

        (string? id, Scenario? scenario, ScenarioExpectation? expectation) = ReadScenario(root);
        AssignSyntaxFaults(syntax);
        return new ScenarioReading(id, IsFaulty ? null : scenario, expectation, InputErrors, _policies.Faults);
    }

    private ScenarioTemplateReading ReadTemplateSource(SourceText source)
    {
        if (ParseObject(source, out DiagnosticBag syntax) is not { } root)
        {
            return new ScenarioTemplateReading(null, [.. _input.ToList()], []);
        }

        ScenarioSetting setting = root.TryGetProperty("policies", out _) ? ReadWholeTemplate(root) : ReadBarePolicies(root);
        AssignSyntaxFaults(syntax);
        return new ScenarioTemplateReading(IsFaulty ? null : new ScenarioTemplate(setting, _policies.Documents), InputErrors, _policies.Faults);
    }

    private ImmutableArray<Diagnostic> InputErrors => [.. _input.ToList().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private bool IsFaulty => _input.HasErrors || !_policies.Faults.IsEmpty;

    private JsonNode? ParseObject(SourceText source, out DiagnosticBag syntax)
    {
        syntax = new DiagnosticBag();
        JsonSyntaxTree? tree = JsonSyntaxTree.Parse(source, MaximumDepth, syntax);
        if (tree is not null && tree.Root.Kind == JsonKind.Object)
        {
            return tree.Root;
        }

        if (tree is not null)
        {
            _input.Add(DiagnosticDescriptors.InvalidMember, source, tree.Root.Span, $"a scenario is an object, but found {tree.Root.Describe()}");
        }

        _input.AddRange(syntax.ToList());
        return null;
    }

    private ScenarioSetting ReadWholeTemplate(JsonNode root)
    {
        var members = new MemberReader(root, "the policies file", _input);
        members.String("$schema");
        ScenarioSetting setting = ReadSetting(members);
        members.RefuseOthers();
        return setting;
    }

    private ScenarioSetting ReadBarePolicies(JsonNode root) => new(ReadPolicies(root), _options.Evaluation, _options.Now, new ResourceSettingsReader(null, _policies, _input));

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
        ScenarioSetting setting = ReadSetting(members);
        JsonNode? request = members.Required("request");
        members.RefuseOthers();
        AccessRequest? question = request is null ? null : RequestReader.Read(request.Value, setting.Resources, setting.Now, _input);
        if (question is null)
        {
            return (id, null, expectation);
        }

        PolicySet set = setting.Policies with { ResourcePolicyKind = question.InferResourcePolicyKind() };
        return (id, new Scenario(id, title, question, set, setting.Options, expectation, _policies.Documents), expectation);
    }

    // In this order, which is that of the findings.
    private ScenarioSetting ReadSetting(MemberReader members)
    {
        EvaluationOptions options = ReadOptions(members);
        DateTimeOffset? now = ReadNow(members, _options.Now);
        JsonNode? policies = members.Optional("policies");
        PolicySet set = policies is null ? new PolicySet() : ReadPolicies(policies.Value);
        var settings = new ResourceSettingsReader(members.Optional("resourceSettings"), _policies, _input);
        set = set with
        {
            AccessPoint = settings.AccessPointPolicy,
            VpcEndpointType = settings.VpcEndpointType,
            Organization = PolicySetReader.ReadOrganization(members, "organization"),
            ResourceOrganization = PolicySetReader.ReadOrganization(members, "resourceOrganization"),
        };
        return new ScenarioSetting(set, options, now, settings);
    }

    private PolicySet ReadPolicies(JsonNode node) => new PolicySetReader((policy, label) => _policies.Read(policy, label)).Read(new MemberReader(node, "'policies'", _input));

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
            if (!members.HasMemory(option, BytesOfOption))
            {
                break;
            }

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

    internal static DateTimeOffset? ReadNow(MemberReader members, DateTimeOffset? otherwise)
    {
        if (members.Optional("now") is not { } node || members.Text(node, "now") is not { } text)
        {
            return otherwise;
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
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time) && text.Length >= 10 && text[4] == '-' && char.IsAsciiDigit(text[0]);

    private static ScenarioExpectation? ReadExpectation(MemberReader scenario)
    {
        if (scenario.Optional("expect") is not { } node)
        {
            return null;
        }

        var members = scenario.Nested(node, "'expect'");
        JsonNode? decisionNode = members.Optional("decision");
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

        members.Invalid(decisionNode!.Value, $"'decision' must be one of {string.Join(", ", Enum.GetNames<DecisionKind>())}, but is {JsonNode.Quote(decision)}", Suggestion.DidYouMean(decision, Enum.GetNames<DecisionKind>()));
        return null;
    }
}
