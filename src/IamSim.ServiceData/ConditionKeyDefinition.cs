namespace IamSim.ServiceData;

/// <summary>A condition key that AWS documents. Immutable.</summary>
public sealed class ConditionKeyDefinition
{
    private readonly ConditionKeyName _name;

    internal ConditionKeyDefinition(string name, IReadOnlyList<ConditionKeyType> types, bool isMultivalued, bool mayBeAbsent = true, bool isGlobal = false)
    {
        _name = new ConditionKeyName(name);
        Types = types;
        IsMultivalued = isMultivalued;
        MayBeAbsent = mayBeAbsent;
        IsGlobal = isGlobal;
    }

    /// <summary>The name as AWS writes it, such as <c>s3:prefix</c> or <c>aws:ResourceTag/${TagKey}</c>.</summary>
    public string Name => _name.Text;

    /// <summary>What a value holds; the first of <see cref="Types"/>.</summary>
    public ConditionKeyType Type => Types[0];

    /// <summary>What a value can hold. Nearly always one type; <c>aws:EpochTime</c>, for one, is a date or a number. Never empty.</summary>
    public IReadOnlyList<ConditionKeyType> Types { get; }

    /// <summary>Whether a request can carry several values, so that a policy needs <c>ForAnyValue:</c> or <c>ForAllValues:</c>.</summary>
    public bool IsMultivalued { get; }

    /// <summary>Whether a part of the name stands for something to fill in, as <c>${TagKey}</c> and <c>&lt;key&gt;</c> do, and the end of <c>secretsmanager:ResourceTag/tag-key</c>.</summary>
    public bool IsTemplate => _name.IsTemplate;

    /// <summary>Whether requests can come without the key. <c>false</c> only for the few global keys that every request carries.</summary>
    public bool MayBeAbsent { get; }

    /// <summary>Whether the key belongs to no single service: its name begins with <c>aws:</c> and AWS calls it global.</summary>
    public bool IsGlobal { get; }

    /// <summary>Whether a key as a policy writes it is this one, or one of those that this template stands for.</summary>
    /// <param name="key">A key in any case, such as <c>aws:resourcetag/team</c>. The template itself matches too.</param>
    /// <returns>A part to fill in stands for one character or more, whatever they are.</returns>
    public bool IsMatch(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _name.IsMatch(key);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
