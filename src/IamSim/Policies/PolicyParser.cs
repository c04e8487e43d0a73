using System.Collections.Immutable;
using System.Runtime.InteropServices;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Policies;

/// <summary>Reads the shape of a policy from JSON: which element stands where. What the elements mean is the compiler's work.</summary>
internal sealed class PolicyParser
{
    private static readonly string[] DocumentElements = ["Version", "Id", "Statement"];

    // What the parts of a document take at most: objects and the lists in them, and a place in a list, or in one that grows.
    private const int BytesOfStatement = 168;
    private const int BytesOfElement = 96;
    private const int BytesOfValue = 24;
    private const int BytesOfPlace = 8;

    private readonly DiagnosticBag _diagnostics;
    private bool _isTooLarge;

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
                    AddUnknown(member, unknown);
                    break;
            }
        }

        if (statement is not { } node)
        {
            bool misspelled = Suggestion.Closest("Statement", unknown.Select(static element => element.Name.Text)) is not null;
            string help = misspelled ? "rename it to 'Statement': element names are case-sensitive" : "add \"Statement\": [ … ]";
            _diagnostics.Add(DiagnosticDescriptors.MissingElement, root.Source, root.Span with { Length = 1 }, "the policy has no Statement", help, fix: FixOfStatement(unknown));
            return null;
        }

        ImmutableArray<PolicyStatement> statements = ParseStatements(node);
        return PolicyDocument.Create(root.Source, root.Span, version, id, statements, node.Kind == JsonKind.Array, unknown.ToImmutable());
    }

    // Only the letter case may differ, and of one name only: anything else would be a guess.
    private static DiagnosticFix? FixOfStatement(ImmutableArray<UnknownElement>.Builder unknown)
    {
        UnknownElement[] candidates = [.. unknown.Where(static element => AsciiFold.Equals(element.Name.Text, "Statement")).Take(2)];
        return candidates is [var one] ? DiagnosticFix.Replace("write Statement", one.Name.Span, "\"Statement\"") : null;
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

        int count = node.CountChildren();
        if (!HasMemory(node, BytesOfPlace * (long)count))
        {
            return [];
        }

        var statements = ImmutableArray.CreateBuilder<PolicyStatement>(count);
        foreach (JsonNode member in node)
        {
            if (member.Kind == JsonKind.Object)
            {
                if (!HasMemory(member, BytesOfStatement))
                {
                    break;
                }

                statements.Add(ParseStatement(member));
            }
            else
            {
                Unexpected(member, "a statement", "an object");
            }
        }

        return statements.DrainToImmutable();
    }

    private PolicyStatement ParseStatement(JsonNode node)
    {
        StatementParts parts = default;
        foreach (JsonNode member in node)
        {
            ParseMember(member, ref parts);
        }

        return new PolicyStatement(node.Source, node.Span)
        {
            Sid = parts.Sid,
            Effect = parts.Effect,
            Principal = parts.Principal,
            NotPrincipal = parts.NotPrincipal,
            Action = parts.Action,
            NotAction = parts.NotAction,
            Resource = parts.Resource,
            NotResource = parts.NotResource,
            Condition = parts.Condition,
            UnknownElements = parts.Unknown?.ToImmutable() ?? [],
        };
    }

    private void ParseMember(JsonNode member, ref StatementParts parts)
    {
        switch (member.Name)
        {
            case "Sid":
                parts.Sid = ParseSid(member);
                break;
            case "Effect":
                parts.Effect = ParseString(member, "Effect");
                break;
            case "Principal":
                parts.Principal = ParsePrincipal(member);
                break;
            case "NotPrincipal":
                parts.NotPrincipal = ParsePrincipal(member);
                break;
            case "Action":
                parts.Action = ParseElement(member, allowNull: false);
                break;
            case "NotAction":
                parts.NotAction = ParseElement(member, allowNull: false);
                break;
            case "Resource":
                parts.Resource = ParseElement(member, allowNull: true);
                break;
            case "NotResource":
                parts.NotResource = ParseElement(member, allowNull: true);
                break;
            case "Condition":
                parts.Condition = ParseCondition(member);
                break;
            default:
                AddUnknown(member, parts.Unknown ??= ImmutableArray.CreateBuilder<UnknownElement>());
                break;
        }
    }

    private PolicyElement ParseElement(JsonNode node, bool allowNull) =>
        new(ParseValues(node, static node => node.Name!, allowNull, allowAnyScalar: false), node.Kind == JsonKind.Array, node.NameSpan, node.Span);

    private PrincipalElement ParsePrincipal(JsonNode node)
    {
        if (node.Kind == JsonKind.String)
        {
            return new PrincipalElement(ToValue(node), [], node.NameSpan, node.Span);
        }

        var groups = ImmutableArray.CreateBuilder<PrincipalGroup>(1);
        if (node.Kind != JsonKind.Object)
        {
            Unexpected(node, node.Name!, "\"*\" or an object such as {\"AWS\": …}");
        }
        else
        {
            foreach (JsonNode member in node)
            {
                if (!HasMemory(member, BytesOfElement))
                {
                    break;
                }

                ImmutableArray<PolicyValue> values = ParseValues(member, node.Name == "Principal" ? static member => $"Principal.{member.Name}" : static member => $"NotPrincipal.{member.Name}", allowNull: false, allowAnyScalar: false);
                groups.Add(new PrincipalGroup(NameOf(member), values, member.Kind == JsonKind.Array));
            }
        }

        return new PrincipalElement(null, groups.DrainToImmutable(), node.NameSpan, node.Span);
    }

    private ConditionElement ParseCondition(JsonNode node)
    {
        if (node.Kind != JsonKind.Object)
        {
            Unexpected(node, "Condition", "an object of condition operators");
            return new ConditionElement([], node.NameSpan, node.Span);
        }

        int written = node.CountChildren();
        if (!HasMemory(node, BytesOfElement + (BytesOfPlace * (long)written)))
        {
            return new ConditionElement([], node.NameSpan, node.Span);
        }

        var operators = ImmutableArray.CreateBuilder<ConditionOperatorElement>(written);
        foreach (JsonNode member in node)
        {
            if (member.Kind != JsonKind.Object)
            {
                Unexpected(member, $"the condition operator {JsonNode.Quote(member.Name!)}", "an object of condition keys");
                continue;
            }

            int count = member.CountChildren();
            if (!HasMemory(member, BytesOfElement * (1L + count)))
            {
                break;
            }

            operators.Add(new ConditionOperatorElement(NameOf(member), ParseKeys(member, count), member.Span));
        }

        return new ConditionElement(operators.DrainToImmutable(), node.NameSpan, node.Span);
    }

    private ImmutableArray<ConditionKeyElement> ParseKeys(JsonNode node, int count)
    {
        var keys = new ConditionKeyElement[count];
        int index = 0;
        foreach (JsonNode key in node)
        {
            ImmutableArray<PolicyValue> values = ParseValues(key, static key => $"the condition key {JsonNode.Quote(key.Name!)}", allowNull: false, allowAnyScalar: true);
            keys[index++] = new ConditionKeyElement(NameOf(key), values, key.Kind == JsonKind.Array, key.Span);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(keys);
    }

    /// <param name="node">A value, or an array of them.</param>
    /// <param name="what">What it is, in words; asked for only when something is wrong with it.</param>
    /// <param name="allowNull">Whether a null may stand in the array.</param>
    /// <param name="allowAnyScalar">Whether numbers and booleans may stand for their text.</param>
    private ImmutableArray<PolicyValue> ParseValues(JsonNode node, Func<JsonNode, string> what, bool allowNull, bool allowAnyScalar)
    {
        int written = node.Kind == JsonKind.Array ? node.CountChildren() : 1;
        if (!HasMemory(node, BytesOfElement + (BytesOfValue * (long)written)))
        {
            return [];
        }

        if (node.Kind != JsonKind.Array)
        {
            if (IsValue(node, allowNull: false, allowAnyScalar))
            {
                return [ToValue(node)];
            }

            Unexpected(node, what(node), $"{Expected(allowAnyScalar)} or an array of them");
            return [];
        }

        var values = new PolicyValue[written];
        int count = 0;
        foreach (JsonNode member in node)
        {
            if (IsValue(member, allowNull, allowAnyScalar))
            {
                values[count++] = ToValue(member);
            }
            else
            {
                Unexpected(member, $"an entry of {what(node)}", Expected(allowAnyScalar));
            }
        }

        // Only a document that is refused has fewer.
        return ImmutableCollectionsMarshal.AsImmutableArray(count == values.Length ? values : values[..count]);
    }

    private static bool IsValue(JsonNode node, bool allowNull, bool allowAnyScalar) =>
        node.Kind == JsonKind.String || (allowNull && node.Kind == JsonKind.Null) || (allowAnyScalar && node.IsScalarText);

    private static string Expected(bool allowAnyScalar) => allowAnyScalar ? "a string, number or boolean" : "a string";

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

    private void Unexpected(JsonNode node, string what, string expected)
    {
        // A hostile document has millions; their messages are not made for nothing.
        if (!_diagnostics.IsFullOf(DiagnosticSeverity.Error))
        {
            _diagnostics.Add(DiagnosticDescriptors.UnexpectedKind, node.Source, node.Span, $"{what} must be {expected}, but is {node.Describe()}");
        }
    }

    private PolicyValue ToValue(JsonNode node)
    {
        if (node.Kind == JsonKind.String)
        {
            return new(node.Text, PolicyValueKind.String, node.Span);
        }

        // Of a string the tree has the text already; of anything else it is made here.
        HasMemory(node, JsonRecords.BytesOfText(node.Span.Length));
        return new(node.Text, node.Kind switch
        {
            JsonKind.Number => PolicyValueKind.Number,
            JsonKind.Boolean => PolicyValueKind.Boolean,
            _ => PolicyValueKind.Null,
        }, node.Span);
    }

    private static PolicyValue NameOf(JsonNode node) => new(node.Name!, PolicyValueKind.String, node.NameSpan);

    private void AddUnknown(JsonNode member, ImmutableArray<UnknownElement>.Builder unknown)
    {
        if (HasMemory(member, BytesOfElement))
        {
            unknown.Add(new UnknownElement(NameOf(member), member.Span));
        }
    }

    // A document of a million empty statements is no policy, and takes a hundred times what it is long.
    private bool HasMemory(JsonNode node, long bytes)
    {
        if (!_isTooLarge && !node.TryTakeMemory(bytes))
        {
            _isTooLarge = true;
            _diagnostics.Add(DiagnosticDescriptors.TooManyParts, node.Source, node.Span with { Length = 1 }, "too many small parts: with those from here on, the policy would take more than eight times the memory of its text", "split the policy; what AWS stores is far below this limit");
        }

        return !_isTooLarge;
    }

    /// <summary>The document element a misspelled name was probably meant to be.</summary>
    internal static string? SuggestDocumentElement(string name) => Suggestion.DidYouMean(name, DocumentElements);

    /// <summary>The elements of a statement as they are found; a statement is made once all are there.</summary>
    private struct StatementParts
    {
        public PolicyValue? Sid;
        public PolicyValue? Effect;
        public PrincipalElement? Principal;
        public PrincipalElement? NotPrincipal;
        public PolicyElement? Action;
        public PolicyElement? NotAction;
        public PolicyElement? Resource;
        public PolicyElement? NotResource;
        public ConditionElement? Condition;
        public ImmutableArray<UnknownElement>.Builder? Unknown;
    }
}
