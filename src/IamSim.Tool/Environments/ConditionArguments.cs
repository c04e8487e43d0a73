using System.Collections.Immutable;
using System.CommandLine;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Tool.Environments;

/// <summary>The options that state what a request has besides principal, action and resource.</summary>
internal sealed class ConditionArguments
{
    private readonly Option<string[]> _context = Pairs("--context", "A context key, such as aws:SourceIp=203.0.113.7. A list is written key=[a,b].");
    private readonly Option<string[]> _absent = new("--absent") { HelpName = "key", Description = "A context key that the request does not have.", DefaultValueFactory = static _ => [] };
    private readonly Option<string[]> _requestTags = Pairs("--request-tag", "A tag passed with the request.");
    private readonly Option<string[]> _sessionTags = Pairs("--session-tag", "A session tag.");
    private readonly Option<string[]> _session = new("--session") { HelpName = "file", Description = "A session policy.", DefaultValueFactory = static _ => [] };
    private readonly Option<string?> _endpoint = new("--vpc-endpoint") { HelpName = "id", Description = "The VPC endpoint of the environment that the request passes." };
    private readonly Option<string?> _now = new("--now") { HelpName = "time", Description = "The time of the request, such as 2026-01-31T12:00:00Z." };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _context, _absent, _requestTags, _sessionTags, _session, _endpoint, _now })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads them; <c>null</c>, told on standard error, when one cannot be read.</summary>
    public AccessConditions? Read(ParseResult parsed, AwsEnvironment environment)
    {
        var faults = new List<string>();
        AwsVpcEndpoint? endpoint = FindEndpoint(parsed, environment, faults);
        var conditions = new AccessConditions
        {
            Context = ReadContext(parsed, faults),
            RequestTags = ReadPairs(parsed, _requestTags, faults).ToImmutableDictionary(StringComparer.Ordinal),
            SessionTags = ReadPairs(parsed, _sessionTags, faults).ToImmutableDictionary(StringComparer.Ordinal),
            SessionPolicies = ReadSession(parsed, faults),
            VpcEndpoint = endpoint,
            Time = ReadTime(parsed, faults),
        };
        foreach (string fault in faults)
        {
            Console.Error.WriteLine($"iamsim: {fault}");
        }

        return faults.Count == 0 ? conditions : null;
    }

    private AwsVpcEndpoint? FindEndpoint(ParseResult parsed, AwsEnvironment environment, List<string> faults)
    {
        if (parsed.GetValue(_endpoint) is not { } id)
        {
            return null;
        }

        AwsVpcEndpoint? endpoint = environment.VpcEndpoints.FirstOrDefault(known => known.Id == id);
        if (endpoint is null)
        {
            string? close = Suggestion.Closest(id, environment.VpcEndpoints.Select(static known => known.Id));
            faults.Add($"--vpc-endpoint {PrintableText.Line(id)}: the environment has no such endpoint{(close is null ? "" : $": did you mean '{close}'?")}");
        }

        return endpoint;
    }

    private RequestContext ReadContext(ParseResult parsed, List<string> faults)
    {
        var values = new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in ReadPairs(parsed, _context, faults))
        {
            bool isList = value.StartsWith('[') && value.EndsWith(']');
            values[key] = isList ? ContextValue.Create(value[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) : value;
        }

        foreach (string key in parsed.GetValue(_absent) ?? [])
        {
            if (!values.TryAdd(key, ContextValue.Absent))
            {
                faults.Add($"--absent {PrintableText.Line(key)}: the key stands twice");
            }
        }

        return new RequestContext(values);
    }

    private ImmutableArray<PolicyDocument>? ReadSession(ParseResult parsed, List<string> faults)
    {
        const int MaximumBytes = 1 << 20;
        if (parsed.GetValue(_session) is not { Length: > 0 } files)
        {
            return null;
        }

        var documents = ImmutableArray.CreateBuilder<PolicyDocument>();
        foreach (string file in files)
        {
            SourceText? source = InputFile.Read(file, MaximumBytes, out Diagnostic? decoding, out string? fault);
            if (source is null || decoding is not null)
            {
                faults.Add(fault ?? decoding!.ToString());
            }
            else if (PolicyDocument.TryParse(source, out PolicyDocument? document, out IReadOnlyList<Diagnostic> findings))
            {
                documents.Add(document);
            }
            else
            {
                faults.AddRange(findings.Select(static finding => finding.ToString()));
            }
        }

        return documents.ToImmutable();
    }

    private DateTimeOffset? ReadTime(ParseResult parsed, List<string> faults)
    {
        if (parsed.GetValue(_now) is not { } text)
        {
            return null;
        }

        if (ScenarioReader.TryParseTime(text, out DateTimeOffset time))
        {
            return time;
        }

        faults.Add($"--now {PrintableText.Line(text)}: expected a time such as 2026-01-31T12:00:00Z");
        return null;
    }

    private static Dictionary<string, string> ReadPairs(ParseResult parsed, Option<string[]> option, List<string> faults)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string text in parsed.GetValue(option) ?? [])
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                faults.Add($"{option.Name} {PrintableText.Line(text)}: expected key=value");
            }
            else if (!pairs.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                faults.Add($"{option.Name} {PrintableText.Line(text[..equals])}: the key stands twice; a list is written key=[a,b]");
            }
        }

        return pairs;
    }

    private static Option<string[]> Pairs(string name, string description) => new(name) { HelpName = "key=value", Description = description, DefaultValueFactory = static _ => [] };
}
