using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>Which pages of authorization details there were, and what stood on two of them. Not thread-safe.</summary>
internal sealed class DetailPages
{
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, string EarlierFile), Repetition> _repetitions = [];
    private readonly HashSet<string> _onPage = new(StringComparer.Ordinal);
    private JsonNode? _truncated;

    /// <summary>An item of an account stands on the current page.</summary>
    public void AddAccount(string accountId) => _onPage.Add(accountId);

    /// <summary>The current page says that there is another one.</summary>
    public void SetTruncated(JsonNode at) => _truncated = at;

    /// <summary>An item stood already elsewhere.</summary>
    public void AddRepetition(string arn, JsonNode at, SourcePlace earlier)
    {
        (string, string) key = (at.Source.Name ?? "", earlier.File ?? "");
        if (_repetitions.TryGetValue(key, out Repetition? known))
        {
            known.Count++;
        }
        else
        {
            _repetitions.Add(key, new Repetition(arn, at.Source, at.Span, earlier));
        }
    }

    /// <summary>The current page ends.</summary>
    public void EndPage()
    {
        foreach (string id in _onPage)
        {
            if (!_accounts.TryGetValue(id, out Account? account))
            {
                _accounts.Add(id, account = new Account());
            }

            account.HasLast |= _truncated is null;
            account.Truncated = _truncated ?? account.Truncated;
        }

        _onPage.Clear();
        _truncated = null;
    }

    /// <summary>Tells what is missing and what stands twice.</summary>
    public void Report(EnvironmentFindings findings)
    {
        foreach ((string id, Account account) in _accounts)
        {
            if (!account.HasLast && account.Truncated is { } truncated)
            {
                findings.Add(EnvironmentDiagnostics.MissingPage, truncated, $"the output says that there are more pages of account {id}, of which none was found", "call the command without --no-paginate and --max-items, or save every page");
            }
        }

        foreach (Repetition repetition in _repetitions.Values)
        {
            string more = repetition.Count > 1 ? $", as do {repetition.Count - 1} more of this file" : "";
            findings.Add(EnvironmentDiagnostics.RepeatedIdentity, repetition.Source, repetition.Span, $"{JsonNode.Quote(repetition.Arn)} stands already at {repetition.Earlier}{more}", "the first one counts; load one snapshot at a time");
        }
    }

    private sealed class Account
    {
        public bool HasLast { get; set; }

        public JsonNode? Truncated { get; set; }
    }

    // Not the node: the tree of an item is given up when the item is taken in.
    private sealed class Repetition(string arn, SourceText source, SourceSpan span, SourcePlace earlier)
    {
        public string Arn { get; } = arn;

        public SourceText Source { get; } = source;

        public SourceSpan Span { get; } = span;

        public SourcePlace Earlier { get; } = earlier;

        public int Count { get; set; } = 1;
    }
}
