using IamSim.Identifiers;

namespace IamSim.Compilation;

/// <summary>
/// Finds the statements whose Action or NotAction covers an action without looking at the others: an inverted index over what the policies
/// themselves mention, so that it needs no catalogue and an action that nobody has heard of is found like any other. Read by many threads.
/// </summary>
internal sealed class ActionIndex
{
    // Exact names, by name.
    private readonly ActionTable _exact = new();

    // Beginnings of names, by beginning; the table of services tells which of them to try.
    private readonly ActionTable _prefixes = new();
    private readonly Dictionary<string, List<int>> _prefixesOfService = new(StringComparer.Ordinal);

    // What no name or service leads to.
    private readonly List<int> _everything = [];
    private readonly List<(ActionPattern Pattern, int Ordinal)> _general = [];
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

        if (_prefixesOfService.Count > 0 && _prefixesOfService.TryGetValue(action.Service, out List<int>? prefixes))
        {
            foreach (int prefix in prefixes)
            {
                if (name.StartsWith(_prefixes.TextOf(prefix), StringComparison.Ordinal))
                {
                    _prefixes.CopyTo(prefix, ref ordinals);
                }
            }
        }

        foreach (int ordinal in _everything)
        {
            ordinals.Add(ordinal);
        }

        foreach ((ActionPattern pattern, int ordinal) in _general)
        {
            if (pattern.IsMatch(name))
            {
                ordinals.Add(ordinal);
            }
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

    private void Add(in ActionPattern pattern, int ordinal)
    {
        switch (pattern.Form)
        {
            case ActionPatternForm.Exact:
                _exact.Add(pattern.Text, pattern.Hash, ordinal);
                break;
            case ActionPatternForm.Prefix:
                AddPrefix(pattern, ordinal);
                break;
            case ActionPatternForm.Everything:
                _everything.Add(ordinal);
                break;
            default:
                _general.Add((pattern, ordinal));
                break;
        }
    }

    private void AddPrefix(in ActionPattern pattern, int ordinal)
    {
        int known = _prefixes.Count;
        int prefix = _prefixes.Add(pattern.Text, pattern.Hash, ordinal);
        if (prefix < known)
        {
            return;
        }

        string service = pattern.Text[..pattern.Text.IndexOf(':', StringComparison.Ordinal)];
        if (!_prefixesOfService.TryGetValue(service, out List<int>? prefixes))
        {
            _prefixesOfService[service] = prefixes = [];
        }

        prefixes.Add(prefix);
    }
}

/// <summary>A statement with its place in a policy set.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Layer">The layer, as <see cref="CompiledPolicySet"/> numbers them.</param>
/// <param name="Level">The level within the layer.</param>
internal readonly record struct PlacedStatement(CompiledStatement Statement, int Layer, int Level);
