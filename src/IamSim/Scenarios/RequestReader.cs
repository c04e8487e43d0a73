using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Scenarios;

/// <summary>Reads the <c>request</c> of a scenario.</summary>
internal static class RequestReader
{
    // What a key with its value takes in a context and while it is read, and a resource with what is known of it.
    private const int BytesOfContextKey = 384;
    private const int BytesOfResource = 256;

    // A place in the list that is filled, and in the one that is kept.
    private const int BytesOfValue = 16;

    public static AccessRequest? Read(JsonNode node, ResourceSettingsReader settings, DateTimeOffset? now, DiagnosticBag diagnostics) =>
        Read(new MemberReader(node, "the request", diagnostics), settings, now, diagnostics);

    /// <summary>Reads a request that stands alone: one that has its own <c>id</c> and <c>now</c>.</summary>
    public static (string? Id, AccessRequest? Request) ReadAlone(JsonNode node, ResourceSettingsReader settings, DateTimeOffset? now, DiagnosticBag diagnostics)
    {
        var members = new MemberReader(node, "the request", diagnostics);
        string? id = members.String("id");
        return (id, Read(members, settings, ScenarioReader.ReadNow(members, now), diagnostics));
    }

    private static AccessRequest? Read(MemberReader members, ResourceSettingsReader settings, DateTimeOffset? now, DiagnosticBag diagnostics)
    {
        JsonNode? principalNode = members.Required("principal");
        Principal? principal = principalNode is null ? null : PrincipalReader.Read(principalNode.Value, diagnostics);
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
            : new AccessRequest(principal, ActionName.Parse(action), resources) { Context = context, RequestTags = requestTags, Time = now };
    }

    private static string? ReadAction(MemberReader members)
    {
        if (members.Required("action") is not { } node || members.Text(node, "action") is not { } action)
        {
            return null;
        }

        if (ActionName.DescribeFault(action) is not { } fault)
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
            if (!members.HasMemory(member, BytesOfResource))
            {
                break;
            }

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
            if (!members.HasMemory(key, BytesOfContextKey))
            {
                break;
            }

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
        if (node.Kind != JsonKind.Array)
        {
            members.Invalid(node, $"the context key {JsonNode.Quote(node.Name!)} must be a string, number, boolean, null or an array, but is {node.Describe()}");
            return ContextValue.Absent;
        }

        int written = node.CountChildren();
        if (!members.HasMemory(node, BytesOfValue * (long)written))
        {
            return ContextValue.Absent;
        }

        var list = ImmutableArray.CreateBuilder<string>(written);
        foreach (JsonNode member in node)
        {
            // Of a string the tree has the text already; of anything else it is made here.
            if (!members.HasMemory(member, member.Kind == JsonKind.String ? 0 : JsonRecords.BytesOfText(member.Span.Length)))
            {
                break;
            }

            if (member.IsScalarText)
            {
                list.Add(member.Text);
            }
            else
            {
                members.Invalid(member, $"a value of the context key {JsonNode.Quote(node.Name!)} must be a string, number or boolean, but is {member.Describe()}");
            }
        }

        return ContextValue.FromList(list.DrainToImmutable());
    }
}
