using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Scenarios;
using IamSim.Services;
using IamSim.Tests.Reference;

namespace IamSim.Reliability.Exchange;

/// <summary>Writes a question in the format of docs/scenario-format.md, on one line.</summary>
internal static class ScenarioWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the format cannot say of a question; <c>null</c> when it can say everything.</summary>
    public static string? Inexpressible(Question question)
    {
        (PolicySet set, AccessRequest request) = (question.Set, question.Request);
        if (new[] { set.Organization, set.ResourceOrganization }.Any(static facts => facts?.Paths.Length > 1))
        {
            return "an organization with several paths";
        }

        if (request.Resources.Select(static resource => Facts(resource)).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            return "resources about which different things are known";
        }

        if (set.AccessPoint is not null && request.Resources[0].AccessPointArn is null)
        {
            return "the policy of an access point without the access point";
        }

        return request.Resources[0].KmsGrants.Any(static grant => !grant.Operations.All(KmsGrantOperations.Contains)) ? "an operation that no grant can hold" : null;
    }

    /// <summary>The scenario. The facts of the first resource are written: see <see cref="Inexpressible"/>.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="question">What it asks.</param>
    /// <param name="derived">Keys to be stated although the library derives them, for engines that do not.</param>
    /// <param name="expected">What it should expect.</param>
    public static string Write(string id, Question question, ImmutableArray<DerivedContextKey> derived, DecisionKind expected) => Text(writer =>
    {
        AccessRequest request = question.Request;
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("now", (request.Time ?? Question.Now).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        WriteRequest(writer, request, derived);
        WritePolicies(writer, question.Set);
        WriteOrganization(writer, "organization", question.Set.Organization);
        WriteOrganization(writer, "resourceOrganization", question.Set.ResourceOrganization);
        WriteSettings(writer, request.Resources[0], question.Set);
        WriteOptions(writer, question.Options);
        writer.WriteStartObject("expect");
        writer.WriteString("decision", expected.ToString());
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static string Facts(RequestResource resource) => Text(writer =>
    {
        writer.WriteStartObject();
        WriteText(writer, "resourceAccount", resource.OwnerAccount);
        WriteMap(writer, "resourceTags", resource.Tags);
        WriteSettings(writer, resource, new PolicySet());
        writer.WriteEndObject();
    });

    private static void WriteRequest(Utf8JsonWriter writer, AccessRequest request, ImmutableArray<DerivedContextKey> derived)
    {
        writer.WriteStartObject("request");
        WritePrincipal(writer, request.Principal);
        writer.WriteString("action", request.Action.Text);
        if (request.Resources.Length == 1)
        {
            writer.WriteString("resource", request.Resources[0].Arn);
        }
        else
        {
            WriteList(writer, "resource", request.Resources.Select(static resource => resource.Arn));
        }

        WriteText(writer, "resourceAccount", request.Resources[0].OwnerAccount);
        WriteMap(writer, "resourceTags", request.Resources[0].Tags);
        WriteMap(writer, "requestTags", request.RequestTags);
        WriteContext(writer, request.Context, derived);
        writer.WriteEndObject();
    }

    private static void WritePrincipal(Utf8JsonWriter writer, Principal principal)
    {
        writer.WriteStartObject("principal");
        writer.WriteString(principal.Kind switch { PrincipalKind.Service => "service", PrincipalKind.FederatedProvider => "federatedProvider", _ => "arn" }, principal.Text);
        bool pathIsInArn = principal.Kind != PrincipalKind.FederatedProvider && Principal.Parse(principal.Text).RolePath == principal.RolePath;
        WriteText(writer, "rolePath", pathIsInArn ? null : principal.RolePath);
        WriteText(writer, "uniqueId", principal.UniqueId);
        WriteText(writer, "canonicalUserId", principal.CanonicalUserId);
        WriteText(writer, "issuer", principal.Issuer);
        WriteMap(writer, "tags", principal.Tags);
        WriteMap(writer, "sessionTags", principal.SessionTags);
        WriteText(writer, "sourceArn", principal.SourceArn);
        WriteText(writer, "sourceAccount", principal.SourceAccount);
        writer.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter writer, RequestContext context, ImmutableArray<DerivedContextKey> derived)
    {
        IEnumerable<KeyValuePair<string, ContextValue>> all = context
            .Concat(derived.Select(static key => KeyValuePair.Create(key.Name, key.Value)))
            .DistinctBy(static pair => pair.Key, AsciiFold.Comparer.Instance);
        writer.WriteStartObject("context");
        foreach ((string key, ContextValue value) in all)
        {
            if (value.IsMultivalued)
            {
                WriteList(writer, key, value);
            }
            else
            {
                // Without a member the value is null: the key is stated to be absent.
                writer.WriteString(key, value.FirstOrDefault());
            }
        }

        writer.WriteEndObject();
    }

    private static void WritePolicies(Utf8JsonWriter writer, PolicySet set)
    {
        writer.WriteStartObject("policies");
        WriteLevel(writer, "identity", set.Identity);
        WritePolicy(writer, "permissionsBoundary", set.PermissionsBoundary);
        WriteLevel(writer, "session", set.Session);
        WritePolicy(writer, "resource", set.Resource);
        WritePolicy(writer, "vpcEndpoint", set.VpcEndpoint);
        WriteLevels(writer, "serviceControl", set.ServiceControlPolicies);
        WriteLevels(writer, "resourceControl", set.ResourceControlPolicies);
        writer.WriteEndObject();
    }

    private static void WriteLevels(Utf8JsonWriter writer, string name, ImmutableArray<ImmutableArray<PolicyDocument>>? levels)
    {
        if (levels is not { } present)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (ImmutableArray<PolicyDocument> level in present)
        {
            WriteLevel(writer, null, level);
        }

        writer.WriteEndArray();
    }

    private static void WriteLevel(Utf8JsonWriter writer, string? name, ImmutableArray<PolicyDocument>? documents)
    {
        if (documents is not { } present)
        {
            return;
        }

        if (name is not null)
        {
            writer.WritePropertyName(name);
        }

        writer.WriteStartArray();
        foreach (PolicyDocument document in present)
        {
            WriteDocument(writer, document);
        }

        writer.WriteEndArray();
    }

    private static void WritePolicy(Utf8JsonWriter writer, string name, PolicyDocument? document)
    {
        if (document is not null)
        {
            writer.WritePropertyName(name);
            WriteDocument(writer, document);
        }
    }

    // Member by member: the text has line breaks, and a name that stands twice has to stay.
    private static void WriteDocument(Utf8JsonWriter writer, PolicyDocument document)
    {
        using JsonDocument json = JsonDocument.Parse(document.ToJson());
        json.RootElement.WriteTo(writer);
    }

    private static void WriteOrganization(Utf8JsonWriter writer, string name, OrganizationFacts? facts)
    {
        if (facts is not null)
        {
            writer.WriteStartObject(name);
            WriteText(writer, "id", facts.Id);
            WriteText(writer, "path", facts.Paths.FirstOrDefault());
            WriteText(writer, "managementAccount", facts.ManagementAccount);
            writer.WriteEndObject();
        }
    }

    private static void WriteSettings(Utf8JsonWriter writer, RequestResource resource, PolicySet set)
    {
        writer.WriteStartObject("resourceSettings");
        WriteTrue(writer, "blockPublicAccess", resource.BlockPublicAccess);
        WriteText(writer, "objectOwner", resource.ObjectOwner);
        WriteTrue(writer, "objectAclAllows", resource.ObjectAclAllows);
        WriteTrue(writer, "awsManagedKey", resource.IsAwsManagedKey);
        WriteText(writer, "apiGatewayAuthorization", resource.ApiGatewayAuthorization switch
        {
            ApiGatewayAuthorization.None => "none",
            ApiGatewayAuthorization.CognitoUserPool => "cognitoUserPool",
            ApiGatewayAuthorization.LambdaAuthorizer => "lambdaAuthorizer",
            _ => null,
        });
        WriteTrue(writer, "apiGatewayPrivate", resource.IsPrivateApi);
        WriteText(writer, "vpcEndpointType", set.VpcEndpointType == VpcEndpointType.Gateway ? "gateway" : null);
        WriteMap(writer, "principalUniqueIds", resource.FrozenPrincipalIds);
        WriteAccessPoint(writer, resource, set.AccessPoint);
        WriteGrants(writer, resource.KmsGrants);
        writer.WriteEndObject();
    }

    private static void WriteAccessPoint(Utf8JsonWriter writer, RequestResource resource, PolicyDocument? policy)
    {
        if (resource.AccessPointArn is not null)
        {
            writer.WriteStartObject("accessPoint");
            writer.WriteString("arn", resource.AccessPointArn);
            WritePolicy(writer, "policy", policy);
            WriteTrue(writer, "blockPublicAccess", resource.AccessPointBlocksPublicAccess);
            writer.WriteEndObject();
        }
    }

    private static void WriteGrants(Utf8JsonWriter writer, ImmutableArray<KmsGrant> grants)
    {
        if (grants.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("kmsGrants");
        foreach (KmsGrant grant in grants)
        {
            writer.WriteStartObject();
            writer.WriteString("granteePrincipal", grant.GranteePrincipal);
            WriteText(writer, "retiringPrincipal", grant.RetiringPrincipal);
            WriteList(writer, "operations", grant.Operations);
            WritePairs(writer, "encryptionContextSubset", grant.EncryptionContextSubset);
            WritePairs(writer, "encryptionContextEquals", grant.EncryptionContextEquals);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOptions(Utf8JsonWriter writer, EvaluationOptions options)
    {
        writer.WriteStartObject("options");
        foreach (string name in ScenarioOptions.Names)
        {
            // Setting an option to what it is changes nothing.
            if (!options.Equals(EvaluationOptions.Default) && ScenarioOptions.TrySet(options, name, true) is { } on)
            {
                writer.WriteBoolean(name, on.Equals(options));
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, ImmutableDictionary<string, string> pairs) => WritePairs(writer, name, pairs.IsEmpty ? null : pairs);

    private static void WritePairs(Utf8JsonWriter writer, string name, ImmutableDictionary<string, string>? pairs)
    {
        if (pairs is not null)
        {
            writer.WriteStartObject(name);
            foreach ((string key, string value) in pairs.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteTrue(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, true);
        }
    }
}
