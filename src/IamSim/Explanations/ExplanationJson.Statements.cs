using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Statements, their elements and their places.</summary>
internal sealed partial class ExplanationJson
{
    private void WriteStatement(StatementExplanation statement, CheckExplanation check)
    {
        writer.WriteStartObject();
        WritePlace(statement.Statement, statement.Document);
        WriteEnum("effect", statement.Effect);
        writer.WriteNumber("level", statement.Level);
        WriteEnum("outcome", statement.Outcome);
        if (statement.HasUnknownTest)
        {
            writer.WriteBoolean("hasUnknownTest", true);
        }

        if (statement.Mismatch is { } mismatch)
        {
            writer.WriteNumber("mismatch", statement.Elements.IndexOf(mismatch, 0, ReferenceEqualityComparer.Instance));
        }

        WriteArray("elements", statement.Elements, element => WriteElement(element, statement.Statement.Source, check.Resource));
        writer.WriteEndObject();
    }

    private void WriteElement(ElementExplanation element, SourceText source, string resource)
    {
        writer.WriteStartObject();
        switch (element)
        {
            case ActionExplanation action:
                WriteElement("action", action, action.IsNegated, action.Entry);
                WriteEnum("mismatch", action.Mismatch);
                break;
            case ResourceExplanation entry:
                WriteElement("resource", entry, entry.IsNegated, entry.Entry);
                WriteResource(entry);
                break;
            case PrincipalExplanation principal:
                WriteElement("principal", principal, principal.IsNegated, principal.Entry);
                WritePrincipal(principal);
                break;
            case ConditionExplanation condition:
                writer.WriteString("element", "condition");
                writer.WriteBoolean("matches", condition.Matches);
                WriteCondition(condition);
                break;
        }

        WriteSpan(source, element.Span);
        writer.WriteString("text", ElementText.Describe(element, explanation.Request, resource));
        writer.WriteEndObject();
    }

    private void WriteElement(string name, ElementExplanation element, bool isNegated, PolicyValue? entry)
    {
        writer.WriteString("element", name);
        writer.WriteBoolean("matches", element.Matches);
        writer.WriteBoolean("negated", isNegated);
        Optional("entry", entry?.Text);
    }

    private void WriteResource(ResourceExplanation entry)
    {
        WriteEnum("mismatch", entry.Mismatch);
        Optional("expanded", entry.Expanded);
        if (entry.EntryPart is not null)
        {
            writer.WriteString("entryPart", entry.EntryPart);
            writer.WriteString("requestPart", entry.RequestPart);
        }

        Optional("unresolvedKey", entry.UnresolvedKey);
        WriteLiteralVariable(entry.HasLiteralVariable);
    }

    private void WritePrincipal(PrincipalExplanation principal)
    {
        WriteEnum("mismatch", principal.Mismatch);
        WriteEnum("grant", principal.Grant);
        WriteEnum("assumption", principal.Assumption);
        WriteEnum("notSpared", principal.NotSpared);
        WriteTexts("missingPrincipals", principal.MissingPrincipals);
    }

    private void WriteCondition(ConditionExplanation condition)
    {
        writer.WriteString("operator", condition.Operator.Text);
        writer.WriteString("key", condition.Key.Text);
        WriteEnum("outcome", condition.Outcome);
        if (!condition.Value.IsAbsent)
        {
            writer.WritePropertyName("value");
            WriteValue(condition.Value);
            WriteEnum("origin", condition.Origin);
        }

        WriteArray("operands", condition.Operands, WriteOperand);
    }

    private void WriteOperand(ConditionOperand operand)
    {
        writer.WriteStartObject();
        writer.WriteString("value", operand.Written.Text);
        Optional("expanded", operand.Expanded);
        Optional("unresolvedKey", operand.UnresolvedKey);
        WriteLiteralVariable(operand.HasLiteralVariable);
        writer.WriteEndObject();
    }

    private void WriteLiteralVariable(bool has)
    {
        if (has)
        {
            writer.WriteBoolean("hasLiteralVariable", true);
        }
    }

    /// <summary>The place of a statement as an object, in the words that answers to scenarios use for it.</summary>
    private void WriteStatementPlace(string name, PolicyStatement? statement)
    {
        if (statement is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        WritePlace(statement, explanation.Scope.Set.Source.Documents().FirstOrDefault(document => document.Statements.Any(member => ReferenceEquals(member, statement))));
        writer.WriteEndObject();
    }

    private void WritePlace(PolicyStatement statement, PolicyDocument? document)
    {
        Optional("policy", document is null ? null : LabelOf(document));
        Optional("file", statement.Source.Name);
        Optional("sid", statement.Sid?.Text);
        writer.WriteNumber("line", statement.Position.Line);
        writer.WriteNumber("column", statement.Position.Column);
    }

    private void WriteDocument(PolicyDocument document)
    {
        writer.WriteStartObject();
        WriteDocumentMembers(document);
        writer.WriteEndObject();
    }

    private void WriteDocumentMembers(PolicyDocument document)
    {
        Optional("policy", LabelOf(document));
        Optional("file", document.Source.Name);
    }

    private string? LabelOf(PolicyDocument document) => options.PolicyLabel?.Invoke(document) ?? document.Name;

    // The end is the place just behind the last character.
    private void WriteSpan(SourceText source, SourceSpan span)
    {
        LinePosition start = source.GetPosition(span.Start);
        LinePosition end = source.GetPosition(span.End);
        writer.WriteNumber("line", start.Line);
        writer.WriteNumber("column", start.Column);
        writer.WriteNumber("endLine", end.Line);
        writer.WriteNumber("endColumn", end.Column);
    }
}
