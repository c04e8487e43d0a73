using System.Text;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Fuzz.Targets;

/// <summary>Lines of requests: the fast reader against the one that knows everything.</summary>
internal sealed class RequestLineTarget() : FuzzTarget("requests", 6, "the fast reader and the full one read the same request, also after others; both decide the same")
{
    private const string Policies = """
        {"policies":{"identity":[{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::bucket/${aws:username}*"},
        {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"x:a":"a*"}}},
        {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":["bad"]}}}]}]}}
        """;

    private static readonly ScenarioTemplate Template = ScenarioReader.ReadTemplate(new SourceText(Policies)).Template!;

    // It remembers what it has read, and is to answer as if it did not.
    private static readonly RequestLineReader Remembering = Template.CreateReader();

    public override IReadOnlyList<string> Tokens =>
    [
        .. Mutations.Tokens.Arns, .. ScenarioTarget.Members, .. Mutations.Tokens.Punctuation, "{\"id\":\"1\",\"principal\":\"arn:aws:iam::111122223333:user/alice\",\"action\":\"s3:GetObject\",\"resource\":\"arn:aws:s3:::bucket/a\"}",
        "\"context\":{\"x:a\":\"a\"}", "\"x:a\":[\"a\",\"b\"]", "\"aws:TagKeys\":[\"bad\"]", "true", "null", "1.5",
    ];

    public override bool IsJson => true;

    public override void Run(byte[] input)
    {
        foreach (Range range in Lines(input))
        {
            ReadOnlySpan<byte> line = input.AsSpan(range);
            RequestReading remembered = Remembering.Read(line);
            RequestReading first = Template.CreateReader().Read(line);
            RequestReading full = Template.CreateReader().ReadFully(line, null, 1);
            Invariant.AreFindings(full.InputErrors.IsDefault ? [] : full.InputErrors);
            Invariant.Same(Describe(full), Describe(first), "the fast reader reads the same request");
            Invariant.Same(Describe(full), Describe(remembered), "a reader that read others reads the same request");
            if (full.Request is { } request)
            {
                Decide(request, remembered.Request!);
            }
        }
    }

    private static void Decide(AccessRequest full, AccessRequest fast)
    {
        DateTimeOffset now = new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero);
        (AccessRequest one, AccessRequest other) = (full with { Time = full.Time ?? now }, fast with { Time = fast.Time ?? now });
        ScenarioCompilation compilation = Template.CompilationFor(one);
        if (compilation.IsUsable)
        {
            Invariant.Same(compilation.Simulator.Evaluate(one), compilation.Simulator.Evaluate(other), "requests of both readers are decided the same");
        }
    }

    private static string Describe(RequestReading reading)
    {
        if (reading.Request is not { } request)
        {
            return $"{reading.Id} {string.Join('\n', reading.InputErrors.Select(static finding => finding.ToString()))}";
        }

        var text = new StringBuilder($"{reading.Id} {request} {request.Time:O} {request.Principal.UniqueId} {request.Principal.RolePath} {string.Join(',', request.RequestTags.OrderBy(static tag => tag.Key, StringComparer.Ordinal))}");
        foreach (KeyValuePair<string, Conditions.ContextValue> pair in request.Context.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append('\n').Append(pair.Key).Append('=').Append(pair.Value.IsAbsent).Append(pair.Value.IsMultivalued).AppendJoin('|', pair.Value);
        }

        return text.ToString();
    }

    private static List<Range> Lines(byte[] input)
    {
        var ranges = new List<Range>();
        for (int start = 0; start < input.Length && ranges.Count < 8;)
        {
            int length = input.AsSpan(start).IndexOf((byte)'\n');
            length = length < 0 ? input.Length - start : length;
            ranges.Add(start..(start + length));
            start += length + 1;
        }

        return ranges;
    }
}
