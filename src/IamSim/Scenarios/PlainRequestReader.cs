using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim.Scenarios;

/// <summary>Reads the usual forms of a request in one pass. Whatever is unusual or wrong it leaves to the reader that knows all forms and all findings.</summary>
internal sealed class PlainRequestReader
{
    // A longer line may hold so many context keys that the other reader refuses it (IAM0058).
    private const int LongestPlain = 16 * 1024;

    private readonly ResourceSettingsReader _settings;
    private readonly DateTimeOffset? _defaultNow;
    private readonly Utf8Cache<Principal> _principals = new(bits: 12);
    private readonly Utf8Cache<ActionName> _actions = new(bits: 11);
    private readonly AsciiTexts _names = new(bits: 9);
    private readonly AsciiTexts _values = new(bits: 12);
    private readonly AsciiTexts _resources = new(bits: 12);
    private readonly List<string> _list = [];
    private (string Name, ContextValue Value)[] _context = new (string, ContextValue)[16];
    private int _contextCount;
    private Member _seen;
    private Range _unknownPrincipal;
    private string? _id;
    private DateTimeOffset? _now;
    private Principal? _principal;
    private ActionName _action;
    private string? _resource;
    private string? _owner;
    private ImmutableDictionary<string, string>? _resourceTags;
    private ImmutableDictionary<string, string>? _requestTags;

    public PlainRequestReader(ResourceSettingsReader settings, DateTimeOffset? now)
    {
        _settings = settings;
        _defaultNow = now;
    }

    [Flags]
    private enum Member
    {
        None = 0,
        Id = 1,
        Now = 2,
        Principal = 4,
        Action = 8,
        Resource = 16,
        ResourceAccount = 32,
        ResourceTags = 64,
        RequestTags = 128,
        Context = 256,
        Required = Principal | Action | Resource,
    }

    public bool TryRead(ReadOnlySpan<byte> utf8, out string? id, [NotNullWhen(true)] out AccessRequest? request)
    {
        (_seen, _contextCount, _unknownPrincipal, _id, _now, _owner, _resourceTags, _requestTags) = (Member.None, 0, default, null, null, null, null, null);
        bool isPlain;
        try
        {
            var reader = new Utf8JsonReader(utf8);
            isPlain = utf8.Length <= LongestPlain && Utf8.IsValid(utf8) && TryReadMembers(ref reader, utf8) && !reader.Read() && (_seen & Member.Required) == Member.Required;
        }
        catch (JsonException)
        {
            isPlain = false;
        }

        id = _id;
        request = isPlain ? Create() : null;
        return request is not null;
    }

    /// <summary>Remembers the principal of a request that was read in full, in whatever form it stands there.</summary>
    public void Remember(ReadOnlySpan<byte> utf8, AccessRequest request)
    {
        if (!_unknownPrincipal.Equals(default))
        {
            _principals.Add(utf8[_unknownPrincipal], request.Principal);
        }
    }

    private AccessRequest? Create()
    {
        RequestContext context = RequestContext.Create(_context.AsSpan(0, _contextCount));
        // One key in two spellings is a finding.
        if (context.Count != _contextCount)
        {
            return null;
        }

        RequestResource resource = _settings.Describe(_resource!, _owner, _resourceTags ?? ImmutableDictionary<string, string>.Empty);
        var request = new AccessRequest(_principal!, _action, resource) { Context = context, Time = _now ?? _defaultNow };
        return _requestTags is null ? request : request with { RequestTags = _requestTags };
    }

    private bool TryReadMembers(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member member = MemberOf(ref reader);
            if (member == Member.None || (_seen & member) != 0 || !reader.Read() || !TryReadMember(member, ref reader, utf8))
            {
                return false;
            }

            _seen |= member;
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    // An escape in a name may be half a character, which cannot be compared with anything.
    private static Member MemberOf(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Member.None
        : reader.ValueTextEquals("principal"u8) ? Member.Principal
        : reader.ValueTextEquals("action"u8) ? Member.Action
        : reader.ValueTextEquals("resource"u8) ? Member.Resource
        : reader.ValueTextEquals("context"u8) ? Member.Context
        : reader.ValueTextEquals("id"u8) ? Member.Id
        : reader.ValueTextEquals("now"u8) ? Member.Now
        : reader.ValueTextEquals("resourceAccount"u8) ? Member.ResourceAccount
        : reader.ValueTextEquals("resourceTags"u8) ? Member.ResourceTags
        : reader.ValueTextEquals("requestTags"u8) ? Member.RequestTags
        : Member.None;

    private bool TryReadMember(Member member, ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8) => member switch
    {
        Member.Id => TryReadText(ref reader, texts: null, out _id),
        Member.Now => TryReadNow(ref reader),
        Member.Principal => TryReadPrincipal(ref reader, utf8),
        Member.Action => TryReadAction(ref reader),
        Member.Resource => TryReadText(ref reader, _resources, out _resource) && (_resource == "*" || Arn.TryParse(_resource, out _)),
        Member.ResourceAccount => TryReadText(ref reader, _values, out _owner) && AccountId.IsValid(_owner),
        Member.ResourceTags => TryReadTags(ref reader, out _resourceTags),
        Member.RequestTags => TryReadTags(ref reader, out _requestTags),
        _ => TryReadContext(ref reader),
    };

    private static bool TryReadText(ref Utf8JsonReader reader, AsciiTexts? texts, [NotNullWhen(true)] out string? text)
    {
        text = !TryReadBareText(ref reader) ? null : texts is null ? Encoding.UTF8.GetString(reader.ValueSpan) : texts.Get(reader.ValueSpan);
        return text is not null;
    }

    private bool TryReadNow(ref Utf8JsonReader reader)
    {
        if (!TryReadText(ref reader, _values, out string? text) || !ScenarioReader.TryParseTime(text, out DateTimeOffset now))
        {
            return false;
        }

        _now = now;
        return true;
    }

    // By the bytes of the value: what they mean depends on nothing else.
    private bool TryReadPrincipal(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        int start = (int)reader.TokenStartIndex;
        bool isText = TryReadBareText(ref reader);
        reader.Skip();
        var range = new Range(start, (int)reader.BytesConsumed);
        if (_principals.TryGet(utf8[range], out _principal))
        {
            return true;
        }

        if (!isText || !Principal.TryParse(Encoding.UTF8.GetString(reader.ValueSpan), out _principal))
        {
            _unknownPrincipal = range;
            return false;
        }

        _principals.Add(utf8[range], _principal);
        return true;
    }

    private bool TryReadAction(ref Utf8JsonReader reader)
    {
        if (!TryReadBareText(ref reader))
        {
            return false;
        }

        if (_actions.TryGet(reader.ValueSpan, out _action))
        {
            return true;
        }

        if (!ActionName.TryParse(Encoding.UTF8.GetString(reader.ValueSpan), out _action))
        {
            return false;
        }

        _actions.Add(reader.ValueSpan, _action);
        return true;
    }

    private static bool TryReadBareText(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped;

    private bool TryReadName(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? name)
    {
        name = reader.ValueIsEscaped ? null : _names.Get(reader.ValueSpan);
        return name is not null;
    }

    private bool TryReadTags(ref Utf8JsonReader reader, out ImmutableDictionary<string, string>? tags)
    {
        tags = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        ImmutableDictionary<string, string>.Builder pairs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadName(ref reader, out string? name) || !reader.Read() || !TryReadText(ref reader, _values, out string? value) || !pairs.TryAdd(name, value))
            {
                return false;
            }
        }

        tags = pairs.ToImmutable();
        return true;
    }

    private bool TryReadContext(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadName(ref reader, out string? name) || !reader.Read() || !TryReadValue(ref reader, out ContextValue value))
            {
                return false;
            }

            if (_contextCount == _context.Length)
            {
                Array.Resize(ref _context, _contextCount * 2);
            }

            _context[_contextCount++] = (name, value);
        }

        return true;
    }

    private bool TryReadValue(ref Utf8JsonReader reader, out ContextValue value)
    {
        value = ContextValue.Absent;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            bool isScalar = TryReadScalar(ref reader, out string? text);
            value = text;
            return isScalar;
        }

        _list.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TryReadScalar(ref reader, out string? member))
            {
                return false;
            }

            _list.Add(member);
        }

        value = ContextValue.Create(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_list));
        return true;
    }

    private bool TryReadScalar(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        text = reader.TokenType switch
        {
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            JsonTokenType.String when !reader.ValueIsEscaped => _values.Get(reader.ValueSpan),
            JsonTokenType.Number => _values.Get(reader.ValueSpan),
            _ => null,
        };
        return text is not null;
    }
}
