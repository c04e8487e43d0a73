using System.Collections.Immutable;
using System.Globalization;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Scenarios;

namespace IamSim.Testing.Suites;

/// <summary>Reads one test with one set of parameters. Not thread-safe.</summary>
internal sealed class TestReader(SuiteScope suite, TestTexts texts, DiagnosticBag findings)
{
    private static readonly (string Name, ExpectedDecision Expected)[] Tables =
        [("allow", ExpectedDecision.Allow), ("deny", ExpectedDecision.Deny), ("implicit", ExpectedDecision.ImplicitDeny), ("explicit", ExpectedDecision.ExplicitDeny)];

    /// <summary>Reads the test; <c>null</c>, with findings, when it has an error.</summary>
    /// <param name="node">The test.</param>
    /// <param name="number">Its number in the file, from 1 on.</param>
    public PolicyTest? Read(JsonNode node, int number)
    {
        var members = new MemberReader(node, "the test", findings, SuiteFaults.Members);
        members.Optional("each");
        members.String("description");
        string name = ReadName(members, number);
        ImmutableArray<string> tags = [.. suite.Defaults.Tags.Concat(ReadTags(members)).Distinct(StringComparer.Ordinal)];
        ImmutableArray<Principal> principals = ReadPrincipals(members);
        StatedContext context = ReadContext(members);
        StatedContext? unless = members.Optional("unless") is { } added ? suite.Contexts.Resolve(added, texts, findings) : null;
        ImmutableArray<string> without = ReadWithout(members);
        List<TableRow> written = ReadTables(members);
        members.RefuseOthers();
        if (findings.HasErrors || suite.Resources is null)
        {
            return null;
        }

        var expansion = new RowExpansion(suite.Resources, suite.Catalog, texts, suite.Budget, findings);
        var rows = ImmutableArray.CreateBuilder<PolicyTestRow>();
        AddRows(expansion, written, new RowScope(name, tags, principals, context.ToConditions(), context.Name, without), static expected => expected, rows);
        if (unless is not null && !findings.HasErrors)
        {
            StatedContext both = context.With(unless, " + ");
            AddRows(expansion, written, new RowScope(name, tags, principals, both.ToConditions(), both.Name, without), static expected => expected == ExpectedDecision.Allow ? ExpectedDecision.Deny : ExpectedDecision.Allow, rows);
        }

        LinePosition position = node.Source.GetPosition(node.Span.Start);
        return findings.HasErrors ? null : new PolicyTest(name, tags, new SourcePlace(node.Source.Name, position.Line, position.Column), rows.ToImmutable());
    }

    private static void AddRows(RowExpansion expansion, List<TableRow> written, RowScope scope, Func<ExpectedDecision, ExpectedDecision> meaning, ImmutableArray<PolicyTestRow>.Builder rows)
    {
        foreach (TableRow row in written)
        {
            if (expansion.Expand(row.Entry, row.At, row.Span, row.Targets, meaning(row.Expected), scope) is { } expanded)
            {
                rows.Add(expanded);
            }
        }
    }

    // With parameters in its name a test is told apart by them; otherwise they stand behind it.
    private string ReadName(MemberReader members, int number)
    {
        string? written = members.Optional("name") is { } node && members.Text(node, "name") is { } text ? texts.Fill(text, node) : null;
        string name = written ?? string.Create(CultureInfo.InvariantCulture, $"test {number}");
        bool isTold = texts.Parameters.IsEmpty || (members.Node.TryGetProperty("name", out JsonNode given) && given.Text != name);
        return isTold ? name : $"{name} ({string.Join(", ", texts.Parameters.Select(static pair => $"{pair.Key} = {pair.Value}"))})";
    }

    private List<string> ReadTags(MemberReader members) => members.Optional("tags") is { } node ? SuiteDefaults.ReadTags(members, node, texts) : [];

    private ImmutableArray<Principal> ReadPrincipals(MemberReader members)
    {
        if (members.Optional("principal") is { } node)
        {
            return PrincipalTexts.Read(members, node, texts, suite.Names, findings);
        }

        if (!suite.Defaults.Principals.IsEmpty || suite.Defaults.HasPrincipal)
        {
            return suite.Defaults.Principals;
        }

        members.Required("principal");
        return [];
    }

    private StatedContext ReadContext(MemberReader members)
    {
        StatedContext named = members.Optional("context") is { } node ? suite.Contexts.Resolve(node, texts, findings) : suite.Defaults.Context;
        return named.With(suite.Contexts.ReadOthers(members, texts, findings));
    }

    private ImmutableArray<string> ReadWithout(MemberReader members)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        if (members.Optional("without") is not { } node)
        {
            return [];
        }

        foreach (JsonNode item in node.Kind == JsonKind.Array ? Children(node) : [node])
        {
            if (members.Text(item, "without") is not { } text)
            {
                continue;
            }

            string name = texts.Fill(text, item);
            try
            {
                suite.Subject?.Without(names.ToImmutable()).Without([name]);
                names.Add(name);
            }
            catch (ArgumentException exception)
            {
                members.Invalid(item, exception.Message.Split(" (Parameter", 2)[0]);
            }
        }

        if (node.Kind == JsonKind.Array && node.CountChildren() == 0)
        {
            members.Invalid(node, "'without' leaves nothing out", "name a policy or a Sid, or several");
        }

        return names.ToImmutable();
    }

    private List<TableRow> ReadTables(MemberReader members)
    {
        var rows = new List<TableRow>();
        bool any = false;
        foreach ((string name, ExpectedDecision expected) in Tables)
        {
            if (members.Optional(name) is not { } table)
            {
                continue;
            }

            any = true;
            switch (table.Kind)
            {
                case JsonKind.Object:
                    ReadTable(members, table, expected, rows);
                    break;
                case JsonKind.Array:
                    ReadList(members, table, name, expected, rows);
                    break;
                case JsonKind.String:
                    rows.Add(new TableRow(expected, texts.Fill(table.Text, table), table, table.Span, null));
                    break;
                default:
                    members.Invalid(table, $"'{name}' must map entries of actions to resources, but is {table.Describe()}", $"write {name}: {{ \"s3:Get*\": \"arn:aws:s3:::bucket/*\" }}");
                    break;
            }
        }

        if (!any && members.Node.Kind == JsonKind.Object)
        {
            findings.Add(PolicyTestDiagnostics.MissingMember, members.Node.Source, members.Node.Span with { Length = 1 }, "the test expects nothing: it has none of allow, deny, implicit and explicit", "add allow: { \"s3:GetObject\": \"arn:aws:s3:::bucket/*\" }");
        }

        return rows;
    }

    private void ReadTable(MemberReader members, JsonNode table, ExpectedDecision expected, List<TableRow> rows)
    {
        foreach (JsonNode entry in table)
        {
            var targets = new List<JsonNode?>();
            foreach (JsonNode target in entry.Kind == JsonKind.Array ? Children(entry) : [entry])
            {
                if (target.Kind == JsonKind.String)
                {
                    targets.Add(target);
                }
                else
                {
                    members.Invalid(target, $"the resource of {JsonNode.Quote(entry.Name!)} must be an ARN, a name or \"*\", but is {target.Describe()}", "write \"*\" for actions without resources");
                }
            }

            if (targets.Count == 0 && entry.Kind == JsonKind.Array && entry.CountChildren() == 0)
            {
                members.Invalid(entry, $"the entry {JsonNode.Quote(entry.Name!)} has no resources", "write \"*\" for actions without resources");
            }

            rows.Add(new TableRow(expected, texts.Fill(entry.Name!, entry, entry.NameSpan), entry, entry.NameSpan, targets));
        }
    }

    private void ReadList(MemberReader members, JsonNode list, string name, ExpectedDecision expected, List<TableRow> rows)
    {
        foreach (JsonNode entry in list)
        {
            if (members.Text(entry, $"an entry of {name}") is { } text)
            {
                rows.Add(new TableRow(expected, texts.Fill(text, entry), entry, entry.Span, null));
            }
        }
    }

    private static IEnumerable<JsonNode> Children(JsonNode node)
    {
        foreach (JsonNode child in node)
        {
            yield return child;
        }
    }

    private sealed record TableRow(ExpectedDecision Expected, string Entry, JsonNode At, SourceSpan Span, IReadOnlyList<JsonNode?>? Targets);
}
