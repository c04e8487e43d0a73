using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using IamSim.Diagnostics;

namespace IamSim.Environments.Questions;

/// <summary>Draws graphs of roles. Whatever a name holds, it is a label: no markup comes of it.</summary>
internal static class AssumeRoleDrawing
{
    public static string ToMermaid(AssumeRoleGraph graph, AwsEnvironment environment)
    {
        var text = new StringBuilder("graph LR\n");
        Dictionary<AccessSubject, string> ids = Ids(graph.Nodes);
        int boxes = 0;
        foreach (IGrouping<string?, AccessSubject> group in graph.Nodes.GroupBy(static node => node.AccountId))
        {
            string indent = group.Key is null ? "  " : "    ";
            if (group.Key is { } account)
            {
                text.Append(CultureInfo.InvariantCulture, $"  subgraph a{boxes++}[\"{ForMermaid(AccountName(environment, account))}\"]\n");
            }

            foreach (AccessSubject node in group)
            {
                (string open, string close) = node.Kind == AccessSubjectKind.Role ? ("(", ")") : node.Identity is null ? ("{{", "}}") : ("[", "]");
                text.Append(CultureInfo.InvariantCulture, $"{indent}{ids[node]}{open}\"{ForMermaid(Label(node))}\"{close}\n");
            }

            text.Append(group.Key is null ? "" : "  end\n");
        }

        foreach (AssumeRoleEdge edge in graph.Edges)
        {
            string keys = ForMermaid(Keys(edge));
            string arrow = edge.State == AccessState.Allowed ? "-->" : keys.Length == 0 ? "-.->" : $"-.->|\"{keys}\"|";
            text.Append(CultureInfo.InvariantCulture, $"  {ids[edge.Source]} {arrow} {ids[edge.Target]}\n");
        }

        return text.ToString();
    }

    public static string ToDot(AssumeRoleGraph graph, AwsEnvironment environment)
    {
        var text = new StringBuilder("digraph roles {\n  rankdir=LR;\n  node [shape=box];\n");
        Dictionary<AccessSubject, string> ids = Ids(graph.Nodes);
        int boxes = 0;
        foreach (IGrouping<string?, AccessSubject> group in graph.Nodes.GroupBy(static node => node.AccountId))
        {
            string indent = group.Key is null ? "  " : "    ";
            if (group.Key is { } account)
            {
                text.Append(CultureInfo.InvariantCulture, $"  subgraph cluster_{boxes++} {{\n    label={Quoted(AccountName(environment, account))};\n");
            }

            foreach (AccessSubject node in group)
            {
                string style = node.Kind == AccessSubjectKind.Role ? ", style=rounded" : node.Identity is null ? ", shape=hexagon" : "";
                text.Append(CultureInfo.InvariantCulture, $"{indent}{ids[node]} [label={Quoted(Label(node))}{style}];\n");
            }

            text.Append(group.Key is null ? "" : "  }\n");
        }

        foreach (AssumeRoleEdge edge in graph.Edges)
        {
            string style = edge.State == AccessState.Allowed ? "" : $" [style=dashed, label={Quoted(Keys(edge))}]";
            text.Append(CultureInfo.InvariantCulture, $"  {ids[edge.Source]} -> {ids[edge.Target]}{style};\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The keys on which a step depends, and the conditions under which a template deploys who takes it and the role.</summary>
    public static string Keys(AssumeRoleEdge edge) => string.Join(", ", edge.Condition.Tests.SelectMany(static test => test.UnknownKeys)
        .Concat(new[] { edge.Source, edge.Target }.Select(static end => end.Identity?.DeploymentCondition).OfType<string>()).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));

    private static Dictionary<AccessSubject, string> Ids(ImmutableArray<AccessSubject> nodes) =>
        nodes.Select(static (node, index) => (node, index)).ToDictionary(static pair => pair.node, static pair => "n" + pair.index.ToString(CultureInfo.InvariantCulture));

    private static string AccountName(AwsEnvironment environment, string account) => environment.TryGetAccount(account, out AwsAccount? known) ? known.ToString() : account;

    private static string Label(AccessSubject node) => node.Identity is { } identity ? $"{(identity is IamUser ? "user" : "role")}{identity.Path}{identity.Name}" : node.Name;

    // Entities of Mermaid are written with # instead of &.
    private static string ForMermaid(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in PrintableText.Line(text))
        {
            escaped.Append(char.IsAsciiLetterOrDigit(c) || c is ' ' or '/' or '-' or '_' or '.' or ':' or ',' or '+' or '=' or '@' or '(' or ')' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"#{(int)c};"));
        }

        return escaped.ToString();
    }

    private static string Quoted(string text) => $"\"{PrintableText.Line(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
