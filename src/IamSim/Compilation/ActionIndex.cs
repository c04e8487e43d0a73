using IamSim.Identifiers;

namespace IamSim.Compilation;

/// <summary>
/// Finds the statements whose Action or NotAction covers an action without looking at the others: an inverted index over what the policies
/// themselves mention, so that it needs no catalog and an action that nobody has heard of is found like any other. Read by many threads.
/// </summary>
internal sealed class ActionIndex
{
    // Exact names, by name.
    private readonly ActionTable _exact = new();

    // Patterns, by text; those that begin with the whole name of a service are tried for its actions only.
    private readonly ActionTable _patternTexts = new();
    private readonly List<ActionPattern> _patterns = [];
    private readonly Dictionary<string, List<int>> _patternsOfService = new(StringComparer.Ordinal);
    private readonly List<int> _patternsOfAnyService = [];

    // What no name or service leads to.
    private readonly List<int> _everything = [];
    private readonly List<(CompiledStatement Statement, int Ordinal)> _excluding = [];

    /// <summary>Indexes statements; an ordinal is a place in the array.</summary>
    public ActionIndex(ReadOnlySpan<PlacedStatement> statements)
    {
        for (int i = 0; i < statements.Length; i++)
        {
            CompiledStatement statement = statements[i].Statement;
            if (statement.ActionsAreExcluded)
            {
                _excluding.Add((statement, i));
                continue;
            }

            foreach (ActionPattern pattern in statement.Actions)
            {
                Add(pattern, i);
            }
        }
    }

    /// <summary>Gathers the ordinals of the statements that cover an action, in order.</summary>
    public void Find(ActionIdentity action, ref OrdinalList ordinals)
    {
        string name = action.Folded;
        int exact = _exact.Find(name, action.Hash);
        if (exact >= 0)
        {
            _exact.CopyTo(exact, ref ordinals);
        }

        if (_patternsOfService.TryGetValue(action.Service, out List<int>? patterns))
        {
            Try(patterns, name, ref ordinals);
        }

        Try(_patternsOfAnyService, name, ref ordinals);
        foreach (int ordinal in _everything)
        {
            ordinals.Add(ordinal);
        }

        foreach ((CompiledStatement statement, int ordinal) in _excluding)
        {
            if (statement.MatchesAction(name))
            {
                ordinals.Add(ordinal);
            }
        }

        ordinals.SortAndDistinct();
    }

    private void Try(List<int> patterns, string name, ref OrdinalList ordinals)
    {
        foreach (int pattern in patterns)
        {
            if (_patterns[pattern].IsMatch(name))
            {
                _patternTexts.CopyTo(pattern, ref ordinals);
            }
        }
    }

    private void Add(in ActionPattern pattern, int ordinal)
    {
        switch (pattern.Form)
        {
            case ActionPatternForm.Exact:
                _exact.Add(pattern.Written, pattern.Hash, ordinal);
                break;
            case ActionPatternForm.Everything:
                _everything.Add(ordinal);
                break;
            default:
                AddPattern(pattern, ordinal);
                break;
        }
    }

    private void AddPattern(in ActionPattern pattern, int ordinal)
    {
        int number = _patternTexts.Add(pattern.Text, pattern.Hash, ordinal);
        if (number < _patterns.Count)
        {
            return;
        }

        _patterns.Add(pattern);
        if (pattern.Service is not { } service)
        {
            _patternsOfAnyService.Add(number);
            return;
        }

        if (!_patternsOfService.TryGetValue(service, out List<int>? patterns))
        {
            _patternsOfService[service] = patterns = [];
        }

        patterns.Add(number);
    }
}

/// <summary>A statement with its place in a policy set.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Layer">The layer, as <see cref="CompiledPolicySet"/> numbers them.</param>
/// <param name="Level">The level within the layer.</param>
internal readonly record struct PlacedStatement(CompiledStatement Statement, int Layer, int Level);
