using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Json;
using IamSim.Scenarios;

namespace IamSim.Testing.Suites;

/// <summary>The contexts of a suite by name, and those that tests state themselves.</summary>
internal sealed class SuiteContexts(AwsEnvironment? environment)
{
    /// <summary>What a context holds besides keys, which have a colon in their names.</summary>
    public static readonly string[] Others = ["requestTags", "sessionTags", "time", "vpcEndpoint"];

    private readonly Dictionary<string, StatedContext> _named = new(StringComparer.Ordinal);

    /// <summary>Reads <c>contexts</c>.</summary>
    public void ReadNamed(MemberReader suite, DiagnosticBag findings)
    {
        if (suite.Optional("contexts") is not { } node)
        {
            return;
        }

        var texts = new TestTexts(ImmutableSortedDictionary<string, string>.Empty, findings);
        foreach (JsonNode context in suite.Members(node, "contexts"))
        {
            // One that is faulty is there all the same: the tests that name it need not complain too.
            _named[context.Name!] = Read(context, texts, findings) with { Name = context.Name };
        }
    }

    /// <summary>The context that a test means: a name, a list of names, or the context itself.</summary>
    public StatedContext Resolve(JsonNode node, TestTexts texts, DiagnosticBag findings)
    {
        switch (node.Kind)
        {
            case JsonKind.Object:
                StatedContext stated = Read(node, texts, findings);
                return stated with { Name = string.Join(", ", stated.Keys.Select(static pair => $"{pair.Key} = {pair.Value}")) is { Length: > 0 } text ? text : null };
            case JsonKind.String:
                return Find(node, texts, findings);
            case JsonKind.Array:
                return Merge(node, texts, findings);
            default:
                findings.Add(PolicyTestDiagnostics.InvalidMember, node.Source, node.Span, $"a context is a name, a list of names or a mapping of context keys, but here is {node.Describe()}");
                return StatedContext.None;
        }
    }

    /// <summary>Reads context keys and whatever else a request states.</summary>
    public StatedContext Read(JsonNode node, TestTexts texts, DiagnosticBag findings)
    {
        if (node.Kind != JsonKind.Object)
        {
            findings.Add(PolicyTestDiagnostics.InvalidMember, node.Source, node.Span, $"a context must be a mapping of context keys, but is {node.Describe()}", "write aws:SourceIp: 203.0.113.7");
            return StatedContext.None;
        }

        StatedContext context = ReadOthers(new MemberReader(node, "the context", findings, SuiteFaults.Members), texts, findings);
        ImmutableSortedDictionary<string, ContextValue>.Builder keys = context.Keys.ToBuilder();
        foreach (JsonNode member in node)
        {
            if (Others.Contains(member.Name, StringComparer.Ordinal))
            {
                continue;
            }

            string key = texts.Fill(member.Name!, member, member.NameSpan);
            if (!key.Contains(':', StringComparison.Ordinal))
            {
                findings.Add(PolicyTestDiagnostics.UnknownMember, member.Source, member.NameSpan, $"the context has no member {JsonNode.Quote(key)}: expected a context key such as aws:SourceIp, or one of {string.Join(", ", Others)}", Suggestion.DidYouMean(key, Others));
            }
            else if (keys.ContainsKey(key))
            {
                findings.Add(PolicyTestDiagnostics.InvalidMember, member.Source, member.NameSpan, $"the context key {JsonNode.Quote(key)} stands twice", "context keys compare without case; write several values as a list");
            }
            else
            {
                keys[key] = ReadValue(member, texts, findings);
            }
        }

        return context with { Keys = keys.ToImmutable() };
    }

    /// <summary>Reads what a request states besides context keys; a test has it among its own members.</summary>
    public StatedContext ReadOthers(MemberReader members, TestTexts texts, DiagnosticBag findings) => new()
    {
        RequestTags = ReadTags(members, "requestTags", texts),
        SessionTags = ReadTags(members, "sessionTags", texts),
        Time = ReadTime(members, texts),
        Endpoint = ReadEndpoint(members, texts, findings),
    };

    private StatedContext Find(JsonNode node, TestTexts texts, DiagnosticBag findings)
    {
        string name = texts.Fill(node.Text, node);
        if (_named.TryGetValue(name, out StatedContext? found))
        {
            return found;
        }

        string known = _named.Count == 0 ? "the suite has none under 'contexts'" : $"expected one of {string.Join(", ", _named.Keys.Order(StringComparer.Ordinal))}";
        findings.Add(PolicyTestDiagnostics.UnknownContext, node.Source, node.Span, $"there is no context {JsonNode.Quote(name)}: {known}", Suggestion.DidYouMean(name, _named.Keys));
        return StatedContext.None;
    }

    private StatedContext Merge(JsonNode list, TestTexts texts, DiagnosticBag findings)
    {
        StatedContext merged = StatedContext.None;
        foreach (JsonNode item in list)
        {
            if (item.Kind != JsonKind.String)
            {
                findings.Add(PolicyTestDiagnostics.InvalidMember, item.Source, item.Span, $"a list of contexts holds names, but here is {item.Describe()}");
                continue;
            }

            StatedContext next = Find(item, texts, findings);
            if (merged.Contradiction(next) is { } what)
            {
                findings.Add(PolicyTestDiagnostics.UnknownContext, item.Source, item.Span, $"the context {JsonNode.Quote(next.Name!)} states {PrintableText.Line(what)} otherwise than {PrintableText.Line(merged.Name!)}", "leave one of them out, or make a context of its own");
            }

            merged = merged.With(next);
        }

        return merged;
    }

    private static ContextValue ReadValue(JsonNode member, TestTexts texts, DiagnosticBag findings)
    {
        if (member.Kind == JsonKind.Null)
        {
            return ContextValue.Absent;
        }

        if (member.IsScalarText)
        {
            return texts.Fill(member.Text, member);
        }

        var values = ImmutableArray.CreateBuilder<string>();
        if (member.Kind == JsonKind.Object)
        {
            findings.Add(PolicyTestDiagnostics.InvalidMember, member.Source, member.Span, $"the context key {JsonNode.Quote(member.Name!)} must be a value or a list of values, but is {member.Describe()}", "null states that the key is absent");
            return ContextValue.Absent;
        }

        foreach (JsonNode item in member)
        {
            if (item.IsScalarText)
            {
                values.Add(texts.Fill(item.Text, item));
            }
            else
            {
                findings.Add(PolicyTestDiagnostics.InvalidMember, item.Source, item.Span, $"a value of the context key {JsonNode.Quote(member.Name!)} must be a text, a number or a boolean, but is {item.Describe()}");
            }
        }

        return ContextValue.FromList(values.ToImmutable());
    }

    private static ImmutableDictionary<string, string> ReadTags(MemberReader members, string name, TestTexts texts)
    {
        ImmutableDictionary<string, string>.Builder tags = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (JsonNode tag in members.Optional(name) is { } node ? members.Members(node, name) : [])
        {
            if (tag.IsScalarText)
            {
                tags[texts.Fill(tag.Name!, tag, tag.NameSpan)] = texts.Fill(tag.Text, tag);
            }
            else
            {
                members.Invalid(tag, $"the tag {JsonNode.Quote(tag.Name!)} must have a text, but is {tag.Describe()}");
            }
        }

        return tags.ToImmutable();
    }

    private static DateTimeOffset? ReadTime(MemberReader members, TestTexts texts)
    {
        if (members.Optional("time") is not { } node || members.Text(node, "time") is not { } text)
        {
            return null;
        }

        if (ScenarioReader.TryParseTime(texts.Fill(text, node), out DateTimeOffset time))
        {
            return time;
        }

        members.Invalid(node, $"'time' must be a time such as 2026-01-31T12:00:00Z, but is {JsonNode.Quote(text)}");
        return null;
    }

    private AwsVpcEndpoint? ReadEndpoint(MemberReader members, TestTexts texts, DiagnosticBag findings)
    {
        if (members.Optional("vpcEndpoint") is not { } node || members.Text(node, "vpcEndpoint") is not { } text)
        {
            return null;
        }

        string id = texts.Fill(text, node);
        AwsVpcEndpoint? endpoint = environment?.VpcEndpoints.FirstOrDefault(known => known.Id == id);
        if (endpoint is null && environment is not null)
        {
            findings.Add(PolicyTestDiagnostics.UnknownContext, node.Source, node.Span, $"the environment has no VPC endpoint {JsonNode.Quote(id)}", Suggestion.DidYouMean(id, environment.VpcEndpoints.Select(static known => known.Id)));
        }
        else if (endpoint is null)
        {
            members.Invalid(node, "'vpcEndpoint' names an endpoint of an environment, but the suite has none", "state aws:SourceVpce, and the policy as 'vpcEndpoint' of 'policies'");
        }

        return endpoint;
    }
}
