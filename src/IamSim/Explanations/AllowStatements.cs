using System.Buffers;
using System.Text;
using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Writes the statements that a layer would need to allow a request.</summary>
internal static class AllowStatements
{
    private const string Current = "2012-10-17";

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = PrintableText.JsonEncoder, NewLine = "\n" };

    public static AllowAddition Addition(Explanation explanation, PolicyKind kind, int level, bool isAccessPoint, IReadOnlyList<string> resources)
    {
        PolicySet set = explanation.Scope.Set.Source;
        LayerExplanation? layer = explanation.Checks.Where(check => check.IsAccessPoint == isAccessPoint).SelectMany(static check => check.Layers).FirstOrDefault(layer => layer.Kind == kind);
        LevelExplanation? place = layer?.Levels.ElementAtOrDefault(level);
        PolicyDocument? existing = place?.Documents is [{ } only] ? only : null;
        // A statement that joins a policy reads as the policy's Version says; one that stands by itself is of today's.
        string? version = set.SingleOf(kind, isAccessPoint) is { } joined ? joined.Version?.Text : Current;
        string[] entries = [.. resources.Distinct(StringComparer.Ordinal).Select(resource => resource == "*" || version != Current ? resource : Escape(resource))];
        string json = Write(explanation.Request, kind, version, set.ResourcePolicyKind, isAccessPoint, entries);
        PolicyDocument addition = PolicyDocument.Parse(json) with { Name = "(proposed)" };
        return new AllowAddition(kind, level, place?.Name, isAccessPoint, addition, existing) { NamesResources = explanation.Checks.Length > 1 };
    }

    // VAR-5: the name that was asked for, and nothing that it would match as a pattern or a variable.
    private static string Escape(string resource) => resource
        .Replace("${", "${$}{", StringComparison.Ordinal)
        .Replace("*", "${*}", StringComparison.Ordinal)
        .Replace("?", "${?}", StringComparison.Ordinal);

    private static string Write(AccessRequest request, PolicyKind kind, string? version, ResourcePolicyKind resourceKind, bool isAccessPoint, string[] resources)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            if (version is not null)
            {
                writer.WriteString("Version", version);
            }

            writer.WriteStartObject("Statement");
            writer.WriteString("Effect", "Allow");
            if (kind is PolicyKind.Resource or PolicyKind.VpcEndpoint or PolicyKind.ResourceControl)
            {
                WritePrincipal(writer, kind, request.Principal);
            }

            // RCP-9: the only Allow of a resource control policy is that of RCPFullAWSAccess.
            bool everything = kind == PolicyKind.ResourceControl;
            writer.WriteString("Action", everything ? "*" : request.Action.Text);
            // GRAM-26: a trust policy hangs on its role. KMS-9: a key policy says "*" for its key.
            if (kind != PolicyKind.Resource || isAccessPoint || resourceKind != ResourcePolicyKind.RoleTrust)
            {
                bool any = everything || (kind == PolicyKind.Resource && request.Service == "kms");
                WriteResources(writer, any ? ["*"] : resources);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteResources(Utf8JsonWriter writer, string[] resources)
    {
        if (resources is [{ } single])
        {
            writer.WriteString("Resource", single);
            return;
        }

        writer.WriteStartArray("Resource");
        foreach (string resource in resources)
        {
            writer.WriteStringValue(resource);
        }

        writer.WriteEndArray();
    }

    private static void WritePrincipal(Utf8JsonWriter writer, PolicyKind kind, Principal caller)
    {
        (string Kind, string Value)? named = caller.Kind switch
        {
            // VPCE-3: gateway endpoints know "*" only, and a policy for the way needs no more.
            _ when kind != PolicyKind.Resource => null,
            PrincipalKind.Anonymous => null,
            PrincipalKind.Service => ("Service", caller.Text),
            PrincipalKind.FederatedProvider => ("Federated", caller.Text),
            PrincipalKind.RoleSession => ("AWS", CallerArns.Role(caller)),
            _ => ("AWS", caller.Text),
        };
        if (named is not { } principal)
        {
            writer.WriteString("Principal", "*");
            return;
        }

        writer.WriteStartObject("Principal");
        writer.WriteString(principal.Kind, principal.Value);
        writer.WriteEndObject();
    }
}
