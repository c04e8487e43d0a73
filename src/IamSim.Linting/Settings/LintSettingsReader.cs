using System.Collections.Immutable;
using System.Globalization;
using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Scenarios;

namespace IamSim.Linting;

/// <summary>Reads <c>.iamsim.json</c>.</summary>
internal sealed class LintSettingsReader
{
    // Three levels are needed.
    private const int MaximumDepth = 16;

    private static readonly string[] Severities = ["error", "warning", "info", "off"];
    private static readonly string[] Thresholds = ["error", "warning", "info"];
    private static readonly string[] Places = [PolicyPlace.Auto, .. PolicyPlace.All.Select(static place => place.Name)];

    // What the parser says of a text that is no policy: nothing else can be said of it then.
    private static readonly HashSet<string> Syntax = new(["IAM0001", "IAM0002", "IAM0003", "IAM0004", "IAM0005", "IAM0058"], StringComparer.Ordinal);

    private static readonly HashSet<string> PolicyIds =
        [.. DiagnosticDescriptors.All.Where(static descriptor => descriptor.Rule != "scenario").Concat(PolicyLinter.Descriptors).Select(static descriptor => descriptor.Id)];

    private readonly DiagnosticBag _diagnostics = new();

    private LintSettingsReader()
    {
    }

    /// <summary>Reads settings. <c>null</c> means that there was an error.</summary>
    public static LintSettings? Read(SourceText source, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var reader = new LintSettingsReader();
        JsonSyntaxTree? tree = JsonSyntaxTree.Parse(source, MaximumDepth, reader._diagnostics);
        LintSettings? settings = tree is null ? null : reader.Read(tree.Root);
        settings = reader._diagnostics.HasErrors ? null : settings;
        tree?.Release();
        diagnostics = reader._diagnostics.ToList();
        return settings;
    }

    private LintSettings Read(JsonNode root)
    {
        var members = new MemberReader(root, "the settings file", _diagnostics, LintSettingsDescriptors.Faults);
        members.String("$schema");
        var settings = new LintSettings(root.Source)
        {
            Severities = ReadSeverities(members),
            Suppressions = ReadSuppressions(members),
            Kinds = ReadKinds(members),
            Threshold = ReadThreshold(members),
            ServiceData = ReadServiceData(members),
        };
        members.RefuseOthers();
        return settings;
    }

    private ImmutableDictionary<string, LintSeverity> ReadSeverities(MemberReader members)
    {
        ImmutableDictionary<string, LintSeverity>.Builder severities = ImmutableDictionary.CreateBuilder<string, LintSeverity>(StringComparer.Ordinal);
        if (members.Optional("severity") is not { } node)
        {
            return severities.ToImmutable();
        }

        foreach (JsonNode member in members.Members(node, "severity"))
        {
            if (_diagnostics.IsFullOf(DiagnosticSeverity.Error))
            {
                break;
            }

            string id = member.Name!;
            bool isGroup = Thresholds.Contains(id, StringComparer.Ordinal);
            if (!isGroup && !PolicyIds.Contains(id) && id != LintSettingsDescriptors.UnusedSuppression.Id)
            {
                members.InvalidName(member, $"there is no finding {JsonNode.Quote(id)}", SuggestId(id, [.. Thresholds, LintSettingsDescriptors.UnusedSuppression.Id]));
            }
            else if (members.Text(member, id) is { } text)
            {
                int severity = Array.IndexOf(Severities, text);
                if (severity < 0)
                {
                    members.Invalid(member, $"a severity is error, warning, info or off, but found {JsonNode.Quote(text)}", Suggestion.DidYouMean(text, Severities));
                }
                else if (Syntax.Contains(id) && severity != 0)
                {
                    members.Invalid(member, $"{id} stays an error: a text with it is no policy, and nothing else can be said of it", "remove it");
                }
                else
                {
                    severities[id] = (LintSeverity)severity;
                }
            }
        }

        return severities.ToImmutable();
    }

    private ImmutableArray<LintSuppression> ReadSuppressions(MemberReader members)
    {
        if (members.Optional("suppress") is not { } node)
        {
            return [];
        }

        ImmutableArray<LintSuppression>.Builder suppressions = ImmutableArray.CreateBuilder<LintSuppression>();
        foreach (JsonNode entry in members.Array(node, "suppress"))
        {
            if (_diagnostics.IsFullOf(DiagnosticSeverity.Error))
            {
                break;
            }

            if (ReadSuppression(members.Nested(entry, "a suppression"), suppressions.Count) is { } suppression)
            {
                suppressions.Add(suppression);
            }
        }

        return suppressions.ToImmutable();
    }

    private static LintSuppression? ReadSuppression(MemberReader members, int index)
    {
        JsonNode? idNode = members.Required("id");
        string? id = idNode is { } written ? members.Text(written, "id") : null;
        PathPattern? pattern = members.Optional("file") is { } file ? ReadPattern(members, file, file.Kind == JsonKind.String ? file.Text : members.Text(file, "file"), isName: false) : null;
        (string? sid, int? number) = ReadStatement(members);
        JsonNode? reasonNode = members.Required("reason");
        string? reason = reasonNode is { } given ? members.Text(given, "reason") : null;
        members.RefuseOthers();
        if (reason is not null && string.IsNullOrWhiteSpace(reason))
        {
            members.Invalid(reasonNode!.Value, "the reason is empty", "say in a sentence why the finding is to stay");
            return null;
        }

        if (id is not null && !PolicyIds.Contains(id))
        {
            members.Invalid(idNode!.Value, $"there is no finding {JsonNode.Quote(id)}", SuggestId(id, []));
            return null;
        }

        if (id is not null && Syntax.Contains(id))
        {
            members.Invalid(idNode!.Value, $"{id} cannot be suppressed: a text with it is no policy", "mend the file, or leave it out of the run");
            return null;
        }

        return id is null || reason is null ? null : new LintSuppression(id, reason, pattern, sid, number, index, idNode!.Value.Span);
    }

    private static (string? Sid, int? Number) ReadStatement(MemberReader members)
    {
        if (members.Optional("statement") is not { } node)
        {
            return (null, null);
        }

        if (node.Kind == JsonKind.String && node.Text.Length > 0)
        {
            return (node.Text, null);
        }

        if (node.Kind == JsonKind.Number && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0)
        {
            return (null, number);
        }

        members.Invalid(node, $"'statement' must be a Sid, or the number of a statement counted from 1, but is {node.Describe()}", "leave it out to mean every statement");
        return (null, null);
    }

    private ImmutableArray<(PathPattern Files, PolicyPlace? Place)> ReadKinds(MemberReader members)
    {
        if (members.Optional("kinds") is not { } node)
        {
            return [];
        }

        ImmutableArray<(PathPattern Files, PolicyPlace? Place)>.Builder kinds = ImmutableArray.CreateBuilder<(PathPattern Files, PolicyPlace? Place)>();
        foreach (JsonNode member in members.Members(node, "kinds"))
        {
            if (_diagnostics.IsFullOf(DiagnosticSeverity.Error))
            {
                break;
            }

            PathPattern? pattern = ReadPattern(members, member, member.Name, isName: true);
            string? kind = members.Text(member, "kinds");
            if (kind is not null && !Places.Contains(kind, StringComparer.Ordinal))
            {
                members.Invalid(member, $"there is no kind of policy {JsonNode.Quote(kind)}: expected one of {string.Join(", ", Places)}", Suggestion.DidYouMean(kind, Places));
            }
            else if (pattern is not null && kind is not null)
            {
                kinds.Add((pattern, PolicyPlace.Of(kind)));
            }
        }

        return kinds.ToImmutable();
    }

    private static PathPattern? ReadPattern(MemberReader members, JsonNode node, string? text, bool isName)
    {
        if (text is null)
        {
            return null;
        }

        PathPattern? pattern = PathPattern.Parse(text, out (string Found, string Help)? fault);
        if (fault is { } found)
        {
            string message = $"the pattern {JsonNode.Quote(text)} {found.Found}";
            if (isName)
            {
                members.InvalidName(node, message, found.Help);
            }
            else
            {
                members.Invalid(node, message, found.Help);
            }
        }

        return pattern;
    }

    private static DiagnosticSeverity? ReadThreshold(MemberReader members)
    {
        if (members.Optional("threshold") is not { } node || members.Text(node, "threshold") is not { } text)
        {
            return null;
        }

        int threshold = Array.IndexOf(Thresholds, text);
        if (threshold < 0)
        {
            members.Invalid(node, $"a threshold is error, warning or info, but found {JsonNode.Quote(text)}", Suggestion.DidYouMean(text, Thresholds));
            return null;
        }

        return (DiagnosticSeverity)threshold;
    }

    private static string? ReadServiceData(MemberReader members)
    {
        if (members.Optional("serviceData") is not { } node || members.Text(node, "serviceData") is not { } text)
        {
            return null;
        }

        if (text.Length == 0)
        {
            members.Invalid(node, "'serviceData' is empty", "name a file, relative to the folder of the settings");
            return null;
        }

        return text;
    }

    private static string SuggestId(string id, string[] others) =>
        Suggestion.DidYouMean(id.ToUpperInvariant() is ['I', 'A', 'M', ..] ? id.ToUpperInvariant() : id, PolicyIds.Concat(others).Order(StringComparer.Ordinal)) ?? "'iamsim diagnostic' lists all of them";
}
