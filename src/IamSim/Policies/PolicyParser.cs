using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Policies;

/// <summary>Reads the shape of a policy from JSON: which element stands where. What the elements mean is the compiler's work.</summary>
internal sealed class PolicyParser
{
    private static readonly string[] DocumentElements = ["Version", "Id", "Statement"];

    private readonly DiagnosticBag _diagnostics;

    private PolicyParser(DiagnosticBag diagnostics) => _diagnostics = diagnostics;

    /// <summary>Reads a document. <c>null</c> means that its shape was wrong; every fault has been reported.</summary>
    public static PolicyDocument? Parse(JsonNode root, DiagnosticBag diagnostics) => new PolicyParser(diagnostics).ParseDocument(root);

    private PolicyDocument? ParseDocument(JsonNode root)
    {
        if (root.Kind != JsonKind.Object)
        {
            Unexpected(root, "a policy document", "an object");
            return null;
        }

        PolicyValue? version = null;
        PolicyValue? id = null;
        JsonNode? statement = null;
        var unknown = ImmutableArray.CreateBuilder<UnknownElement>();
        foreach (JsonNode member in root)
        {
            switch (member.Name)
            {
                case "Version":
                    version = ParseString(member, "Version");
                    break;
                case "Id":
                    id = ParseString(member, "Id");
                    break;
                case "Statement":
                    statement = member;
                    break;
                default:
                    unknown.Add(Unknown(member));
                    break;
            }
        }

        if (statement is not { } node)
        {
            bool misspelled = Suggestion.Closest("Statement", unknown.Select(static element => element.Name.Text)) is not null;
            string help = misspelled ? "rename it to 'Statement': element names are case-sensitive" : "add \"Statement\": [ … ]";
            _diagnostics.Add(DiagnosticDescriptors.MissingElement, root.Source, root.Span with { Length = 1 }, "the policy has no Statement", help);
            return null;
        }

        ImmutableArray<PolicyStatement> statements = ParseStatements(node);
        return PolicyDocument.Create(root.Source, root.Span, version, id, statements, node.Kind == JsonKind.Array, unknown.ToImmutable());
    }

    private ImmutableArray<PolicyStatement> ParseStatements(JsonNode node)
    {
        if (node.Kind == JsonKind.Object)
        {
            return [ParseStatement(node)];
        }

        if (node.Kind != JsonKind.Array)
        {
            Unexpected(node, "Statement", "an object or an array of objects");
            return [];
        }

        var statements = ImmutableArray.CreateBuilder<PolicyStatement>();
        foreach (JsonNode member in node)
        {
            if (member.Kind == JsonKind.Object)
            {
                statements.Add(ParseStatement(member));
            }
            else
            {
                Unexpected(member, "a statement", "an object");
            }
        }

        return statements.ToImmutable();
    }

    private PolicyStatement ParseStatement(JsonNode node)
    {
        var statement = new PolicyStatement(node.Source, node.Span);
        var unknown = ImmutableArray.CreateBuilder<UnknownElement>();
        foreach (JsonNode member in node)
        {
            statement = member.Name switch
            {
                "Sid" => statement with { Sid = ParseSid(member) },
                "Effect" => statement with { Effect = ParseString(member, "Effect") },
                "Principal" => statement with { Principal = ParsePrincipal(member) },
                "NotPrincipal" => statement with { NotPrincipal = ParsePrincipal(member) },
                "Action" => statement with { Action = ParseElement(member, allowNull: false) },
                "NotAction" => statement with { NotAction = ParseElement(member, allowNull: false) },
                "Resource" => statement with { Resource = ParseElement(member, allowNull: true) },
                "NotResource" => statement with { NotResource = ParseElement(member, allowNull: true) },
                "Condition" => statement with { Condition = ParseCondition(member) },
                _ => Remember(statement, unknown, member),
            };
        }

        return unknown.Count == 0 ? statement : statement with { UnknownElements = unknown.ToImmutable() };
    }

    private static PolicyStatement Remember(PolicyStatement statement, ImmutableArray<UnknownElement>.Builder unknown, JsonNode member)
    {
        unknown.Add(Unknown(member));
        return statement;
    }

    private PolicyElement ParseElement(JsonNode node, bool allowNull) =>
        new(ParseValues(node, node.Name!, allowNull, allowAnyScalar: false), node.Kind == JsonKind.Array, node.NameSpan, node.Span);

    private PrincipalElement ParsePrincipal(JsonNode node)
    {
        if (node.Kind == JsonKind.String)
        {
            return new PrincipalElement(ToValue(node), [], node.NameSpan, node.Span);
        }

        var groups = ImmutableArray.CreateBuilder<PrincipalGroup>();
        if (node.Kind != JsonKind.Object)
        {
            Unexpected(node, node.Name!, "\"*\" or an object such as {\"AWS\": …}");
        }
        else
        {
            foreach (JsonNode member in node)
            {
                ImmutableArray<PolicyValue> values = ParseValues(member, $"{node.Name}.{member.Name}", allowNull: false, allowAnyScalar: false);
                groups.Add(new PrincipalGroup(NameOf(member), values, member.Kind == JsonKind.Array));
            }
        }

        return new PrincipalElement(null, groups.ToImmutable(), node.NameSpan, node.Span);
    }

    private ConditionElement ParseCondition(JsonNode node)
    {
        var operators = ImmutableArray.CreateBuilder<ConditionOperatorElement>();
        if (node.Kind != JsonKind.Object)
        {
            Unexpected(node, "Condition", "an object of condition operators");
            return new ConditionElement([], node.NameSpan, node.Span);
        }

        foreach (JsonNode member in node)
        {
            if (member.Kind != JsonKind.Object)
            {
                Unexpected(member, $"the condition operator {JsonNode.Quote(member.Name!)}", "an object of condition keys");
                continue;
            }

            var keys = ImmutableArray.CreateBuilder<ConditionKeyElement>();
            foreach (JsonNode key in member)
            {
                ImmutableArray<PolicyValue> values = ParseValues(key, $"the condition key {JsonNode.Quote(key.Name!)}", allowNull: false, allowAnyScalar: true);
                keys.Add(new ConditionKeyElement(NameOf(key), values, key.Kind == JsonKind.Array, key.Span));
            }

            operators.Add(new ConditionOperatorElement(NameOf(member), keys.ToImmutable(), member.Span));
        }

        return new ConditionElement(operators.ToImmutable(), node.NameSpan, node.Span);
    }

    private ImmutableArray<PolicyValue> ParseValues(JsonNode node, string what, bool allowNull, bool allowAnyScalar)
    {
        if (node.Kind != JsonKind.Array)
        {
            return TryParseValue(node, what, allowNull: false, allowAnyScalar, "or an array of them", out PolicyValue single) ? [single] : [];
        }

        var values = ImmutableArray.CreateBuilder<PolicyValue>();
        foreach (JsonNode member in node)
        {
            if (TryParseValue(member, $"an entry of {what}", allowNull, allowAnyScalar, null, out PolicyValue value))
            {
                values.Add(value);
            }
        }

        return values.ToImmutable();
    }

    private bool TryParseValue(JsonNode node, string what, bool allowNull, bool allowAnyScalar, string? more, out PolicyValue value)
    {
        bool accepted = node.Kind == JsonKind.String || (allowNull && node.Kind == JsonKind.Null) || (allowAnyScalar && node.IsScalarText);
        value = accepted ? ToValue(node) : default;
        if (!accepted)
        {
            string expected = allowAnyScalar ? "a string, number or boolean" : "a string";
            Unexpected(node, what, more is null ? expected : $"{expected} {more}");
        }

        return accepted;
    }

    // Imported documents hold numbers here; the compiler says what AWS says of them (GRAM-11).
    private PolicyValue? ParseSid(JsonNode node) => node.IsScalarText ? ToValue(node) : ParseString(node, "Sid");

    private PolicyValue? ParseString(JsonNode node, string what)
    {
        if (node.Kind == JsonKind.String)
        {
            return ToValue(node);
        }

        Unexpected(node, what, "a string");
        return null;
    }

    private void Unexpected(JsonNode node, string what, string expected) =>
        _diagnostics.Add(DiagnosticDescriptors.UnexpectedKind, node.Source, node.Span, $"{what} must be {expected}, but is {node.Describe()}");

    private static PolicyValue ToValue(JsonNode node) => new(node.Text, node.Kind switch
    {
        JsonKind.Number => PolicyValueKind.Number,
        JsonKind.Boolean => PolicyValueKind.Boolean,
        JsonKind.Null => PolicyValueKind.Null,
        _ => PolicyValueKind.String,
    }, node.Span);

    private static PolicyValue NameOf(JsonNode node) => new(node.Name!, PolicyValueKind.String, node.NameSpan);

    private static UnknownElement Unknown(JsonNode member) => new(NameOf(member), member.Span);

    /// <summary>The document element a misspelled name was probably meant to be.</summary>
    internal static string? SuggestDocumentElement(string name) => Suggestion.DidYouMean(name, DocumentElements);
}
