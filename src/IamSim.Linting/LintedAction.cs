using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Linting;

/// <summary>An entry of Action or NotAction as rules look at it.</summary>
internal sealed class LintedAction
{
    private readonly ServiceReference _services;
    private readonly ActionExpander _expander;
    private IReadOnlyList<ActionDefinition>? _expansion;

    public LintedAction(PolicyValue value, LintedPolicy policy)
    {
        Value = value;
        Folded = AsciiFold.ToLower(value.Text);
        _services = policy.Services;
        _expander = policy.Expander;
        int colon = value.Text.IndexOf(':', StringComparison.Ordinal);
        Prefix = colon < 0 ? value.Text : value.Text[..colon];
        Name = colon < 0 ? "" : value.Text[(colon + 1)..];
        IsWellFormed = value.Text == "*" || (colon > 0 && Name.Length > 0 && !Name.Contains(':', StringComparison.Ordinal) && !value.Text.Contains("${", StringComparison.Ordinal));
    }

    public PolicyValue Value { get; }

    public string Text => Value.Text;

    /// <summary>The text in lower case, as actions are compared (GRAM-40).</summary>
    public string Folded { get; }

    /// <summary>What stands in front of the colon; <c>*</c> for the entry <c>*</c>.</summary>
    public string Prefix { get; }

    /// <summary>What stands behind the colon; empty for the entry <c>*</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it is <c>*</c> or service:name; of anything else the validator has told.</summary>
    public bool IsWellFormed { get; }

    public bool IsEverything => Text is "*" or "*:*";

    public bool HasWildcard => Text.AsSpan().ContainsAny('*', '?');

    public bool HasWildcardInPrefix => Prefix.AsSpan().ContainsAny('*', '?');

    /// <summary>The service; <c>null</c> when it is not known or the prefix has a wildcard.</summary>
    public ServiceDefinition? Service => HasWildcardInPrefix ? null : _services.FindService(Prefix);

    /// <summary>The known actions that it names; none also where too many were asked for already. Found once, when first asked for.</summary>
    public IReadOnlyList<ActionDefinition> Expansion => _expansion ??= IsWellFormed ? _expander.Expand(this) : [];

    /// <summary>Whether it names an action, <c>service:Name</c> in any case.</summary>
    public bool Matches(string action) => WildcardAlgebra.Matches(Folded, AsciiFold.ToLower(action));
}
