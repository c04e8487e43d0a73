using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Reliability.Exchange;

/// <summary>What occurs in a scenario and in the library's explanation of it, as texts of the form <c>kind:value</c>.</summary>
/// <remarks>docs/guides/compare-engines.md lists them.</remarks>
internal sealed class ScenarioFeatures
{
    private readonly SortedSet<string> _features = new(StringComparer.Ordinal);
    private readonly List<ElementFeatures> _elements = [];
    private readonly RequestContext _context;
    private SortedSet<string>? _element;

    public ScenarioFeatures(Scenario scenario, Explanation explanation)
    {
        AccessRequest request = scenario.Request;
        _context = request.Context;
        Subject = scenario.Id is { } id && id.LastIndexOf('-') is > 0 and var end ? id[..end] : "none";
        Add($"subject:{Subject}");
        Add($"service:{AsciiFold.ToLower(request.Service)}");
        Add($"action:{AsciiFold.ToLower(request.Action.Text)}");
        Add($"principal:{request.Principal.Kind}");
        Add(request.Resources.Length > 1 ? "resources:several" : request.Resources[0].Arn == "*" ? "resources:star" : "resources:one");
        Add($"decided-by:{ScenarioAnswerWriter.NameOf(explanation.Decision)}");
        foreach (CheckExplanation check in explanation.Checks)
        {
            AddCheck(check, request.Principal);
        }

        Add(scenario.Policies.Resource is null ? "resource-policy:none" : Has($"layer:{PolicyKind.Resource}") ? "resource-policy:asked" : "resource-policy:not-asked");
        foreach (PolicyStatement statement in scenario.Policies.Resource?.Statements ?? [])
        {
            Add($"resource-policy:has-{statement.Effect}");
        }

        Add(scenario.Policies.PermissionsBoundary is null ? "permissions-boundary:none" : "permissions-boundary:present");
        Add(scenario.Policies.Session is null ? "session-policy:none" : "session-policy:present");
        if (request.Resources[0].Arn.Split(':', 6) is [_, _, _, _, var account, var name]
            && (account == "aws" || new[] { "aws-service-role/", "aws-reserved/", "alias/aws/" }.Any(part => name.Contains(part, StringComparison.Ordinal))))
        {
            Add("resources:reserved");
        }
    }

    /// <summary>What the scenario is about: what stands before the last hyphen of its id.</summary>
    public string Subject { get; }

    /// <summary>Whether a feature occurs; with an asterisk at its end, whether one occurs that begins so.</summary>
    public bool Has(string feature) => feature.EndsWith('*') ? _features.Any(present => present.StartsWith(feature.AsSpan(..^1), StringComparison.Ordinal)) : _features.Contains(feature);

    /// <summary>All of them, in order.</summary>
    public IEnumerable<string> All => _features;

    /// <summary>The resources, principals and conditions of the statements about the action, each with the features that it has by itself.</summary>
    public IReadOnlyList<ElementFeatures> Elements => _elements;

    /// <summary>The features of some kinds, to tell scenarios apart by.</summary>
    public IEnumerable<string> OfKinds(params string[] kinds) => _features.Where(feature => kinds.Contains(feature.Split(':')[0]));

    public override string ToString() => string.Join(" ", _features);

    private void Add(string feature)
    {
        _features.Add(feature);
        _element?.Add(feature);
    }

    private void AddCheck(CheckExplanation check, Principal caller)
    {
        Add(check.IsSameAccount ? "accounts:one" : "accounts:two");
        Add($"grant:{check.Grant}");
        foreach (LayerExplanation layer in check.Layers)
        {
            if (layer.Statements.IsEmpty && layer.Levels.IsEmpty)
            {
                continue;
            }

            Add($"layer:{layer.Kind}");
            Add($"layer:{layer.Kind}:{layer.Verdict}");
            foreach (StatementExplanation statement in layer.Statements)
            {
                AddStatement(statement, layer.Kind, caller);
            }
        }
    }

    private void AddStatement(StatementExplanation explained, PolicyKind kind, Principal caller)
    {
        PolicyStatement statement = explained.Statement;
        Add($"version:{explained.Document.Version?.Text ?? "none"}");
        string effect = statement.Effect?.Text ?? "none";
        foreach ((string name, bool present) in new[] { ("NotAction", statement.NotAction is not null), ("NotResource", statement.NotResource is not null), ("NotPrincipal", statement.NotPrincipal is not null) })
        {
            if (present)
            {
                Add($"element:{effect}:{name}");
            }
        }

        // What a statement about another action says did not matter.
        if (explained.Outcome == StatementOutcome.ActionDiffers)
        {
            return;
        }

        foreach (ElementExplanation element in explained.Elements.Where(static element => element is not ActionExplanation))
        {
            _element = new SortedSet<string>(StringComparer.Ordinal);
            Add($"version:{explained.Document.Version?.Text ?? "none"}");
            _element.Add($"effect:{effect}");
            _element.Add($"layer:{kind}");
            AddElement(element, statement, effect, caller);
            _elements.Add(new ElementFeatures(statement, element, _element));
            _element = null;
        }

        if (statement.Resource is null && statement.NotResource is null)
        {
            Add($"resource-element:none:{kind}");
        }
    }

    private void AddElement(ElementExplanation element, PolicyStatement statement, string effect, Principal caller)
    {
        switch (element)
        {
            case ResourceExplanation resource:
                Add($"resource-element:{(resource.IsNegated ? "not-" : "")}{resource.Mismatch}");
                AddPatterns(statement);
                break;
            case PrincipalExplanation principal:
                Add($"entry:{effect}:{(principal.IsNegated ? "not-" : "")}{(principal.Matches ? principal.Grant.ToString() : principal.Mismatch.ToString())}");
                AddEntries(principal.IsNegated ? statement.NotPrincipal : statement.Principal, principal.IsNegated ? "not-" : "", caller);
                break;
            case ConditionExplanation test:
                AddTest(test);
                break;
        }
    }

    // The explanation names the entry that comes closest; another engine may stumble over any of them.
    private void AddEntries(PrincipalElement? principals, string negation, Principal caller)
    {
        string partition = Partition(caller.Text);
        if (principals is not null && principals.Groups.SelectMany(static group => group.Values).Any(entry => entry.Text.StartsWith("arn:", StringComparison.Ordinal) && Partition(entry.Text) != partition))
        {
            Add($"principal-entry:{negation}other-partition");
        }
    }

    private static string Partition(string arn) => arn.Split(':') is [_, var partition, ..] ? partition : "";

    private void AddPatterns(PolicyStatement statement)
    {
        foreach (PolicyValue pattern in (statement.Resource ?? statement.NotResource)?.Values ?? [])
        {
            string text = pattern.Text;
            if (pattern.Kind == PolicyValueKind.Null)
            {
                Add("pattern:null");
                continue;
            }

            int colons = text.Count(static c => c == ':');
            if (text != "*" && colons < 5)
            {
                Add("pattern:short");
            }

            if (text != "*" && string.Join(':', text.Split(':').Take(5)).IndexOfAny(['*', '?']) >= 0)
            {
                Add("pattern:wildcard-before-resource");
            }

            if (text.Split(':', 6) is [_, _, _, _, _, var resource] && resource.IndexOfAny(['/', ':']) is > 0 and var end && resource.AsSpan(0, end).IndexOfAny('*', '?') >= 0)
            {
                Add("pattern:wildcard-in-type");
            }

            AddVariable(text, "pattern");
        }
    }

    private void AddVariable(string text, string kind)
    {
        if (text.Contains("${", StringComparison.Ordinal))
        {
            string name = text[(text.IndexOf("${", StringComparison.Ordinal) + 2)..];
            Add($"{kind}:variable:{(name[0] is '*' or '?' or '$' ? "escape" : name.Contains(", '", StringComparison.Ordinal) ? "default" : name.Contains(",'", StringComparison.Ordinal) ? "default-without-space" : name.Contains(',', StringComparison.Ordinal) ? "default-with-more-space" : "key")}");
            string key = name.Split('}', ',')[0];
            if (_context.Any(pair => pair.Key != key && AsciiFold.Comparer.Instance.Equals(pair.Key, key)))
            {
                Add($"{kind}:variable:other-case");
            }
        }
    }

    private void AddTest(ConditionExplanation test)
    {
        string name = test.Operator.Text;
        string set = new[] { "ForAllValues", "ForAnyValue" }.FirstOrDefault(word => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)) ?? "plain";
        bool ifExists = name.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase);
        string family = Family(name.Split(':')[^1]);
        string value = test.Value.IsAbsent ? "absent" : !test.Value.IsMultivalued ? "single" : test.Value.Any() ? "list" : "empty-list";
        Add($"operator:{name}");
        if (char.IsAsciiLetterLower(name.Split(':')[^1][0]))
        {
            Add("operator-case:lower");
        }

        Add($"test:{family}:{set}{(ifExists ? ":IfExists" : "")}:{value}");
        Add($"outcome:{family}:{test.Outcome}");
        Add($"key:{AsciiFold.ToLower(test.Key.Text).Split('/')[0]}");
        if (test.Operands.IsEmpty)
        {
            Add($"operand:{family}:none");
        }

        foreach (ConditionOperand operand in test.Operands)
        {
            AddVariable(operand.Written.Text, $"operand:{family}");
            Add($"operand:{family}:{TextShapes.Of(operand.Written.Text)}");
            if (operand.UnresolvedKey is not null)
            {
                Add($"operand:{family}:unresolved");
            }
        }

        foreach (string text in test.Value)
        {
            Add($"value:{family}:{TextShapes.Of(text)}");
        }
    }

    private static string Family(string name)
    {
        string family = new[] { "String", "Numeric", "Date", "Bool", "Binary", "Ip", "Arn", "Null" }.FirstOrDefault(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)) ?? "none";
        return name.Contains("Not", StringComparison.OrdinalIgnoreCase) ? $"{family}-not" : family;
    }
}
