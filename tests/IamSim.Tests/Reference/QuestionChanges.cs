using System.Collections.Immutable;
using System.Text.Json.Nodes;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <summary>Changes of the documents of a question.</summary>
internal static class QuestionChanges
{
    /// <summary>Every document changed, in every layer.</summary>
    public static Question Everywhere(Question question, Func<PolicyDocument, PolicyDocument> change)
    {
        PolicySet set = question.Set;
        return question with
        {
            Set = set with
            {
                Identity = All(set.Identity, change),
                PermissionsBoundary = One(set.PermissionsBoundary, change),
                Session = set.Session is { } session ? All(session, change) : null,
                Resource = One(set.Resource, change),
                AccessPoint = One(set.AccessPoint, change),
                VpcEndpoint = One(set.VpcEndpoint, change),
                ServiceControlPolicies = Levels(set.ServiceControlPolicies, change),
                ResourceControlPolicies = Levels(set.ResourceControlPolicies, document => IsFullAccess(document) ? document : change(document)),
            },
        };
    }

    /// <summary>Identity policies changed.</summary>
    public static Question Identity(Question question, Func<PolicyDocument, PolicyDocument> change) => question with { Set = question.Set with { Identity = All(question.Set.Identity, change) } };

    /// <summary>The identity policies with one more, of these statements.</summary>
    public static Question With(Question question, params string[] statements) =>
        question with { Set = question.Set with { Identity = question.Set.Identity.Add(Document(statements)) } };

    /// <summary>A document of 2012 of these statements.</summary>
    public static PolicyDocument Document(params string[] statements) => PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""");

    /// <summary>A document with each statement replaced by others.</summary>
    public static PolicyDocument Statements(PolicyDocument document, Func<JsonObject, IEnumerable<JsonObject>> replace)
    {
        JsonNode root = JsonNode.Parse(document.ToCanonicalJson())!;
        JsonNode? node = root["Statement"];
        IEnumerable<JsonObject> statements = node is JsonArray list ? list.OfType<JsonObject>() : [node!.AsObject()];
        root["Statement"] = new JsonArray([.. statements.SelectMany(replace).Select(static statement => (JsonNode)statement.DeepClone())]);
        return PolicyDocument.Parse(root.ToJsonString());
    }

    /// <summary>A document with each statement changed in place.</summary>
    public static PolicyDocument Each(PolicyDocument document, Action<JsonObject> change) => Statements(document, statement =>
    {
        change(statement);
        return [statement];
    });

    /// <summary>A document with a statement for each value of an element.</summary>
    public static PolicyDocument Split(PolicyDocument document, string element) => Statements(document, statement => statement[element] is JsonArray { Count: > 1 } values
        // GRAM-27: null in a list is nothing.
        ? values.OfType<JsonNode>().Select(value =>
        {
            var part = (JsonObject)statement.DeepClone();
            // GRAM: a Sid stands once.
            part.Remove("Sid");
            part[element] = value.DeepClone();
            return part;
        })
        : [statement]);

    /// <summary>A name in other letters.</summary>
    public static string Recased(Dice dice, string name) => string.Concat(name.Select(letter => dice.Chance(50) ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter)));

    /// <summary>Each text of an element changed.</summary>
    public static void Texts(JsonObject statement, string element, Func<string, string> change)
    {
        if (statement[element] is JsonArray list)
        {
            statement[element] = new JsonArray([.. list.Select(value => value is null ? null : (JsonNode)change(value.GetValue<string>()))]);
        }
        else if (statement[element] is { } single)
        {
            statement[element] = change(single.GetValue<string>());
        }
    }

    // RCP-9: the one Allow of resource control policies has one form.
    private static bool IsFullAccess(PolicyDocument document) => document.Statements.Any(static statement => statement.Effect?.Text == "Allow");

    private static ImmutableArray<PolicyDocument> All(ImmutableArray<PolicyDocument> documents, Func<PolicyDocument, PolicyDocument> change) => [.. documents.Select(change)];

    private static PolicyDocument? One(PolicyDocument? document, Func<PolicyDocument, PolicyDocument> change) => document is null ? null : change(document);

    private static ImmutableArray<ImmutableArray<PolicyDocument>>? Levels(ImmutableArray<ImmutableArray<PolicyDocument>>? levels, Func<PolicyDocument, PolicyDocument> change) =>
        levels is { } present ? [.. present.Select(level => All(level, change))] : null;
}
