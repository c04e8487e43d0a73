using System.Collections.Frozen;
using IamSim.Identifiers;

namespace IamSim.Conditions;

/// <summary>The name of a condition operator as a policy writes it, taken apart (GRAM-31).</summary>
/// <param name="Prefix">What stands in front of the first colon; <c>null</c> when there is none.</param>
/// <param name="Set">The set operator that it spells; <see cref="SetOperator.None"/> also for a prefix that spells none.</param>
/// <param name="BaseName">The name without prefix and suffix, as written.</param>
/// <param name="IfExists">Whether it ends in IfExists.</param>
/// <param name="Operator">The operator; <c>null</c> when the base name is none.</param>
internal readonly record struct OperatorSpelling(string? Prefix, SetOperator Set, string BaseName, bool IfExists, NamedOperator? Operator)
{
    public const string IfExistsSuffix = "IfExists";

    /// <summary>Whether prefix and base name are both known; which of them go together is another question.</summary>
    public bool IsKnown => Operator is not null && (Prefix is null || Set != SetOperator.None);

    /// <summary>AWS's spelling of a known operator.</summary>
    public string Usual => (Set == SetOperator.None ? "" : Set + ":") + Operator!.Name + (IfExists ? IfExistsSuffix : "");

    // As AWS writes them, which is nearly always used: found without being taken apart.
    private static readonly FrozenDictionary<string, OperatorSpelling> UsualSpellings =
        (from named in ConditionOperators.All
         from set in Enum.GetValues<SetOperator>()
         from ifExists in new[] { false, true }
         let prefix = set == SetOperator.None ? null : set.ToString()
         select new OperatorSpelling(prefix, set, named.Name, ifExists, named)).ToFrozenDictionary(static spelling => spelling.Usual, StringComparer.Ordinal);

    /// <summary>Whether a known operator is written as AWS writes it.</summary>
    public static bool IsUsual(string written) => UsualSpellings.ContainsKey(written);

    public static OperatorSpelling Read(string written) =>
        UsualSpellings.TryGetValue(written, out OperatorSpelling usual) ? usual : TakeApart(written);

    private static OperatorSpelling TakeApart(string written)
    {
        // No name begins another with a suffix.
        if (ConditionOperators.Find(written) is { } plain)
        {
            return new OperatorSpelling(null, SetOperator.None, written, false, plain);
        }

        int colon = written.IndexOf(':', StringComparison.Ordinal);
        string? prefix = colon < 0 ? null : written[..colon];
        string name = written[(colon + 1)..];
        SetOperator set = AsciiFold.Equals(prefix, "ForAllValues") ? SetOperator.ForAllValues
            : AsciiFold.Equals(prefix, "ForAnyValue") ? SetOperator.ForAnyValue : SetOperator.None;
        bool ifExists = name.Length > IfExistsSuffix.Length && AsciiFold.Equals(name.AsSpan(name.Length - IfExistsSuffix.Length), IfExistsSuffix);
        string baseName = ifExists ? name[..^IfExistsSuffix.Length] : name;
        return new OperatorSpelling(prefix, set, baseName, ifExists, ConditionOperators.Find(baseName));
    }
}
