using System.Collections.Immutable;
using System.Text.Json;
using IamSim.Conditions;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Writes an explanation in the JSON form of docs/explanation-format.md. What has nothing to say is left out.</summary>
internal sealed partial class ExplanationJson(Utf8JsonWriter writer, Explanation explanation, ExplanationJsonOptions options)
{
    public void Write()
    {
        writer.WriteStartObject();
        WriteDecision(explanation.Decision);
        writer.WriteString("headline", DecisionText.Headline(explanation.Decision));
        Optional("accessDeniedMessage", AccessDeniedMessage.Create(explanation));
        WriteRequest(explanation.Request);
        WriteArray("checks", explanation.Checks, WriteCheck);
        WriteArray("nearMisses", explanation.NearMisses.Take(options.NearMisses), WriteNearMiss);
        WriteArray("fixes", options.Fixes == 0 ? [] : explanation.ProposeFixes(options.Fixes), WriteFix);
        WriteArray("derivedKeys", explanation.DerivedKeys, WriteDerivedKey);
        writer.WriteEndObject();
    }

    private void WriteDecision(in Decision decision)
    {
        writer.WriteStartObject("decision");
        WriteEnum("kind", decision.Kind);
        writer.WriteString("decidedBy", DecisionNames.Of(in decision));
        WriteTexts("blockedBy", DecisionText.Sources(decision.BlockedBy).Select(static source => DecisionNames.Of(source)));
        if (decision.Rule is { } rule)
        {
            writer.WriteStartObject("rule");
            writer.WriteString("id", rule.Id);
            writer.WriteString("name", rule.Name);
            writer.WriteString("description", rule.Description);
            writer.WriteEndObject();
        }

        WriteStatementPlace("statement", decision.Statement);
        WriteTexts("assumptions", DecisionNames.Of(decision.Assumptions));
        writer.WriteEndObject();
    }

    private void WriteRequest(AccessRequest request)
    {
        writer.WriteStartObject("request");
        writer.WriteStartObject("principal");
        WriteEnum("kind", request.Principal.Kind);
        writer.WriteString("identifier", request.Principal.Text);
        Optional("account", request.Principal.AccountId);
        writer.WriteEndObject();
        writer.WriteString("action", request.Action.Text);
        WriteTexts("resources", request.Resources.Select(static resource => resource.Arn));
        writer.WriteString("time", explanation.Scope.Request.Time!.Value);
        if (request.Context.Count > 0)
        {
            writer.WriteStartObject("context");
            foreach ((string key, ContextValue value) in request.Context.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(key);
                WriteValue(value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void WriteCheck(CheckExplanation check)
    {
        writer.WriteStartObject();
        writer.WriteString("resource", check.Resource);
        Optional("owner", check.Owner);
        Optional("comparedOwner", check.ComparedOwner == check.Owner ? null : check.ComparedOwner);
        writer.WriteBoolean("sameAccount", check.IsSameAccount);
        writer.WriteBoolean("accessPoint", check.IsAccessPoint);
        WriteEnum("requirement", check.Requirement);
        WriteEnum("grant", check.Grant);
        WriteEnum("policyGrant", check.PolicyGrant);
        WriteDecision(check.Decision);
        WriteArray("layers", check.Layers, layer => WriteLayer(layer, check));
        WriteArray("otherGrants", check.OtherGrants, WriteOtherGrant);
        WriteArray("publicStatements", check.PublicStatements, WritePublicStatement);
        writer.WriteEndObject();
    }

    private void WriteLayer(LayerExplanation layer, CheckExplanation check)
    {
        writer.WriteStartObject();
        WriteEnum("kind", layer.Kind);
        WriteEnum("role", layer.Role);
        WriteEnum("verdict", layer.Verdict);
        WriteEnum("exemption", layer.Exemption);
        if (layer.SilentLevel is { } silent)
        {
            writer.WriteNumber("silentLevel", silent);
        }

        WriteStatementPlace("statement", layer.Statement);
        WriteArray("levels", layer.Levels, WriteLevel);
        WriteArray("statements", options.Statements ? layer.Statements : [], statement => WriteStatement(statement, check));
        writer.WriteEndObject();
    }

    private void WriteLevel(LevelExplanation level)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", level.Index);
        Optional("name", level.Name);
        writer.WriteBoolean("allows", level.Allows);
        WriteArray("documents", level.Documents, WriteDocument);
        writer.WriteEndObject();
    }

    private void WriteOtherGrant(OtherGrantExplanation grant)
    {
        writer.WriteStartObject();
        WriteEnum("kind", grant.Kind);
        WriteEnum("grant", grant.Grant);
        WriteEnum("mismatch", grant.Mismatch);
        if (grant.KmsGrant is { } key)
        {
            writer.WriteString("granteePrincipal", key.GranteePrincipal);
            Optional("retiringPrincipal", key.RetiringPrincipal);
            WriteTexts("operations", key.Operations);
        }

        writer.WriteString("text", Wording.Plain(CheckText.Detail(grant, explanation.Request.Principal)));
        writer.WriteEndObject();
    }

    private void WritePublicStatement(PublicStatementExplanation statement)
    {
        writer.WriteStartObject();
        WriteStatementPlace("statement", statement.Statement);
        WriteArray("reasons", statement.Reasons, reason =>
        {
            writer.WriteStartObject();
            WriteEnum("reason", reason.Reason);
            WriteSpan(statement.Statement.Source, reason.Span);
            writer.WriteString("text", ElementText.Describe(reason.Reason));
            writer.WriteEndObject();
        });
        writer.WriteEndObject();
    }

    private void WriteDerivedKey(DerivedContextKey key)
    {
        writer.WriteStartObject();
        writer.WriteString("name", key.Name);
        writer.WritePropertyName("value");
        WriteValue(key.Value);
        WriteEnum("origin", key.Origin);
        writer.WriteEndObject();
    }

    // null for an absent key, as in a scenario's context.
    private void WriteValue(ContextValue value)
    {
        if (value.IsAbsent)
        {
            writer.WriteNullValue();
        }
        else if (value.IsMultivalued)
        {
            writer.WriteStartArray();
            foreach (string member in value)
            {
                writer.WriteStringValue(member);
            }

            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }

    private void WriteArray<T>(string name, IEnumerable<T> members, Action<T> write)
    {
        ImmutableArray<T> all = [.. members];
        if (all.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (T member in all)
        {
            write(member);
        }

        writer.WriteEndArray();
    }

    private void WriteTexts(string name, IEnumerable<string> texts) => WriteArray(name, texts, writer.WriteStringValue);

    /// <summary>Writes a member of an enum; the one that means nothing is left out.</summary>
    private void WriteEnum<T>(string name, T value, string nothing = "none")
        where T : struct, Enum
    {
        string text = DecisionNames.Of(value);
        if (text != nothing)
        {
            writer.WriteString(name, text);
        }
    }

    private void Optional(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            writer.WriteString(name, text);
        }
    }
}
