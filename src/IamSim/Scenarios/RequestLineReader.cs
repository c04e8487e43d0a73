using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Scenarios;

/// <summary>Reads requests that stand alone, one JSON object each: the <c>request</c> of a scenario, which may also have an <c>id</c> and a <c>now</c>.</summary>
/// <remarks>For one thread at a time: it remembers principals, actions and names of keys, in bounded memory, since they repeat. Never throws on what it reads.</remarks>
public sealed class RequestLineReader
{
    // A request nests two levels; the rest is for findings that say more than "too deep".
    private const int MaximumDepth = 8;

    private readonly ResourceSettingsReader _settings;
    private readonly DateTimeOffset? _now;
    private readonly PlainRequestReader _plain;

    internal RequestLineReader(ResourceSettingsReader settings, DateTimeOffset? now)
    {
        _settings = settings;
        _now = now;
        _plain = new PlainRequestReader(settings, now);
    }

    /// <summary>Reads one request. Linear in its length.</summary>
    /// <param name="utf8">The JSON object; bytes that are not UTF-8 are a finding.</param>
    /// <param name="name">The name shown in findings, usually of the file; <c>null</c> for none.</param>
    /// <param name="line">The 1-based number of the line in that file.</param>
    public RequestReading Read(ReadOnlySpan<byte> utf8, string? name = null, long line = 1)
    {
        if (_plain.TryRead(utf8, out string? id, out AccessRequest? request))
        {
            return new RequestReading(id, request, []);
        }

        RequestReading reading = ReadFully(utf8, name, line);
        if (reading.Request is { } read)
        {
            _plain.Remember(utf8, read);
        }

        return reading;
    }

    /// <summary>How it reads.</summary>
    public override string ToString() => $"RequestLineReader at {_now?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "the time of the clock"}";

    /// <summary>Reads every form, and says what is wrong with what is none.</summary>
    internal RequestReading ReadFully(ReadOnlySpan<byte> utf8, string? name, long line)
    {
        SourceText source = SourceText.FromUtf8(utf8, name, (int)Math.Clamp(line, 1, int.MaxValue), out Diagnostic? fault);
        if (fault is not null)
        {
            return new RequestReading(null, null, [fault]);
        }

        var diagnostics = new DiagnosticBag();
        string? id = null;
        AccessRequest? request = null;
        if (JsonSyntaxTree.Parse(source, MaximumDepth, diagnostics) is { } tree)
        {
            (id, request) = RequestReader.ReadAlone(tree.Root, _settings, _now, diagnostics);
        }

        return diagnostics.HasErrors ? new RequestReading(id, null, [.. diagnostics.ToList()]) : new RequestReading(id, request, []);
    }
}
